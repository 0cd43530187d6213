// SPDX-License-Identifier: MIT
#include "app/script_hands.h"

#include "app/script_word.h"
#include "base/number.h"
#include "base/utf8.h"

#include <math.h>
#include <string.h>

static bool read_point(struct player *p, pt *point)
{
    double x, y;
    if (!player_number(p, -1e6, 1e6, &x, "a distance from the left, in pixels")
        || !player_number(p, -1e6, 1e6, &y, "a distance from the top, in pixels"))
        return false;
    *point = (pt){(float)x, (float)y};
    return true;
}

// [right|middle|left] [CLICKS], each once at most, in any order.
static bool read_button(struct player *p, enum button *button, int *clicks)
{
    double count;
    *button = BUTTON_LEFT;
    *clicks = 1;
    for (int i = 0; i < 2 && player_word(p); i++) {
        if (script_button_read(p->word, button))
            continue;
        if (!number_read(p->word, &count) || count < 0 || count > 99
            || count != floor(count))
            return player_slip(p, "left, middle or right, or a number of clicks");
        *clicks = (int)count;
    }
    return true;
}

static bool read_seconds(struct player *p, double *seconds)
{
    return player_number(p, 0, SCRIPT_SECONDS, seconds, "seconds, from 0 to 86400");
}

static bool read_switch(struct player *p, bool *on)
{
    player_word(p);
    *on = strcmp(p->word, "on") == 0;
    return *on || strcmp(p->word, "off") == 0 || player_slip(p, "on or off");
}

static long frames_of(double seconds)
{
    return seconds * SCRIPT_RATE < 1 ? 1 : lround(seconds * SCRIPT_RATE);
}

static void press(struct player *p, enum button button, int clicks)
{
    p->in.pressed = p->in.held[button] = true;
    p->in.button = button;
    p->in.clicks = clicks;
}

static void release(struct player *p, enum button button)
{
    p->in.released = true;
    p->in.held[button] = false;
    p->in.button = button;
}

static void move(struct player *p, pt to)
{
    p->in.pointer = to;
    p->in.inside = true;
}

// One frame each

static bool play_size(struct player *p)
{
    double width, height;
    if (!player_number(p, 1, 16384, &width, "a width from 1 to 16384")
        || !player_number(p, 1, 16384, &height, "a height from 1 to 16384"))
        return false;
    p->in.size = (pt){(float)width, (float)height};
    return true;
}

static bool play_move(struct player *p)
{
    pt to;
    if (!read_point(p, &to))
        return false;
    move(p, to);
    return true;
}

static bool play_leave(struct player *p)
{
    p->in.inside = false;
    return true;
}

static bool play_press(struct player *p)
{
    enum button button;
    int clicks;
    if (!read_button(p, &button, &clicks))
        return false;
    press(p, button, clicks);
    return true;
}

static bool play_release(struct player *p)
{
    enum button button;
    int clicks;
    if (!read_button(p, &button, &clicks))
        return false;
    release(p, button);
    return true;
}

static bool play_holding(struct player *p)
{
    enum button button;
    bool held[BUTTONS] = {false};
    while (player_word(p)) {
        if (!script_button_read(p->word, &button))
            return player_slip(p, "left, middle or right");
        held[button] = true;
    }
    memcpy(p->in.held, held, sizeof held);
    return true;
}

// N X Y: it lies there; N up: it is lifted.
static bool play_finger(struct player *p)
{
    double n;
    if (!player_number(p, 1, FINGERS, &n, "finger 1 or 2"))
        return false;
    struct finger *finger = &p->in.finger[(int)n - 1];
    finger->down = !(player_word(p) && strcmp(p->word, "up") == 0);
    if (!finger->down)
        return true;
    player_put_back(p);
    return read_point(p, &finger->at);
}

static bool play_wheel(struct player *p)
{
    double notches;
    if (!player_number(p, -1e6, 1e6, &notches, "a number of notches"))
        return false;
    p->in.wheel = (float)notches;
    return true;
}

static bool play_key(struct player *p)
{
    unsigned mods;
    player_word(p);
    if (!script_key_read(p->word, &mods, &p->in.key))
        return player_slip(p, "a key, as z, ctrl+shift+z, enter, left or f9");
    p->in.mods = p->mods | mods;
    p->in.repeated = player_word(p) && strcmp(p->word, "repeat") == 0;
    if (!p->in.repeated)
        player_put_back(p);
    return true;
}

static bool play_mods(struct player *p)
{
    player_word(p);
    if (!script_mods_read(p->word, &p->mods))
        return player_slip(p, "none, or ctrl, shift and alt, joined by +");
    p->in.mods = p->mods;
    return true;
}

