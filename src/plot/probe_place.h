// SPDX-License-Identifier: MIT
#pragma once
// Where the parts of the probe are on the screen.

#include "plot/model.h"

#define PROBE_TANGENT 14        // u, of the tangent to each side

struct probe_place {
    pt at, tip, chord, ray;     // the point; ends of ∇f, of D_u f, of u
    double scale;               // pixels for a slope of 1
};

struct probe_place probe_place(const struct model *m, const struct sizes *sizes);

// So many pixels from there; y points up.
pt probe_along(pt from, vec2 way, double length);

// The straight lines that it is drawn with, its circles as polygons: what better is not
// written on.  Returns how many.
enum { PROBE_STROKES = 32 };
int probe_strokes(const struct model *m, const struct scene *s, const struct sizes *sizes,
                  struct stroke out[PROBE_STROKES]);
