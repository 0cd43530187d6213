// SPDX-License-Identifier: MIT
#pragma once
// What hands did since the last frame, as plain data.  One frame carries at most one
// press or release and one key, so that nothing is missed; whoever feeds the program
// makes as many frames as it takes.

#include "base/vec.h"

#include <stdint.h>

// Printable keys are their unshifted ASCII letter ('a', '/', '1'); others stand here.
enum {
    KEY_NONE, KEY_ENTER = 128, KEY_ESCAPE, KEY_TAB, KEY_BACKSPACE, KEY_DELETE, KEY_LEFT,
    KEY_RIGHT, KEY_UP, KEY_DOWN, KEY_HOME, KEY_END, KEY_PAGE_UP, KEY_PAGE_DOWN,
    KEY_PLUS, KEY_MINUS,        // of the keypad too
    KEY_F1, KEY_F2, KEY_F3, KEY_F4, KEY_F5, KEY_F6, KEY_F7, KEY_F8, KEY_F9, KEY_F10,
    KEY_F11, KEY_F12, KEYS
};

enum mods { MOD_SHIFT = 1, MOD_CTRL = 2, MOD_ALT = 4 };

enum button { BUTTON_LEFT, BUTTON_MIDDLE, BUTTON_RIGHT, BUTTONS };

enum { FINGERS = 2 };           // further ones are not seen

struct finger { bool down; pt at; };

// Two fingers of which at least one has moved: their middle, how much further apart they
// are, and how far their line has turned, counter-clockwise.  apart 0: nothing of it.
struct pinch { pt from, to; double apart, turned; };

enum { INPUT_TEXT = 4200, INPUT_COMPOSING = 256, INPUT_PATH = 4096 };

struct input {
    double time;                // seconds on a clock that never goes back
    pt size;                    // of the window, in pixels
    pt pointer;
    bool inside;                // the pointer is in the window
    bool held[BUTTONS];         // after this frame's press or release
    bool pressed, released;     // one button, this frame
    enum button button;         // which
    int clicks;                 // of the press: 1, 2 for a double click, 3
    float wheel;                // notches, up is positive
    struct finger finger[FINGERS];      // on the glass; fingers.h makes of them
    struct pinch pinch;                 // the pointer above, and this
    unsigned mods;              // held now
    int key;                    // pressed this frame, repeats too
    bool repeated;              // it was not pressed anew: it is held and repeats
    bool held_x, held_y;        // the keys X and Y are down
    char text[INPUT_TEXT];      // typed, committed by the input method
    char composing[INPUT_COMPOSING];    // not yet committed
    const char *pasted;         // the clipboard, on the frame after it was wished for;
                                // NULL: not this frame, "" : it was empty or too large
    const char *dropped;        // path of a dropped file, NULL: none
    bool focused;               // the window has the keyboard
    bool close;                 // the window is asked to close
};

// Whether something happens in this frame that does not last.
bool input_happens(const struct input *in);

// The same hands a moment later: they hold what they hold and do nothing new.
struct input input_rest(const struct input *in);
