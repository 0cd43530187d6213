// SPDX-License-Identifier: MIT
#pragma once
// Hands for tests of the window: frames of input fed one by one to an app of our own,
// and what stands in its picture read back, without SDL.

#include "app/app.h"

struct hands {
    struct app *app;
    struct image frame;
    struct input in;            // of the next frame
    const struct font *font;
    bool drawn;                 // the last frame was another picture
};

// Opens the app; fails the test where there is no memory.
void hands_open(struct hands *h, struct app_start *start, pt size,
                const struct font *font, struct pool *pool);
void hands_close(struct hands *h);

// One frame, a sixtieth of a second later; what happens once is then forgotten.
void hands_frame(struct hands *h);
void hands_wait(struct hands *h, double seconds);
void hands_key(struct hands *h, int key, unsigned mods);
void hands_type(struct hands *h, const char *text);     // as one commit
void hands_paste(struct hands *h, const char *text);
void hands_move(struct hands *h, pt to);
void hands_down(struct hands *h, enum button button, int clicks);
void hands_up(struct hands *h);
void hands_click(struct hands *h, pt at, enum button button);
void hands_drag(struct hands *h, pt from, pt to, enum button button);
void hands_formula(struct hands *h, const char *formula);       // typed into its box

// A stamp of what is to be seen.
uint64_t hands_picture(const struct hands *h);

// A text of the picture, upright or turned, and where it is clipped to.
struct written {
    const char *text;           // valid until the next frame
    pt corner[4];               // of its ink, by the heights of its letters
    float size;                 // em, pixels
    rect box, clip;             // around the corners; what is shown of it
    int picture;                // of easel.h, in order, and which item of it
    size_t item;
    rgba color;
};
enum { WRITTEN = 1024 };
int hands_written(const struct hands *h, struct written out[WRITTEN]);

bool written_meet(const struct written *a, const struct written *b);
bool rects_meet(rect a, rect b, float by);              // by more than so many pixels
