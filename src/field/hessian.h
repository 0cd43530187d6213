// SPDX-License-Identifier: MIT
#pragma once
// The second derivatives at a point, and what they say about its neighbourhood.

#include "base/vec.h"

// An eigenvalue that is smaller than this much of the other counts as none.
#define HESSIAN_SINGULAR 1e-9

struct hessian { double xx, xy, yy; };

// Eigenvalues in rising order and their unit eigenvectors, at right angles; each points
// to the right, or straight up.
struct eigen {
    double low, high;           // low ≤ high; NaN where there is no Hessian
    vec2 low_way, high_way;
};

struct eigen hessian_eigen(struct hessian h);

// What the curvature allows a learning rate to be (Nocedal & Wright ch. 3; Polyak 1964;
// Goh, Distill 2017).  For a quadratic these are exact, elsewhere they hold here only.
// NaN: no such number, as where the lowest eigenvalue is not positive.
struct rates {
    double limit;               // 2/λmax: gradient descent diverges above it
    double safe;                // 1/λmax: above it the steepest direction zig-zags
    double best;                // 2/(λmin + λmax): the best fixed rate for a bowl
    double condition;           // κ = λmax/λmin
    double tuned_rate, tuned_momentum;  // the best pair for momentum on a bowl
};

struct rates rates_of(struct eigen e);
