// SPDX-License-Identifier: MIT
#pragma once
// Runs of the scene as hands make, choose and change them.

#include "app/desk.h"

enum { RUNS_STEPS = 1000 };     // of a new run

// A new run from there, by the tool; a sixth takes the place of the oldest.  In a race
// all runs start there.
void runs_add(struct desk *d, vec2 start);
void runs_remove(struct desk *d);                       // the chosen one
void runs_clear(struct desk *d);
// The settings the chosen run has in the end, or the tool when there is none: what the
// slider and keys show and change.
struct descent *runs_chosen(struct desk *d);
// Gives it other settings; the next run begins with them too.  Where the run is paused on
// its way it goes on with them from that step, and what was before stays as it is.
void runs_set(struct desk *d, const struct descent *settings);
void runs_ghosts(struct desk *d);                       // at η/2 and at 2η, or none
// A step of a run is told in full: the nearest it has, from 1; 0: no more.
void runs_inspect(struct desk *d, int run, double step);
void runs_set_method(struct desk *d, int method);
int runs_longest(const struct desk *d);                 // steps of the longest path
