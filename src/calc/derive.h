// SPDX-License-Identifier: MIT
#pragma once
// Exact derivatives by rule.

#include "calc/expr.h"

// ∂e/∂x (by OP_X) or ∂e/∂y (OP_Y), simplified.  What floor, sign and their like do at
// a kink: language.md 2.  EXPR_NONE when memory or EXPR_MOST_NODES runs out.
expr derive(struct graph *g, expr e, enum op by);
