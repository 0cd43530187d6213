// SPDX-License-Identifier: MIT
#pragma once
// Parts of a formula over boxes, as intervals.  A program is immutable once open; a
// grid of boxes shares what depends on x alone or y alone among its columns and rows.

#include "calc/formula.h"
#include "eval/interval.h"

struct interval_program;

// The parts in `parts` (bits 1 << PART_…), with parameters[i] for parameter i.  NULL:
// out of memory.
struct interval_program *intervals_open(const struct formula *f,
                                        const double *parameters, unsigned parts);
void intervals_close(struct interval_program *p);           // NULL is fine
size_t intervals_steps(const struct interval_program *p);   // memory and time go by it

// One thread's working memory.  NULL: out of memory.
struct interval_scratch;
struct interval_scratch *intervals_scratch(const struct interval_program *p);
void intervals_scratch_free(struct interval_scratch *s);    // NULL is fine

// One box: out[part] for each part of the program, the others are left alone.
void intervals_at(const struct interval_program *p, struct interval_scratch *s,
                  struct interval x, struct interval y,
                  struct interval out[PARTS]);

// A grid: column c is [xs[c], xs[c + 1]], row r is [ys[r], ys[r + 1]].  The arrays are
// not kept.  NULL: out of memory.
struct interval_grid;
struct interval_grid *interval_grid_open(const struct interval_program *p,
                                         const double *xs, size_t columns,
                                         const double *ys, size_t rows);
void interval_grid_close(struct interval_grid *g);          // NULL is fine

// Boxes [column, column + count) of one row: out[part][i] for box column + i.
// Thread-safe on one grid, each thread with its own scratch.
void interval_grid_run(const struct interval_grid *g, struct interval_scratch *s,
                       size_t row, size_t column, size_t count,
                       struct interval *const out[PARTS]);
