// SPDX-License-Identifier: MIT
#pragma once
// Where f is continuous but not smooth: places along its creases, some way apart.

#include "eval/evaluator.h"
#include "base/array.h"
#include "field/view.h"

struct creases { vec2 *at; size_t count, capacity; bool failed; };      // zeroed: empty

// Looked for where an argument of abs, min, a choice … changes its sign, and kept where
// ∇f differs on both sides while f does not.  They are about `apart` pixels from each
// other and move with the world.  `e` needs NEED_F_GRADIENT.  False: no memory.
bool creases_find(struct creases *out, const struct formula *f, const double *parameters,
                  const struct evaluator *e, struct view view, double apart);
