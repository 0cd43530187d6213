// SPDX-License-Identifier: MIT
#pragma once
// A critical point as it is reported.

#include "field/critical.h"
#include "field/critical_work.h"

// Appends the point with all that is known of it: its kind is what the Hessian says
// (`regular`: its signs are sure, however small it is), or a curve, or at a kink the
// minimum (`sign` 1) or maximum (−1) of what is near, or neither (0).
void point_push(struct critical *out, const struct search *s, vec2 at, bool regular,
                bool proved);
void point_push_curve(struct critical *out, const struct search *s, vec2 at);
void point_push_kink(struct critical *out, const struct search *s, vec2 at,
                     double sign);
