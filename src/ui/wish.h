// SPDX-License-Identifier: MIT
#pragma once
// What the program wishes from its surroundings after a frame.  It performs nothing of it
// itself.

#include "base/vec.h"

enum cursor { CURSOR_ARROW, CURSOR_HAND, CURSOR_TEXT, CURSOR_CROSS, CURSOR_MOVE };

struct wishes {
    const char *title;          // of the window
    const char *copy;           // text for the clipboard, NULL: none
    bool paste;                 // hand the clipboard over with the next input
    enum cursor cursor;
    rect typing;                // text is typed there; empty: nowhere
    bool fullscreen;            // the whole screen
    bool quit;
};                              // texts are valid until the next frame of input
