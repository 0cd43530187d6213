// SPDX-License-Identifier: MIT
#pragma once
// The window: SDL's events become struct input, images become what is seen, wishes are
// granted.  SDL is only touched from the thread that opened it.  While it is open,
// SIGINT, SIGTERM and SIGHUP ask the window to close, unless they were ignored.

#include "base/fault.h"
#include "draw/image.h"
#include "ui/input.h"
#include "ui/wish.h"

// The window's own memory, a texture on a graphics card, or what suits the machine.
enum present { PRESENT_AUTO, PRESENT_SURFACE, PRESENT_TEXTURE };

struct window_options {
    int width, height;          // pixels, 0: as fits the screen
    bool fullscreen;
    enum present present;       // falls back on the other where it cannot be had
};

struct window;

// NULL: there is no display, or it cannot be used; the fault says so in one line.
struct window *window_open(const struct window_options *options, struct fault *fault);
void window_close(struct window *w);                    // NULL is fine

// Waits at most so many seconds (INFINITY: for ever) for hands to do something and hands
// over one frame of it; false: time is up, `in` then only tells how things stand.  It
// also returns true when what was shown is lost: show it again.  Texts that `in` points
// to are valid until the next call.  Text that is dropped comes as if it were pasted.
bool window_input(struct window *w, struct input *in, double seconds);
bool window_has_more(const struct window *w);           // further input is waiting

// Shows the image, which is as large as in->size was.  What did not change costs little.
// False: it could not be shown now (minimized, the display resets); show again later.
bool window_show(struct window *w, const struct image *frame);
bool window_visible(const struct window *w);
bool window_stale(const struct window *w);              // what was shown is lost: show it
                                                        // again, changed or not

void window_grant(struct window *w, const struct wishes *wishes);
