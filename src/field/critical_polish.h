// SPDX-License-Identifier: MIT
#pragma once
// From near a critical point onto it.

#include "field/critical_work.h"

// Newton's method, kept within `reach` of the start.  False: it does not settle there.
bool polish_point(const struct search *s, vec2 start, vec2 reach, vec2 *out);

// The same where the Hessian is singular: convergence is linear there, and sped up
// (Aitken 1926).  `line`: only across the line of critical points that passes.
bool polish_singular(const struct search *s, vec2 start, vec2 reach, bool line,
                     vec2 *out);

// How far away the critical point may be, rounding being what it is: what can be said
// where enclosures say nothing.  Infinite unless the gradient is as good as zero there
// and turns to both sides as the Hessian says.
double polish_doubt(const struct search *s, vec2 at);

// Whether f (`slope`: or its gradient) has no value at a short number within `reach`:
// what was found is the limit of points, and none itself.
bool polish_is_limit(const struct search *s, vec2 at, vec2 reach, bool slope);

// Of the numbers within `reach`, ones that are short to write, or the neighbours of a
// double, if the gradient is no larger there.
vec2 polish_round(const struct search *s, vec2 at, vec2 reach);
