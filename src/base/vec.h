// SPDX-License-Identifier: MIT
#pragma once
// The small values that everything is made of.  World space is double, screen
// space is float: two types, so that the compiler guards the border between them.

#include <math.h>
#include <stdbool.h>

typedef struct { double x, y; } vec2;                  // a point of the plane
typedef struct { double x0, x1, y0, y1; } box;         // x0 < x1, y0 < y1
typedef struct { float x, y; } pt;                     // screen: y grows downward
typedef struct { float x0, y0, x1, y1; } rect;         // screen: x1, y1 exclusive

static inline vec2 vec2_add(vec2 a, vec2 b) { return (vec2){a.x + b.x, a.y + b.y}; }
static inline vec2 vec2_sub(vec2 a, vec2 b) { return (vec2){a.x - b.x, a.y - b.y}; }
static inline vec2 vec2_scale(vec2 a, double k) { return (vec2){a.x * k, a.y * k}; }
static inline double vec2_dot(vec2 a, vec2 b) { return a.x * b.x + a.y * b.y; }
static inline double vec2_length(vec2 a) { return hypot(a.x, a.y); }

static inline bool rect_overlaps(rect a, rect b)
{
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

// Whether the straight line from a to b runs through it.
static inline bool rect_crossed(rect r, pt a, pt b)
{
    float dx = b.x - a.x, dy = b.y - a.y, x = (r.x0 + r.x1) / 2, y = (r.y0 + r.y1) / 2;
    float side = fabsf(dx * (y - a.y) - dy * (x - a.x));
    return fmaxf(a.x, b.x) >= r.x0 && fminf(a.x, b.x) <= r.x1
           && fmaxf(a.y, b.y) >= r.y0 && fminf(a.y, b.y) <= r.y1
           && side <= (fabsf(dx) * (r.y1 - r.y0) + fabsf(dy) * (r.x1 - r.x0)) / 2;
}

static inline rect rect_grown(rect r, float by)
{
    return (rect){r.x0 - by, r.y0 - by, r.x1 + by, r.y1 + by};
}
