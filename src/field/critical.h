// SPDX-License-Identifier: MIT
#pragma once
// Critical points: where the gradient is zero.  Interval arithmetic finds every box of
// the region that may hold one (so none is missed by luck of a grid), Newton polishes
// it, Krawczyk's test proves it unique, the Hessian says what it is.

#include "base/pool.h"
#include "eval/evaluator.h"
#include "field/hessian.h"

enum critical_kind { CRITICAL_MINIMUM, CRITICAL_MAXIMUM, CRITICAL_SADDLE,
                     CRITICAL_DEGENERATE, CRITICAL_CURVE };

struct critical_point {
    vec2 at;
    double f;
    enum critical_kind kind;
    struct hessian hessian;     // NaN at a kink
    struct eigen eigen;
    bool proved;                // exists, and is the only one near
};

// A whole line of critical points, as of x²; points in critical.vertices.
struct critical_curve { size_t first, count; bool closed; };

struct critical {
    struct { struct critical_point *at; size_t count, capacity; bool failed; } points;
                                // by x, then y; a curve is one point, of its middle
    struct { vec2 *at; size_t count, capacity; bool failed; } vertices;
    struct { struct critical_curve *at; size_t count, capacity; bool failed; } curves;
    bool finished;              // false: the budget ran out, there may be more
    bool proved;                // finished, and nothing else is in the region
    bool flat;                  // f is constant in a part of the region
};                              // zeroed is valid and empty

// `f` with its Hessian derived, `all` its evaluator for NEED_ALL.  False when memory
// runs out.
bool critical_find(struct critical *out, const struct formula *f,
                   const double *parameters, const struct evaluator *all, box region,
                   struct pool *pool);
void critical_free(struct critical *c);                 // leaves it empty

const char *critical_word(enum critical_kind kind);     // "minimum" …
