// SPDX-License-Identifier: MIT
#pragma once
// Walks that step together; each leaves when it is over.

#include "field/course.h"

#include <stdint.h>

enum { BATCH = 128 };

// PATH_LIMIT stands for every end that is no other.
struct arrival { uint32_t cell; uint16_t steps; enum path_end end; vec2 at; };

struct batch {
    int count, t;               // walks, and their last step
    int walking;                // of them, still on their way
    struct noise noise;
    uint32_t cell[BATCH];
    struct walker walker[BATCH];
    struct watch watch[BATCH];
    double x[BATCH], y[BATCH], part[PARTS][BATCH];
    struct arrival arrival[BATCH];      // since it was looked at last
    int arrivals;
};

// Begins `count` walks from x and y.
void batch_begin(struct batch *b, const struct course *c);

// Some steps of all, at most `steps`; returns how many single steps that were.
long batch_steps(struct batch *b, const struct course *c, int steps);
