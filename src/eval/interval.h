// SPDX-License-Identifier: MIT
#pragma once
// Intervals: what a function can be on a box, guaranteed.  The natural interval
// extension of every operation of calc/op.h, rounded outward by a few units in the
// last place, with decorations after IEEE 1788 (and Tupper, SIGGRAPH 2001).

#include "calc/op.h"
#include "eval/interval_value.h"

struct interval interval_number(double value);          // NaN: nowhere

// What op can be on the arguments; those it does not take are ignored.  A discontinuity
// on the border of an argument counts only if it can be seen from inside.  Leaves but
// the named constants are nowhere.
struct interval interval_apply(enum op op, struct interval a, struct interval b,
                               struct interval c);

// Both enclosures hold; their common part, or `a` should they have none.
struct interval interval_both(struct interval a, struct interval b);
