// SPDX-License-Identifier: MIT
#pragma once
// A plan rearranged for a lattice, so that as little as possible depends on both x and
// y: sums and products gathered by what their members depend on, exp, sin and cos of
// a(x) + b(y) taken apart, constants put where they cost nothing, common factors taken
// out, divisions by one thing made one reciprocal.  Equal to the first plan to
// rounding, provided that what hangs on x or y alone neither over- nor underflows
// (lattice.h guards that).  Whatever feeds a pole, a kink or the edge of a domain is
// left as it is.

#include "eval/plan.h"

// Fills the open plan `out`.  `in` must be marked.  False when out of memory.
bool regroup(struct plan *out, const struct plan *in);
