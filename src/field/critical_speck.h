// SPDX-License-Identifier: MIT
#pragma once
// What the sweep could not resolve: small groups of boxes around a critical point with
// a singular Hessian, or around a kink.

#include "field/critical.h"
#include "field/critical_sweep.h"

// Pushes the points that stand in the specks, those outside of the region too.  False
// when memory runs out.
bool specks_resolve(struct critical *out, const struct search *s, struct sweep *w);
