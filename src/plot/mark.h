// SPDX-License-Identifier: MIT
#pragma once
// Small shapes that tell runs and critical points apart without colour.

#include "draw/picture.h"

enum mark { MARK_DISC, MARK_SQUARE, MARK_UP, MARK_DIAMOND, MARK_DOWN,   // runs A to E
            MARK_CROSS, MARK_STAR, MARK_HOLLOW,
            MARK_CHECK, MARK_WARNING,                   // what a run arrives at
            MARK_FORK };                                // and where it forks

struct mark_style {
    float size;                 // diameter, pixels
    rgba color;
    float halo;                 // each side, 0: none
    rgba halo_color;            // also of what is cut out
};

void mark_draw(struct picture *p, enum mark mark, pt at, const struct mark_style *s);
