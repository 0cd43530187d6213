// SPDX-License-Identifier: MIT
#pragma once
// Tiles and cells certified by intervals: where no level is, where a gradient has no
// zero (a closed line needs one inside), where f may jump.

#include "field/contour_work.h"

// Sets parts and marks of all cells within the view from what intervals say of f and
// its gradient: parts 1 where nothing can be hidden.  False when memory runs out.
bool cells_certify(struct trace *t);
