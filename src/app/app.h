// SPDX-License-Identifier: MIT
#pragma once
// The program between hands and pixels, without SDL: feed it input, take its picture,
// grant its wishes.

#include "app/screen.h"
#include "app/commands.h"
#include "app/session.h"
#include "base/pool.h"
#include "draw/font.h"
#include "draw/image.h"
#include "ui/input.h"
#include "ui/wish.h"

struct app;

struct app_start {
    struct scene scene;
    struct scene_extra extra;   // taken over
    const char *path;           // of the scene's file, NULL: none
    bool first_run;             // show the hint
    bool unsaved;               // the scene is in no file, though nothing changes it
    bool fullscreen;            // the window has the whole screen
    struct commands commands;   // may be pasted
    struct session *session;    // borrowed; NULL: nothing is kept
    const char *note;           // to be said at the start, NULL: nothing
};

// NULL: out of memory.  `font` and `pool` are borrowed.
struct app *app_open(struct app_start *start, const struct font *font,
                     struct pool *pool);
void app_close(struct app *app);                        // NULL is fine

// One frame of hands.  Nothing is drawn.
void app_handle(struct app *app, const struct input *in);

// Brings `frame` up to what is to be seen; it is made as large as the window.  False:
// nothing changed since the last time, or there is no memory for it.
bool app_draw(struct app *app, struct image *frame);

// Seconds until something moves by itself: 0 at once, INFINITY never.
double app_wait(const struct app *app);

struct wishes app_wishes(const struct app *app);
const struct scene *app_scene(const struct app *app);
bool app_busy(const struct app *app);                   // pictures are on their way
bool app_unsaved(const struct app *app);                // it changed since it was saved
bool app_shows(const struct app *app, const char *text);        // in the last picture
const struct picture *app_picture(const struct app *app, int i);        // of easel.h
const struct screen *app_screen(const struct app *app);             // where things stand
