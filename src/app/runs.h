// SPDX-License-Identifier: MIT
#pragma once
// Runs of the scene as hands make, choose and change them.

#include "app/desk.h"

// A new run from there, by the tool; a sixth takes the place of the oldest.
void runs_add(struct desk *d, vec2 start);
void runs_remove(struct desk *d);                       // the chosen one
void runs_clear(struct desk *d);
// The settings the chosen run has in the end, or the tool when there is none: what the
// slider and keys change.
struct descent *runs_chosen(struct desk *d);
// A change of the chosen run is remembered for the next one.
void runs_keep_tool(struct desk *d);
void runs_set_method(struct desk *d, int method);
int runs_longest(const struct desk *d);                 // steps of the longest path
