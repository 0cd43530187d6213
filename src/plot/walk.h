// SPDX-License-Identifier: MIT
#pragma once
// f on the way that a path walks, which is straight from step to step.

#include "field/descent.h"

enum { WALK_PLACES = 256 };

struct walk_place {
    double walked;              // from the start
    double f;                   // NaN: it has no value there
};

// The last row that is shown with so many steps; the path is not empty.
size_t walk_row(const struct path *path, double shown);

// Places between row k and the next, about `apart` from each other, up to `end` from the
// start; none where the step is shorter.  Returns how many.
int walk_between(struct walk_place out[WALK_PLACES], const struct path *path, size_t k,
                 double apart, double end, const struct evaluator *value);
