// SPDX-License-Identifier: MIT
#pragma once
// The probe on the map: ∇f, the direction u with D_u f on it, the rose that u's ray
// meets at D_u f, the tangent.  On the screen ∇f is 18u·g/(g + median/2) long: steeper is
// longer over all of the map, and no arrow leaves it; at one point all lengths share one
// scale, so that chord, rose and perpendicular are true.

#include "plot/beside.h"
#include "plot/probe_place.h"

// How much of what moves is shown.
struct probe_view {
    bool covered;               // without its numbers: students predict them
    bool measured;              // and the slopes of 24 directions, as differences of f
    bool passing;               // it follows the pointer: without parts and angle
    bool locked;                // and moves along its direction only
    rect keep_out;              // of words; may be empty
    bool slow;                  // runs are played in slow motion: so many steps of them
    double played;
};

// Its words keep off those that are there.
void probe_layer_draw(struct beside *words, const struct model *m, const struct scene *s,
                      const struct theme *theme, struct probe_view view);
