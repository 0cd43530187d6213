// SPDX-License-Identifier: MIT
#pragma once
// SDL's events become frames of input.  What a hand did is kept in order: a frame takes
// one press, release, key, drop or burst of typing and what moved before it; the next
// event then waits for the next frame.

#include "ui/input.h"

#include <SDL.h>

struct events {
    struct input now;           // the frame that is being made
    pt scale;                   // pixels to one of SDL's units
    SDL_FingerID id[FINGERS];   // whose they are
    bool touched;               // in this frame a finger came or went
    char *text;                 // SDL's own: what now.pasted or now.dropped points to
};                              // zeroed but for the scale is valid

enum taken { TAKEN, IGNORED, LATER };

// Begins a frame: what holds stays, what happened is forgotten.
void events_begin(struct events *e);

// Adds an event to the frame.  TAKEN and IGNORED: it is spent, with all it owns; LATER:
// it does not fit into this frame and still owns what it owned.
enum taken events_take(struct events *e, SDL_Event *event);

// Hands over text from the clipboard; NULL comes as "".  SDL's own, freed here.
void events_paste(struct events *e, char *text);

void events_release(SDL_Event *event);                  // frees what it owns
void events_finish(struct events *e);
