// SPDX-License-Identifier: MIT
#pragma once
// Arrows that a step is made of: gradients in the scale of the probe, steps as long as
// they are.

#include "draw/theme.h"
#include "plot/inspection.h"

struct dart {
    vec2 from, by;              // a point and a vector there
    double scale;               // pixels for a length of 1
    rgba color;
    bool hollow;                // an outline of that colour
    bool thin;
    char name[32];              // "": none
};

// Pixels for a slope of 1 where the gradient has that length.
double dart_slope_scale(const struct model *m, const struct sizes *sizes, double steep);

// From and to where on the screen; false: it has no length there.
bool dart_ends(const struct dart *dart, const struct camera *c, pt *from, pt *to);

enum { DARTS_TAIL = 4, DARTS_MOST = 5 + DARTS_TAIL };

// Those of a step that is inspected, from back to front: the velocity, ∇f, what was done to
// it before the method got it, the step.  Returns how many.
int darts_of(struct dart out[DARTS_MOST], const struct inspection *of,
             const struct model *m, const struct theme *theme,
             const struct sizes *sizes);

// How far along each axis a slope of 1 leads, around where the step begins; the longer side
// has always one size.  Empty where the method does not rescale.
rect dart_box(const struct inspection *of, const struct camera *c,
              const struct sizes *sizes);
