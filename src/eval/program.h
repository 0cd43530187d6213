// SPDX-License-Identifier: MIT
#pragma once
// What stands behind the door evaluator.h: the formula compiled twice, once for any
// points and once, rearranged, for lattices.

#include "eval/machine.h"
#include "eval/tape.h"

enum {
    PROGRAM_BLOCK = 256,
    PROGRAM_GAP = 8,            // doubles between slots, so that they do not collide
    PROGRAM_SCRATCH = 24 * 1024 // doubles of working space, on the stack of the caller
};

struct evaluator {
    unsigned need;
    size_t length;              // lanes of a block: as many as the scratch allows
    struct tape points, columns, rows, body;
    size_t x_count, y_count;    // columns and rows kept, the variable itself included
    bool *x_split, *y_split;    // of each: a factor of an exp taken apart
};

// As evaluator_open, for a machine of one's choice (which must be here).  NULL: out of
// memory, or so many values at a time that the scratch cannot hold them.
struct evaluator *program_open(const struct formula *f, const double *parameters,
                               unsigned need, enum isa isa);
void program_close(struct evaluator *e);                // NULL is fine
