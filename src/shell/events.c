// SPDX-License-Identifier: MIT
#include "shell/events.h"

#include "base/utf8.h"
#include "shell/keys.h"

#include <string.h>

enum { MOST_PASTED = 1 << 20 };                         // bytes

// Whether the frame already has something whose order matters.
static bool acted(const struct events *e)
{
    const struct input *in = &e->now;
    return e->touched || in->pressed || in->released || in->key || in->text[0]
        || in->pasted || in->dropped || in->close;
}

void events_begin(struct events *e)
{
    struct input *in = &e->now;
    SDL_free(e->text);
    e->text = NULL;
    in->pasted = in->dropped = NULL;
    in->pressed = in->released = in->repeated = in->close = e->touched = false;
    in->key = KEY_NONE;
    in->clicks = 0;
    in->wheel = 0;
    in->text[0] = 0;
}

// Appends what fits of a text, letter by letter; what is no UTF-8 as U+FFFD.
static bool append(char *to, size_t size, const char *from)
{
    const char *end = from + strlen(from);
    size_t count = strlen(to);
    while (from < end) {
        char letter[4];
        int bytes = utf8_write(letter, utf8_next(&from, end));
        if (count + (size_t)bytes >= size)
            return false;
        memcpy(to + count, letter, (size_t)bytes);
        to[count += (size_t)bytes] = 0;
    }
    return true;
}

static void move_to(struct events *e, int x, int y)
{
    struct input *in = &e->now;
    in->pointer = (pt){((float)x + 0.5f) * e->scale.x, ((float)y + 0.5f) * e->scale.y};
    in->inside = in->pointer.x >= 0 && in->pointer.x < in->size.x && in->pointer.y >= 0
              && in->pointer.y < in->size.y;
}

// A key that repeats while the pointer moves must not pile up frames.
static enum taken take_motion(struct events *e, const SDL_MouseMotionEvent *motion)
{
    if (acted(e) && !e->now.repeated)
        return LATER;
    move_to(e, motion->x, motion->y);
    return TAKEN;
}

static enum taken take_button(struct events *e, const SDL_MouseButtonEvent *press)
{
    struct input *in = &e->now;
    enum button button = press->button == SDL_BUTTON_LEFT ? BUTTON_LEFT
                       : press->button == SDL_BUTTON_MIDDLE ? BUTTON_MIDDLE
                       : press->button == SDL_BUTTON_RIGHT ? BUTTON_RIGHT : BUTTONS;
    bool down = press->type == SDL_MOUSEBUTTONDOWN;
    if (button == BUTTONS || in->held[button] == down)
        return IGNORED;
    if (acted(e))
        return LATER;
    move_to(e, press->x, press->y);
    in->held[button] = down;
    in->pressed = down;
    in->released = !down;
    in->button = button;
    in->clicks = down && press->clicks > 0 ? (press->clicks - 1) % 3 + 1 : down;
    return TAKEN;
}

// Slots are kept in order: a second finger is the first one's no sooner than a new one.
static int finger_slot(const struct events *e, SDL_FingerID id, bool fresh)
{
    int slot = 0;
    while (slot < FINGERS && (fresh ? e->now.finger[slot].down
                                    : !e->now.finger[slot].down || e->id[slot] != id))
        slot++;
    return slot;
}

// The glass, not the pad of a laptop, whose fingers SDL tells of as well.
static bool is_glass(SDL_TouchID device)
{
    if (!SDL_WasInit(SDL_INIT_VIDEO))           // SDL would fall over
        return true;
    SDL_TouchDeviceType type = SDL_GetTouchDeviceType(device);
    return type != SDL_TOUCH_DEVICE_INDIRECT_ABSOLUTE
        && type != SDL_TOUCH_DEVICE_INDIRECT_RELATIVE;
}

static enum taken take_finger(struct events *e, const SDL_TouchFingerEvent *touch)
{
    struct input *in = &e->now;
    bool fresh = touch->type == SDL_FINGERDOWN, moves = touch->type == SDL_FINGERMOTION;
    int slot = finger_slot(e, touch->fingerId, fresh);
    if (slot == FINGERS || !is_glass(touch->touchId) || !isfinite(touch->x)
        || !isfinite(touch->y))
        return IGNORED;
    if (acted(e))
        return LATER;
    in->finger[slot] = (struct finger){fresh || moves, {touch->x * in->size.x,
                                                        touch->y * in->size.y}};
    e->id[slot] = touch->fingerId;
    e->touched = !moves;
    return TAKEN;
}

static enum taken take_wheel(struct events *e, const SDL_MouseWheelEvent *wheel)
{
    if (!isfinite(wheel->preciseY) || wheel->preciseY == 0)
        return IGNORED;
    if (acted(e) && !e->now.repeated)
        return LATER;
    e->now.wheel += wheel->preciseY;
    return TAKEN;
}

// Ctrl+X holds nothing.
static bool hold(struct input *in, int key, bool down)
{
    bool *held = key == 'x' ? &in->held_x : key == 'y' ? &in->held_y : NULL;
    down = down && !(in->mods & (MOD_CTRL | MOD_ALT));
    if (!held || *held == down)
        return false;
    *held = down;
    return true;
}

