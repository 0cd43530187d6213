// SPDX-License-Identifier: MIT
#pragma once
// The sweep: the region is cut in four again and again, level by level, and what
// intervals show to hold no critical point is left behind.

#include "field/critical_level.h"

// `strict`: a gradient that seems to be zero on a line has to be so all over the box,
// as where f saturates it is zero to rounding only.  False: out of memory.
bool sweep_run(struct sweep *out, const struct search *s, bool strict);
void sweep_free(struct sweep *w);
