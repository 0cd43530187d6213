// SPDX-License-Identifier: MIT
#pragma once
// Links followed from crossing to crossing: whole lines, level by level.

#include "field/contour.h"
#include "field/contour_work.h"

// Fills `out`, in world coordinates, and uses the links up.  False when memory runs
// out.
bool lines_join(struct trace *t, struct contours *out);
