// SPDX-License-Identifier: MIT
#pragma once
// How far a correctly rounded evaluation may be from another one: the plain tree walk
// repeated with every operation off by a few units in the last place, at random.

#include "calc/formula.h"

struct noise {
    double value;               // of the plain tree walk
    double spread;              // how far rounding can move it; INFINITY: anywhere
};

// `values` has room for g->count doubles.
struct noise noise_eval(const struct graph *g, expr at, double x, double y,
                        const double *parameters, double *values, unsigned *seed);

// True when `v` is the value but for rounding: same NaN, same infinity, or close.
bool noise_agrees(struct noise n, double v);
