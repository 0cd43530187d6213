// SPDX-License-Identifier: MIT
#pragma once
// What part of the plane is looked at and how many pixels show it.  A pixel is
// (x1 − x0)/width by (y1 − y0)/height; tolerances given in pixels go by that.

#include "base/vec.h"

struct view {
    box world;
    int width, height;          // pixels
};

static inline vec2 view_pixel(struct view v)            // the size of one pixel
{
    return (vec2){(v.world.x1 - v.world.x0) / v.width,
                  (v.world.y1 - v.world.y0) / v.height};
}
