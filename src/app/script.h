// SPDX-License-Identifier: MIT
#pragma once
// Scripted hands: lines of text become frames of input on a clock of their own, sixty a
// second, and the other way round.  One command a line; # begins a comment:
//
//   size 1280 800               the window
//   move X Y                    the pointer; leave: it is outside the window
//   press|release [right|middle] [2]    a button; 2: the second press of a double click
//   click X Y [right|middle] [2]        moves, presses and releases, so many times
//   drag X Y X Y [SECONDS]      rightdrag: with the right button
//   finger 1|2 X Y              it lies there on the glass; finger 1|2 up: it is lifted
//   wheel N                     notches, up is positive
//   key ctrl+shift+z [repeat]   one key; mods ctrl: held until mods none
//   hold x, unhold x            keys that are held; x or y
//   text x^2 + y^2              the rest of the line is typed, a character a frame
//   paste TEXT, compose TEXT    the clipboard comes; what is not yet committed
//   drop FILE                   a file is dropped
//   focus on|off, close         the window has the keyboard; is asked to close
//   wait SECONDS                frames without anything; wait done: until no picture and
//                               no film is on its way
//   shot FILE.png               the picture of the window
//   dump FILE                   the scene as JSON
//   expect KEY VALUE            a setting of the scene reads so
//   expect text TEXT            somewhere in the window stands TEXT; expect no text TEXT
//   expect wish copy TEXT       what the program wished
//
// Texts may hold \n, \t, \r, \\ and \xFF.  Every command of hands is a frame.  In what
// is recorded, `at SECONDS` begins a frame: the commands up to the next `at` (or wait,
// click, drag, shot, dump, expect) make it together, and it comes at that time.  There
// also stands `holding left right`: buttons that are down though nobody saw the press.

#include "base/fault.h"
#include "base/text.h"
#include "ui/input.h"

// What the script asks of the program it plays to.
struct stage {
    void *self;
    void (*handle)(void *self, const struct input *in);
    bool (*shot)(void *self, const char *path, struct fault *fault);
    bool (*dump)(void *self, const char *path, struct fault *fault);
    bool (*setting)(void *self, const char *key, struct text *value);   // false: unknown
    bool (*shows)(void *self, const char *text);
    bool (*wished)(void *self, const char *what, struct text *value);   // false: unknown
    bool (*busy)(void *self);   // something is on its way; NULL: never
};

// Plays a script, of one day at most.  It is read to its end first: one with a slip
// does nothing at all.  The fault has line and column and says what was expected.
bool script_play(const char *text, size_t length, const struct stage *stage,
                 struct fault *fault);

// The window before the first frame: 1280×800, with the keyboard, nothing pressed.
struct input script_input(void);

// Writes the frames of input as a script that makes them again.  Whoever records may
// write `out` away and clear it after each frame.
struct recorder { struct text out; struct input last; bool begun; };    // zeroed: new
void script_record(struct recorder *r, const struct input *in);
void recorder_free(struct recorder *r);
