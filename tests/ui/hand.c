// SPDX-License-Identifier: MIT
#include "hand.h"

#include "base/utf8.h"
#include "fake_font.h"

#include <stdio.h>
#include <string.h>

static void frame(struct hand *h)
{
    h->in.time += 0.016;
    picture_begin(&h->out, h->in.size);
    ui_begin(&h->ui, &h->in, &h->out, &fake_font, h->theme, &h->sizes);
    h->page(&h->ui, h->self);
    ui_end(&h->ui);
    h->in.pressed = h->in.released = h->in.repeated = false;
    h->in.clicks = 0;
    h->in.key = KEY_NONE;
    h->in.mods = 0;
    h->in.text[0] = 0;
    h->in.pasted = NULL;
}

void hand_open(struct hand *h, pt size, show_page *page, void *self)
{
    *h = (struct hand){.page = page, .self = self, .theme = &theme_light,
                       .sizes = sizes_for(size.y, false),
                       .in = {.size = size, .inside = true, .focused = true,
                              .pointer = {-1, -1}}};
    frame(h);
}

void hand_close(struct hand *h)
{
    ui_free(&h->ui);
    picture_free(&h->out);
}

void hand_wait(struct hand *h, double seconds)
{
    h->in.time += seconds;
    frame(h);
}

void hand_move(struct hand *h, pt to)
{
    h->in.pointer = to;
    frame(h);
}

static void press(struct hand *h, enum button button, int clicks)
{
    h->in.pressed = h->in.held[button] = true;
    h->in.button = button;
    h->in.clicks = clicks;
    frame(h);
}

void hand_press(struct hand *h, enum button button)
{
    press(h, button, 1);
}

void hand_release(struct hand *h, enum button button)
{
    h->in.released = true;
    h->in.held[button] = false;
    h->in.button = button;
    frame(h);
}

void hand_clicks(struct hand *h, pt at, int clicks)
{
    hand_move(h, at);
    for (int i = 1; i <= clicks; i++) {
        press(h, BUTTON_LEFT, i);
        hand_release(h, BUTTON_LEFT);
    }
}

void hand_click(struct hand *h, pt at)
{
    hand_clicks(h, at, 1);
}

void hand_drag(struct hand *h, pt from, pt to)
{
    hand_move(h, from);
    hand_press(h, BUTTON_LEFT);
    for (int i = 1; i <= 8; i++) {
        float t = (float)i / 8;
        hand_move(h, (pt){from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)});
    }
    hand_move(h, to);
    hand_release(h, BUTTON_LEFT);
}

void hand_key(struct hand *h, int key, unsigned mods)
{
    h->in.key = key;
    h->in.mods = mods;
    frame(h);
}

void hand_text(struct hand *h, const char *text)
{
    snprintf(h->in.text, sizeof h->in.text, "%s", text);
    frame(h);
}

void hand_type(struct hand *h, const char *text)
{
    const char *end = text + strlen(text);
    while (text < end) {
        const char *start = text;
        utf8_next(&text, end);
        char letter[5] = {0};
        memcpy(letter, start, (size_t)(text - start));
        h->in.key = *start > 0 ? *start : KEY_NONE;
        hand_text(h, letter);
    }
}

void hand_paste(struct hand *h, const char *text)
{
    hand_key(h, 'v', MOD_CTRL);
    if (h->ui.paste) {
        h->in.pasted = text;
        frame(h);
    }
}