static bool hold(struct player *p, bool down)
{
    player_word(p);
    bool x = strcmp(p->word, "x") == 0;
    if (!x && strcmp(p->word, "y") != 0)
        return player_slip(p, "x or y");
    *(x ? &p->in.held_x : &p->in.held_y) = down;
    return true;
}

static bool play_hold(struct player *p)
{
    return hold(p, true);
}

static bool play_unhold(struct player *p)
{
    return hold(p, false);
}

static bool play_compose(struct player *p)
{
    if (!player_typed(p, INPUT_COMPOSING))
        return false;
    strcpy(p->in.composing, text_or_empty(&p->text));
    return true;
}

static bool play_paste(struct player *p)
{
    bool done = player_text(p, &p->pasted);
    p->in.pasted = text_or_empty(&p->pasted);
    return done;
}

static bool play_drop(struct player *p)
{
    bool done = player_some_text(p, &p->dropped, "the path of a file");
    p->in.dropped = text_or_empty(&p->dropped);
    return done;
}

static bool play_focus(struct player *p)
{
    return read_switch(p, &p->in.focused);
}

static bool play_close(struct player *p)
{
    p->in.close = true;
    return true;
}

// Frames of their own

static bool play_at(struct player *p)
{
    double time;
    if (!player_number(p, p->base + (double)p->frames / SCRIPT_RATE, 1e12, &time,
                     "a time in seconds, not before the frame above"))
        return false;
    p->base = time;
    p->frames = 0;
    p->waiting = true;
    return true;
}

// A recording types at once, hands a character a frame.
static bool play_text(struct player *p)
{
    if (!player_typed(p, INPUT_TEXT))
        return false;
    const char *at = text_or_empty(&p->text), *end = at + p->text.count;
    p->in.composing[0] = 0;
    if (p->waiting) {
        strcpy(p->in.text, at);
        return true;
    }
    bool done = true;
    while (done && at < end) {
        const char *start = at;
        utf8_next(&at, end);
        memcpy(p->in.text, start, (size_t)(at - start));
        p->in.text[at - start] = 0;
        done = player_send_next(p);
    }
    return done;
}

static bool wait_until_done(struct player *p)
{
    bool done = player_send_next(p);
    while (done && p->busy && p->busy(p->self))
        done = player_send_next(p);
    return done && player_send_next(p);         // what became of it is told in the next
}

static bool play_wait(struct player *p)
{
    double seconds;
    if (player_word(p) && strcmp(p->word, "done") == 0)
        return wait_until_done(p);
    player_put_back(p);
    bool done = read_seconds(p, &seconds);
    for (long n = done ? frames_of(seconds) : 0; done && n > 0; n--)
        done = player_send_next(p);
    return done;
}

static bool play_click(struct player *p)
{
    pt to;
    enum button button;
    int clicks;
    if (!read_point(p, &to) || !read_button(p, &button, &clicks))
        return false;
    move(p, to);
    bool done = player_send_next(p);
    for (int i = 1; done && i <= clicks; i++) {
        press(p, button, i);
        done = player_send_next(p);
        release(p, button);
        done = done && player_send_next(p);
    }
    return done;
}

static bool drag(struct player *p, enum button button)
{
    pt from, to;
    double seconds = 0.25;
    if (!read_point(p, &from) || !read_point(p, &to))
        return false;
    bool given = player_word(p);
    player_put_back(p);
    if (given && !read_seconds(p, &seconds))
        return false;
    move(p, from);
    bool done = player_send_next(p);
    press(p, button, 1);
    done = done && player_send_next(p);
    long count = frames_of(seconds);
    for (long i = 1; done && i <= count; i++) {
        float part = (float)i / (float)count;
        move(p, (pt){from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part});
        done = player_send_next(p);
    }
    release(p, button);
    return done && player_send_next(p);
}

static bool play_drag(struct player *p)
{
    return drag(p, BUTTON_LEFT);
}

static bool play_rightdrag(struct player *p)
{
    return drag(p, BUTTON_RIGHT);
}

#define FRAME(word) {#word, SCRIPT_FRAME, play_##word}
#define OWN(word) {#word, SCRIPT_OWN, play_##word}

const struct script_command script_hands[SCRIPT_HANDS] = {
    FRAME(size), FRAME(move), FRAME(leave), FRAME(press), FRAME(release),
    FRAME(holding), FRAME(finger), FRAME(wheel), FRAME(key), FRAME(mods), FRAME(hold), FRAME(unhold),
    FRAME(compose), FRAME(paste), FRAME(drop), FRAME(focus), FRAME(close),
    {"text", SCRIPT_TYPED, play_text},
    OWN(at), OWN(wait), OWN(click), OWN(drag), OWN(rightdrag),
};
