// SPDX-License-Identifier: MIT
#pragma once
// Expressions of two formulas, compared node by node.

#include "calc/formula.h"

// True if both are the same expression, parameters compared by name.
bool same_expr(const struct formula *f, expr a, const struct formula *g, expr b);
