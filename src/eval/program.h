// SPDX-License-Identifier: MIT
#pragma once
// What an evaluator consists of: the formula compiled twice, once for any points and
// once, rearranged, for lattices.

#include "eval/evaluator.h"
#include "eval/tape.h"

enum {
    SCRATCH = 24 * 1024,        // doubles of working space, on the stack of the caller
    LANES_AT_LEAST = KERNEL_LANES
};

struct evaluator {
    unsigned need;
    size_t length;              // lanes of a block: as many as the scratch allows
    struct tape points, columns, rows, body;
    size_t x_count, y_count;    // columns and rows kept, the variable itself included
    bool *x_split, *y_split;    // of each: a factor of an exp taken apart
};

// As evaluator_open, for a machine of one's choice (which must be here).
struct evaluator *evaluator_open_with(const struct formula *f, const double *parameters,
                                      unsigned need, enum isa isa);
