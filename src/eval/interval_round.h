// SPDX-License-Identifier: MIT
#pragma once
// What every interval operation is made of: bounds rounded outward.

#include "eval/interval_value.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

typedef struct interval interval;

enum { INTERVAL_BROKEN = INTERVAL_UNDEFINED | INTERVAL_JUMP };

static inline double larger(double a, double b) { return a > b ? a : b; }
static inline double smaller(double a, double b) { return a < b ? a : b; }

// The interval of two bounds in any order, rounded outward.
static inline interval wide(double a, double b, unsigned marks)
{
    double low = smaller(a, b), high = larger(a, b);
    low -= fabs(low) * 1e-15 + DBL_MIN;
    high += fabs(high) * 1e-15 + DBL_MIN;
    if (isnan(a) || isnan(b) || isnan(low) || isnan(high))
        return (interval){-INFINITY, INFINITY, marks};
    return (interval){smaller(low, DBL_MAX), larger(high, -DBL_MAX), marks};
}

static inline interval whole(unsigned marks)
{
    return (interval){-INFINITY, INFINITY, marks};
}

static inline bool has(interval a, double x) { return a.low <= x && x <= a.high; }
