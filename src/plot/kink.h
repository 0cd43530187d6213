// SPDX-License-Identifier: MIT
#pragma once
// What stands for the gradient where f has a crease: the set of subgradients (Clarke's),
// the convex hull of the gradients all around the point.

#include "eval/evaluator.h"
#include "base/vec.h"

enum { KINK_MOST = 64 };

// The corners of the set, counter-clockwise; two of a segment.  `reach`: how far around
// the point, in world units.  0: gradients there have no value or no bound.
size_t kink_subgradients(const struct evaluator *e, vec2 at, double reach,
                         vec2 out[KINK_MOST]);
