// SPDX-License-Identifier: MIT
#pragma once
// World and screen: the only place where both are known.  Equal aspect always.

#include "base/vec.h"
#include "field/view.h"

#include <stdint.h>

struct camera {
    rect map;                   // where the world is shown; whole pixels
    box world;                  // what the map shows
};

// Shows `asked` whole and centred in `focus`; more appears along its long side and in
// what of the map lies outside of it.
struct camera camera_fit(box asked, rect focus, rect map);

double camera_scale(const struct camera *c);            // pixels per world unit
pt camera_to_screen(const struct camera *c, vec2 at);
vec2 camera_to_world(const struct camera *c, pt at);

// The length of a line in pixels.
double camera_length(const struct camera *c, const vec2 *points, uint32_t count);

struct view camera_view(const struct camera *c);        // the map as field/ sees it
