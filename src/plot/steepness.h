// SPDX-License-Identifier: MIT
#pragma once
// Dense lines mean steep: from one contour line to the next, across the probe, along ∇f.
// The difference of their levels over their distance is nearly the slope.

#include "plot/beside.h"

struct steepness {
    bool some;                  // there is a line on both sides
    vec2 from, to;              // on the lower and on the upper one
    double apart, distance, slope;      // of their levels; of the points; one by the other
};

struct steepness steepness_at(const struct model *m);
// A bar beside ∇f, on the side of `aside`.
void steepness_draw(const struct steepness *s, const struct camera *camera, pt aside,
                    const struct theme *theme, const struct sizes *sizes,
                    struct picture *p, struct beside *words, bool covered);
