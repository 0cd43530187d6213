// SPDX-License-Identifier: MIT
#pragma once
// A scripted hand: makes frames of input and shows each to a page of widgets.  Time
// passes by 16 ms a frame, unless the hand rests.

#include "ui/ui.h"

typedef void show_page(struct ui *ui, void *self);

struct hand {
    show_page *page;
    void *self;                 // of the page
    struct ui ui;
    struct input in;
    struct picture out;
    const struct theme *theme;
    struct sizes sizes;
};

// A window of `size` pixels with the fake font.
void hand_open(struct hand *hand, pt size, show_page *page, void *self);
void hand_close(struct hand *hand);

void hand_wait(struct hand *hand, double seconds);      // and show a frame
void hand_move(struct hand *hand, pt to);
void hand_press(struct hand *hand, enum button button);
void hand_release(struct hand *hand, enum button button);
void hand_click(struct hand *hand, pt at);              // the left button
void hand_clicks(struct hand *hand, pt at, int clicks); // twice, three times
void hand_drag(struct hand *hand, pt from, pt to);      // in steps
void hand_key(struct hand *hand, int key, unsigned mods);
void hand_type(struct hand *hand, const char *text);    // a letter a frame
void hand_text(struct hand *hand, const char *text);    // all in one frame
void hand_paste(struct hand *hand, const char *text);   // Ctrl+V, brought
