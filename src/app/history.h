// SPDX-License-Identifier: MIT
#pragma once
// Undo by value: a row of scenes and a finger on one.  All its memory is taken at the
// start, so nothing later can fail.

#include "scene/scene.h"

enum { HISTORY_STEPS = 128 };

struct history;

struct history *history_open(const struct scene *first);       // NULL: out of memory
void history_close(struct history *h);                  // NULL is fine
const struct scene *history_now(const struct history *h);
int history_place(const struct history *h);     // steps from the very first to now

// The scene after a frame; one that is the same is no step.  Commits under the same
// gesture (not 0) are one step; a gesture that comes back to where it began is none.
// To choose another run, and nothing else, is no step either.
void history_commit(struct history *h, const struct scene *next, unsigned gesture);
bool history_undo(struct history *h);                   // false: nothing to undo
bool history_redo(struct history *h);
bool history_can_undo(const struct history *h);
bool history_can_redo(const struct history *h);
