// SPDX-License-Identifier: MIT
#pragma once
// What stands behind the door evaluator.h: the formula compiled twice, once for any
// points and once, rearranged, for lattices.

#include "eval/machine.h"
#include "eval/tape.h"

#include <pthread.h>

enum {
    PROGRAM_BLOCK = 256,
    PROGRAM_GAP = 8,            // doubles between slots, so that they do not collide
    PROGRAM_SCRATCH = 24 * 1024, // doubles of working space, on the stack of the caller
    PROGRAM_DEEP_BLOCK = 32     // lanes of a block where that space is too small
};

// The working space of a program with thousands of values alive at a time: on the heap,
// for one caller at a time.
struct deep { pthread_mutex_t free; double space[]; };

struct evaluator {
    unsigned need;
    size_t length;              // lanes of a block: as many as the scratch allows
    struct deep *deep;          // NULL: the scratch suffices
    struct tape points, columns, rows, body;
    size_t x_count, y_count;    // columns and rows kept, the variable itself included
    bool *x_split, *y_split;    // of each: a factor of an exp taken apart
};

// As evaluator_open, for a machine of one's choice (which must be here).
struct evaluator *program_open(const struct formula *f, const double *parameters,
                               unsigned need, enum isa isa);
void program_close(struct evaluator *e);                // NULL is fine

// Where the slots are until program_leave: the caller's scratch, or the deep space once
// it is free.
double *program_enter(const struct evaluator *e, double *scratch);
void program_leave(const struct evaluator *e);