// Repeats of one key that come together are one: it must not run on once it is let go.
static enum taken take_key(struct events *e, const SDL_KeyboardEvent *press)
{
    struct input *in = &e->now;
    int key = press->keysym.mod & KMOD_GUI ? KEY_NONE : key_of(&press->keysym);
    unsigned mods = key_mods(press->keysym.mod);
    if (key == KEY_PLUS)
        mods &= ~(unsigned)MOD_SHIFT;                   // many keyboards need it
    bool down = press->type == SDL_KEYDOWN, happens = down && key;
    if (happens && press->repeat && in->key == key && in->mods == mods)
        return IGNORED;
    if (acted(e) && (happens || mods != in->mods))
        return LATER;
    if (in->wheel != 0 && mods != in->mods)
        return LATER;
    bool changed = mods != in->mods || happens;
    in->mods = mods;
    changed |= hold(in, key, down);
    if (happens) {
        in->key = key;
        in->repeated = press->repeat != 0;
    }
    return changed ? TAKEN : IGNORED;
}

// Text goes with the key that typed it.
static enum taken take_text(struct events *e, const char *text)
{
    struct input *in = &e->now;
    bool typed = in->key && !(in->mods & MOD_CTRL)
              && (in->key < 127 || in->key == KEY_PLUS || in->key == KEY_MINUS);
    if (acted(e) && !typed && !in->text[0])
        return LATER;
    if (strlen(in->text) + 3 * strlen(text) >= INPUT_TEXT && in->text[0])
        return LATER;
    in->composing[0] = 0;
    append(in->text, INPUT_TEXT, text);
    return TAKEN;
}

static enum taken take_composing(struct events *e, const char *text)
{
    struct input *in = &e->now;
    if (!*text && !in->composing[0])
        return IGNORED;
    if (acted(e) && !in->text[0])
        return LATER;
    in->composing[0] = 0;
    append(in->composing, INPUT_COMPOSING, text);
    return TAKEN;
}

// Long compositions come in memory of their own.
static enum taken take_long_composing(struct events *e, SDL_Event *event)
{
#if SDL_VERSION_ATLEAST(2, 0, 22)
    if (event->type == SDL_TEXTEDITING_EXT && event->editExt.text) {
        enum taken taken = take_composing(e, event->editExt.text);
        if (taken != LATER)
            events_release(event);
        return taken;
    }
#endif
    (void)e, (void)event;
    return IGNORED;
}

static enum taken take_drop(struct events *e, SDL_DropEvent *drop)
{
    if (!drop->file)
        return IGNORED;
    if (acted(e))
        return LATER;
    if (drop->type == SDL_DROPTEXT) {
        events_paste(e, drop->file);
    } else {
        e->now.dropped = e->text = drop->file;
    }
    drop->file = NULL;
    return TAKEN;
}

static void lose_focus(struct input *in)
{
    in->focused = in->held_x = in->held_y = false;
    in->mods = 0;
    in->composing[0] = 0;
}

static enum taken take_window(struct events *e, const SDL_WindowEvent *window)
{
    struct input *in = &e->now;
    switch (window->event) {
    case SDL_WINDOWEVENT_LEAVE:
        in->inside = false;
        return TAKEN;
    case SDL_WINDOWEVENT_FOCUS_GAINED:
        in->focused = true;
        return TAKEN;
    case SDL_WINDOWEVENT_FOCUS_LOST:
        lose_focus(in);
        return TAKEN;
    case SDL_WINDOWEVENT_CLOSE:
        in->close = true;
        return TAKEN;
    default:
        return IGNORED;
    }
}

enum taken events_take(struct events *e, SDL_Event *event)
{
    switch (event->type) {
    case SDL_QUIT:
        e->now.close = true;
        return TAKEN;
    case SDL_WINDOWEVENT:
        return take_window(e, &event->window);
    case SDL_MOUSEMOTION:
        return event->motion.which == SDL_TOUCH_MOUSEID ? IGNORED
                                                        : take_motion(e, &event->motion);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return event->button.which == SDL_TOUCH_MOUSEID ? IGNORED
                                                        : take_button(e, &event->button);
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        return take_finger(e, &event->tfinger);
    case SDL_MOUSEWHEEL:
        return take_wheel(e, &event->wheel);
    case SDL_KEYDOWN:
    case SDL_KEYUP:
        return take_key(e, &event->key);
    case SDL_TEXTINPUT:
        return take_text(e, event->text.text);
    case SDL_TEXTEDITING:
        return take_composing(e, event->edit.text);
    case SDL_DROPFILE:
    case SDL_DROPTEXT:
        return take_drop(e, &event->drop);
    default:
        return take_long_composing(e, event);
    }
}

void events_paste(struct events *e, char *text)
{
    if (text && strlen(text) > MOST_PASTED) {
        SDL_free(text);
        text = NULL;
    }
    e->text = text;
    e->now.pasted = text ? text : "";
}

void events_release(SDL_Event *event)
{
    if (event->type == SDL_DROPFILE || event->type == SDL_DROPTEXT) {
        SDL_free(event->drop.file);
        event->drop.file = NULL;
    }
#if SDL_VERSION_ATLEAST(2, 0, 22)
    if (event->type == SDL_TEXTEDITING_EXT) {
        SDL_free(event->editExt.text);
        event->editExt.text = NULL;
    }
#endif
}

void events_finish(struct events *e)
{
    SDL_free(e->text);
    *e = (struct events){.scale = {1, 1}};
}
