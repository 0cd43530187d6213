// SPDX-License-Identifier: MIT
#pragma once
// An interval as a value, and what may be wrong with the function inside.

enum {
    INTERVAL_UNDEFINED = 1,     // somewhere there may be no value, or an infinite one
    INTERVAL_JUMP = 2,          // it may be discontinuous
    INTERVAL_KINK = 4,          // it may be not differentiable
    INTERVAL_NOWHERE = 8        // there is no value anywhere; low and high mean nothing
};

// Every value lies in [low, high]; neither is NaN, low is never +inf, high never −inf.
struct interval { double low, high; unsigned marks; };

static inline struct interval interval_range(double low, double high)
{
    return (struct interval){low, high, 0};
}
