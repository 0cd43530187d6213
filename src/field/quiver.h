// SPDX-License-Identifier: MIT
#pragma once
// The arrow field: gradients on a lattice that stays put in the world while the view
// moves over it.

#include "base/array.h"
#include "eval/evaluator.h"
#include "field/contour.h"
#include "field/view.h"

enum arrow_law { ARROWS_AUTO, ARROWS_ROOT, ARROWS_TRUE, ARROWS_DIRECTION,
                 ARROWS_SATURATING, ARROWS_OFF };

struct arrow {
    vec2 tail;                  // world: the sample point
    vec2 gradient;              // ∇f there (never NaN or inf)
    float length;               // to draw, in pixels; 0: a dot (zero gradient)
};

struct quiver {
    struct { struct arrow *at; size_t count, capacity; bool failed; } arrows;
    enum arrow_law law;         // never AUTO once made
    double step;                // lattice distance in world units
    double scale;               // reference: ROOT, TRUE: the ‖∇f‖ drawn at full length
                                // (ROOT caps there, TRUE at twice it unless it was
                                // given); SATURATING: the median ‖∇f‖
    float longest;              // full length in pixels
    float shortest;             // SATURATING: of the faintest gradient, at least a head
    double cap;                 // TRUE: full lengths an arrow may reach
};

struct quiver_rules {
    enum arrow_law law;
    float least, most;          // lattice distance in pixels: a 1-2-5 step between
    float head;                 // arrows shorter than this are "dead" (AUTO's test)
    double step;                // > 0: this world distance instead of a rule
    vec2 origin;                // with `step`: a point the lattice passes through
    double length;              // > 0, TRUE: pixels for ‖∇f‖ = 1, however long it gets
    const box *part;            // law and reference are chosen for the arrows in it; NULL
                                // or none there: for all
};

// Length of an arrow of gradient norm g under the law of `q`, in pixels.
float quiver_length(const struct quiver *q, double g);

// The same with tails on contour lines, the major ones unless those are few: exactly on
// their level, `apart` pixels of line from each other, or more in a crowd.
bool quiver_on_lines(struct quiver *out, const struct evaluator *e, struct view view,
                     const struct quiver_rules *rules, const struct contours *lines,
                     const struct levels *levels, double apart);

// Fills `out` (reusing its memory).  Points without a finite gradient are left out.
// `e` needs NEED_GRADIENT.  False when memory runs out.
bool quiver_make(struct quiver *out, const struct evaluator *e, struct view view,
                 const struct quiver_rules *rules);
void quiver_free(struct quiver *q);
