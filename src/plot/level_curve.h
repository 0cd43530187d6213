// SPDX-License-Identifier: MIT
#pragma once
// The level curve through one point: of all curves of that level the one that runs there.

#include "draw/picture.h"
#include "draw/theme.h"
#include "field/contour.h"
#include "field/label.h"
#include "plot/camera.h"

enum { LEVEL_CURVES_MOST = 8 };

struct level_curve {
    struct contours contours;   // of the one level
    size_t line;                // which of them is nearest
    size_t through[LEVEL_CURVES_MOST];  // all that run there: through a saddle several
    int count;
    bool some;                  // there is one
};                              // zeroed is valid and empty

// Chooses the lines that come within `near` (world units) of the point.
void level_curve_choose(struct level_curve *c, vec2 at, double near);
// The point of the chosen line that is nearest; `at` itself when there is none.
vec2 level_curve_nearest(const struct level_curve *c, vec2 at);
// With gaps where numbers of the contour lines stand.
void level_curve_draw(const struct level_curve *c, const struct labels *labels,
                      const struct camera *camera, const struct theme *theme,
                      const struct sizes *sizes, struct picture *p);
void level_curve_free(struct level_curve *c);           // leaves it empty
