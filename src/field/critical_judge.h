// SPDX-License-Identifier: MIT
#pragma once
// What can be said of one box of the sweep.

#include "field/critical_level.h"

enum verdict {
    VERDICT_EMPTY,              // no critical point
    VERDICT_PLAIN,              // f is constant as far as can be told
    VERDICT_POINT,              // one at most; pushed to the roots
    VERDICT_LINE,               // a line and nothing else; pushed to the seeds
    VERDICT_SPECK,              // nothing, and smaller boxes would not help
    VERDICT_OPEN                // nothing yet; fills in what the cell says of itself
};

enum verdict judge_box(const struct level *l, box b, struct open_cell *cell);

// Pushes the point that Newton finds from a box, however far, unless there is none.
void judge_try(const struct level *l, box b);

// The largest the gradient can be in either component.
double judge_steepness(const struct bounds *on);
