// SPDX-License-Identifier: MIT
#pragma once
// The criteria of contour tracing, measured on what was traced (contours.md 1).  All
// lengths are pixels.

#include "field/contour.h"
#include "eval/interval_grid.h"

struct traced {
    struct formula *formula;
    struct evaluator *evaluator;
    struct interval_program *intervals;     // of f alone
    struct interval_scratch *scratch;
    struct view view;
    struct levels levels;
    struct contours contours;
};

// Reads the text and traces `count` levels from `first` by `step` in a view of the
// given size whose half width is `half` world units around (x, y).
void trace_text(struct traced *t, const char *text, double first, double step,
                int count, int width, int height, double half, vec2 centre,
                struct pool *pool);
void trace_free(struct traced *t);

struct measures {
    double vertex, middle;      // largest |f − level| / ‖∇f‖ at vertices, chord middles
    double false_length;        // of line with no point of its level within two pixels
    double missed;              // crossings between neighbouring pixels far from a line
    double bent;                // largest angle of gradient to normal, degrees
    int angles;                 // how many were measured
    int turned;                 // chords with f higher on the right
    int loose;                  // ends neither on the border nor at a break of f
    int open, closed;           // lines
    int disordered;             // levels not ascending, closed lines not closed
};
struct measures measure(const struct traced *t);

// FNV-1a over points and lines.
uint64_t traced_stamp(const struct contours *c);
