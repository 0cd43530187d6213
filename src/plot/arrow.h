// SPDX-License-Identifier: MIT
#pragma once
// One arrow of the field, as every layer draws it.

#include "draw/picture.h"
#include "draw/theme.h"
#include "field/quiver.h"
#include "plot/camera.h"

struct arrow_style {
    float shaft, head_length, head_width;               // pixels
    float dot;                  // below this length only a dot of this diameter
    rgba color;
    float halo;                 // 0: none
    rgba halo_color;
};

// Where an arrow of the field is drawn: its tail, unit direction and tip on the screen.
struct arrow_place { pt tail, way, tip; };
struct arrow_place arrow_place(const struct camera *c, const struct arrow *a,
                               bool downhill);

struct arrow_style arrow_field_style(const struct sizes *sizes, rgba color);

// From `tail` in the unit direction `way` (screen), `length` pixels long.
void arrow_draw(struct picture *p, pt tail, pt way, float length,
                const struct arrow_style *style);
