// SPDX-License-Identifier: MIT
#pragma once
// Contour lines: every level set of f in a view as polylines in world coordinates.

#include "base/array.h"
#include "base/pool.h"
#include "eval/evaluator.h"
#include "field/levels.h"
#include "field/view.h"

struct contour_line {
    uint32_t first, count;      // points[first .. first + count)
    uint16_t level;             // index into the levels traced
    bool closed;                // then the last point repeats the first
};

struct contours {
    struct { vec2 *at; size_t count, capacity; bool failed; } points;
    struct { struct contour_line *at; size_t count, capacity; bool failed; } lines;
};                              // zeroed is valid and empty

// Traces all levels in one pass; replaces what `out` held and keeps its memory.  Lines
// are sorted by level; higher f lies to their left.  Each vertex is polished to within
// 0.05 pixel of its level where f is smooth; no line crosses a pole, a jump or the edge
// of the domain; ends lie within a pixel of those or on the border of the view.  The
// result is the same whatever the pool.  `e` needs NEED_F_GRADIENT.
// False when memory runs out.
bool contours_trace(struct contours *out, const struct evaluator *e,
                    const struct formula *f, const double *parameters,
                    struct view view, const struct levels *levels, struct pool *pool);
void contours_free(struct contours *c);                 // leaves it empty
