// SPDX-License-Identifier: MIT
#pragma once
// Points on a circle, by its rational parametrisation: no sine, so that the same circle
// is the same points everywhere.

#include "base/vec.h"

#include <stddef.h>

enum { CIRCLE_MOST = 260 };     // points of a quarter, its end included

// Writes a quarter of the circle as fine as its radius asks for (0.01 points from the
// true arc, up to a radius of 1300).  `turn` 0…3 says which one: quarter 0 runs from
// the right to the bottom.  `whole`: its last point too.  Returns how many.
size_t circle_quarter(pt *out, pt center, float radius, int turn, bool whole);
