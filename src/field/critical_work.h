// SPDX-License-Identifier: MIT
#pragma once
// What every step of the search for critical points works with: f in numbers and in
// enclosures, and how fine coordinates are told apart.

#include "eval/evaluator.h"
#include "eval/interval_grid.h"
#include "field/hessian.h"

struct search {
    const struct evaluator *all;
    struct interval_program *slopes, *curvatures;   // f, fx, fy; all parts
    struct interval_scratch *slope_scratch, *curvature_scratch;
    box region;                 // asked for
    box swept;                  // a little larger, so that borders need no care
    vec2 size;                  // of the region
};

// False when memory runs out; to be closed all the same.
bool search_open(struct search *s, const struct formula *f, const double *parameters,
                 const struct evaluator *all, box region);
void search_close(struct search *s);

struct sample { double f; vec2 slope; struct hessian hessian; };
struct sample search_sample(const struct search *s, vec2 at);

struct bounds { struct interval of[PARTS]; };
void search_slopes(const struct search *s, box b, struct bounds *out);      // f, fx, fy
void search_curvatures(const struct search *s, box b, struct bounds *out);  // all parts

// The width within which two coordinates are the same, rounding being what it is.
vec2 search_grain(const struct search *s, vec2 at);

// Within the region, its border included.
bool search_holds(const struct search *s, vec2 at);

// Whether the gradient is zero at a point as far as rounding lets anybody tell, and f
// has a gradient there.
bool search_vanishes(const struct search *s, vec2 at);

// Of the two eigenvalues in size: the smaller and the larger.
static inline double eigen_least(struct eigen e)
{
    return fmin(fabs(e.low), fabs(e.high));
}

static inline double eigen_most(struct eigen e)
{
    return fmax(fabs(e.low), fabs(e.high));
}

static inline vec2 box_middle(box b)
{
    return (vec2){b.x0 + (b.x1 - b.x0) / 2, b.y0 + (b.y1 - b.y0) / 2};
}

static inline vec2 box_reach(box b)         // half its size
{
    return (vec2){(b.x1 - b.x0) / 2, (b.y1 - b.y0) / 2};
}

static inline bool box_holds(box b, vec2 at)
{
    return at.x >= b.x0 && at.x <= b.x1 && at.y >= b.y0 && at.y <= b.y1;
}

static inline box box_around(vec2 at, vec2 reach)
{
    return (box){at.x - reach.x, at.x + reach.x, at.y - reach.y, at.y + reach.y};
}
