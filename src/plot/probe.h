// SPDX-License-Identifier: MIT
#pragma once
// The probe: what f does at one point, and towards one direction.

#include "eval/evaluator.h"
#include "base/vec.h"

struct probe {
    vec2 at;
    bool defined;               // f and ∇f have values there
    bool smooth;                // and slopes to both sides agree
    bool linear;                // and every slope is ∇f·u; else `along` is measured, and
                                // ∇f explains nothing
    double f;
    vec2 gradient;
    double norm, angle;         // ‖∇f‖; of ∇f, in radians, 0 to 2π
    vec2 u;                     // the direction, of length 1
    double along;               // D_u f = ∇f·u
    double back;                // along −u: its negative, unless that is measured
    vec2 ahead;                 // along x and along y: ∇f, unless that is measured
    double between;             // φ from ∇f to u, 0 to π; 0 where ∇f is 0
};

// `e` needs NEED_F_GRADIENT; the direction has any length but 0.
struct probe probe_make(const struct evaluator *e, vec2 at, vec2 direction);

// ∇f is 0 there.
void probe_rest(struct probe *probe);

// "Dᵤf", or along an axis "∂f/∂x", "∂f/∂y".
const char *probe_slope_name(const struct probe *probe);

enum { PROBE_SENTENCE = 80 };

// "Walking this way, f rises 1.600 per unit."
void probe_sentence(const struct probe *probe, char out[PROBE_SENTENCE]);

// The largest error that the shown digits hide: directions closer than that are level.
static inline bool probe_is_level(const struct probe *p)
{
    return fabs(p->along) < 5e-4 * fmax(1, p->norm);
}
