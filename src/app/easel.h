// SPDX-License-Identifier: MIT
#pragma once
// From a scene and what the person is looking at to the pixels of the window.  What
// stays is painted once and kept; what moves is painted over a copy of it.

#include "app/desk.h"
#include "base/pool.h"
#include "draw/image.h"

struct easel;
struct easel *easel_open(const struct font *font, struct pool *pool);   // NULL: no memory
void easel_close(struct easel *t);                      // NULL is fine

// Of the last picture; never NULL.
const struct model *easel_model(const struct easel *t);
const struct notes *easel_notes(const struct easel *t);
double easel_longest(const struct easel *t, int runs);  // steps of the longest path

// Where widgets draw, and where overlays do; emptied by easel_begin.
struct picture *easel_widgets(struct easel *t);
struct picture *easel_over(struct easel *t);
void easel_begin(struct easel *t, pt size);             // of a frame of hands

// False: nothing changed since the last time, or there is no memory.
bool easel_draw(struct easel *t, struct image *frame, const struct scene *s,
                const struct screen *screen, struct attention *mind);

// Runs and probe as the hands left them, before anything is drawn: where their numbers
// stand is where widgets go.
void easel_follow(struct easel *t, const struct scene *s, const struct screen *screen,
                  const struct attention *mind);

bool easel_is_stale(const struct easel *t);              // it should be drawn again soon
bool easel_is_busy(const struct easel *t);               // and at once: there is more

bool easel_shows(const struct easel *t, const char *text);

// What the last picture was made of, from the ground up; NULL after the last.
const struct picture *easel_picture(const struct easel *t, int i);
