// SPDX-License-Identifier: MIT
#pragma once
// Lines in pixels, cut to a window and into dashes: what the rasterizer covers.
// Whatever the coordinates were, those of a segment lie in its window.

#include "base/vec.h"

#include <stddef.h>
#include <stdint.h>

// A flat end: what lies beyond `at` in the direction `out` is cut off.
struct flat { pt at, out; };

struct segment {
    pt a, b;
    bool butt_a, butt_b;        // the line ends flat there, else goes on or is round
    uint32_t flat_a, flat_b;    // of `flats`, from 1: what cuts it off; 0: nothing
};

struct segments {
    struct segment *at;
    size_t count, capacity;
    bool failed;
    struct { struct flat *at; size_t count, capacity; bool failed; } flats;
};                              // zeroed is valid and empty

void segments_clear(struct segments *segments);         // keeps its memory
void segments_free(struct segments *segments);
bool segments_failed(const struct segments *segments);

// How a line is drawn: from points to pixels, how far it may leave `window`.
struct way {
    double scale;
    box window;                 // pixels; what lies outside is not drawn
    double dash, gap;           // pixels; 0: solid
    double radius;              // pixels; half the width
    bool butt;                  // ends of the line and of its dashes are flat
    bool closed;
};

// The segments of a polyline.  Points closer than half a pixel to the one before are
// left out.  A line of no length is a dot, or nothing when its ends are flat.
void segments_stroke(struct segments *out, const pt *points, size_t count,
                     const struct way *way);

// The edges of a polygon.  Parts above, below and right of the window are left out,
// parts left of it move to its left side: areas within stay what they are.
void segments_fill(struct segments *out, const pt *points, size_t count,
                   const struct way *way);
