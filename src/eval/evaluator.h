// SPDX-License-Identifier: MIT
#pragma once
// Numbers from a formula, fast: chosen parts of it compiled for fixed parameter
// values into straight-line code over blocks of doubles.  Immutable once open, so any
// number of threads may use one evaluator at the same time.
//
// Values equal those of the plain tree walk to rounding (of the largest term of a sum),
// with the same NaN and infinities; on x86-64 denormal numbers count as zero.  At finite
// x and y a derivative has no value where f has none.  The same calls give the same
// bits; a point's value does not depend on how a lattice is cut into runs, nor on
// threads, but a lattice and evaluator_points may differ by rounding.  A formula with
// thousands of values alive at a time is computed by one thread at a time.

#include "calc/formula.h"

#include <stdint.h>

enum {
    NEED_F = 1 << PART_F, NEED_FX = 1 << PART_FX, NEED_FY = 1 << PART_FY,
    NEED_FXX = 1 << PART_FXX, NEED_FXY = 1 << PART_FXY, NEED_FYY = 1 << PART_FYY,
    NEED_GRADIENT = NEED_FX | NEED_FY, NEED_F_GRADIENT = NEED_F | NEED_GRADIENT,
    NEED_ALL = (1 << PARTS) - 1,
    EVAL_BLOCK = 256            // the most points a consumer is handed at once
};

struct evaluator;

// Compiles the parts in `need` (NEED_… bits; the formula must have been derived that
// far) with parameters[i] for formula parameter i.  NULL: out of memory.
struct evaluator *evaluator_open(const struct formula *f, const double *parameters,
                                 unsigned need);
void evaluator_close(struct evaluator *e);              // NULL is fine

// Scattered points: out[part][i] for each part in `need` (others ignored, may be NULL).
// Never fails; NaN where there is no value.
void evaluator_points(const struct evaluator *e, size_t count, const double *x,
                      const double *y, double *const out[PARTS]);

// One point; the parts not in `need` are left alone.
void evaluator_at(const struct evaluator *e, double x, double y, double out[PARTS]);

// A rectangular lattice: columns at xs[0..columns), rows at ys[0..rows).  What depends
// on x alone or y alone is computed when the lattice is opened.  The arrays are copied.
struct lattice;
struct lattice *lattice_open(const struct evaluator *e, const double *xs,
                             size_t columns, const double *ys, size_t rows);
void lattice_close(struct lattice *l);                  // NULL is fine

// Computes rows [row0, row1) of columns [column0, column1) and hands them over block
// by block while they are in cache: values[part] holds `count` doubles for the points
// (column .. column + count) of `row`, for each part in `need` (NULL for the others).
// Thread-safe on one lattice.
struct block { size_t row, column, count; const double *values[PARTS]; };
typedef void lattice_consumer(void *context, const struct block *block);
void lattice_run(const struct lattice *l, size_t row0, size_t row1, size_t column0,
                 size_t column1, lattice_consumer *consume, void *context);
