// SPDX-License-Identifier: MIT
#pragma once
// One arrow of the field, as every layer draws it.

#include "draw/picture.h"
#include "draw/theme.h"

struct arrow_style {
    float shaft, head_length, head_width;               // pixels
    float dot;                  // below this length only a dot of this diameter
    rgba color;
    float halo;                 // 0: none
    rgba halo_color;
};

struct arrow_style arrow_field_style(const struct sizes *sizes, rgba color);

// From `tail` in the unit direction `way` (screen), `length` pixels long.
void arrow_draw(struct picture *p, pt tail, pt way, float length,
                const struct arrow_style *style);
