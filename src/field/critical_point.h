// SPDX-License-Identifier: MIT
#pragma once
// A critical point as it is reported.

#include "field/critical.h"
#include "field/critical_work.h"

// What the Hessian says; `regular` if its sign is proved.
enum critical_kind point_kind(struct eigen e, bool regular);

// Appends the point with all that is known of it there.
void point_push(struct critical *out, const struct search *s, vec2 at, bool proved);
void point_push_curve(struct critical *out, const struct search *s, vec2 at);
void point_push_kink(struct critical *out, const struct search *s, vec2 at, double sign);
