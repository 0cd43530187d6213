// SPDX-License-Identifier: MIT
#pragma once
// The contour lines as strokes: cut under their labels, thinned out where they would
// crowd into a grey mass.

#include "plot/annotation.h"

struct contour_style {
    struct pen minor, major;
    float halo;                 // each side; 0: none
    rgba halo_color;
    float u;
};

// False when memory runs out.
bool contour_layer_draw(struct picture *p, const struct model *m,
                        const struct labels *labels, const struct contour_style *style,
                        bool minor);
