// SPDX-License-Identifier: MIT
#pragma once
// Intervals: what a function can be on a box, guaranteed.  The natural interval
// extension of every operation of calc/op.h, rounded outward by a few units in the
// last place, with decorations after IEEE 1788 (and Tupper, SIGGRAPH 2001).

#include "calc/op.h"

enum {
    INTERVAL_UNDEFINED = 1,     // somewhere there may be no value, or an infinite one
    INTERVAL_JUMP = 2,          // it may be discontinuous
    INTERVAL_KINK = 4,          // it may be not differentiable
    INTERVAL_NOWHERE = 8        // there is no value anywhere; low and high mean nothing
};

// Every value lies in [low, high]; neither is NaN, low is never +inf, high never −inf.
struct interval { double low, high; unsigned marks; };

struct interval interval_number(double value);          // NaN: nowhere
static inline struct interval interval_range(double low, double high)
{
    return (struct interval){low, high, 0};
}

// What op can be on the arguments; those it does not take are ignored.  A discontinuity
// on the border of an argument counts only if it can be seen from inside.  Leaves but
// the named constants are nowhere.
struct interval interval_apply(enum op op, struct interval a, struct interval b,
                               struct interval c);

// Both enclosures hold; their common part, or `a` should they have none.
struct interval interval_both(struct interval a, struct interval b);
