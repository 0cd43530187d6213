// SPDX-License-Identifier: MIT
#pragma once
// What enclosures of the Hessian prove about a box (Moore, Kearfott & Cloud 2009,
// ch. 8): that the gradient has no zero there, or exactly one, or all on one line.

#include "field/critical_work.h"

// The gradient is continuous in the box, and what Hessian it has is bounded, which the
// proofs need: where it jumps, as of x·|x|, they hold for all it is on either side
// (Clarke 1983).
bool proof_smooth(const struct bounds *on);

// The gradient is not zero anywhere in `b`, of which `on` says all parts.
bool proof_empty(const struct search *s, box b, const struct bounds *on);

// Krawczyk's test: exactly one zero in the box `reach` around `at`.
bool proof_one(const struct search *s, vec2 at, vec2 reach);

// The direction across which the gradient changes without turning back all over the
// box, so that its zeros lie on one line; false if none was found.
bool proof_line(const struct bounds *on, vec2 *across);
