// SPDX-License-Identifier: MIT
#pragma once
// Nodes that stand for something a person writes in one way: both the parser and the
// rules of differentiation build them here, so that printed text reads back the same.

#include "calc/expr.h"

expr build_number(struct graph *g, double value);       // negative: OP_NEG of a literal
expr build_fraction(struct graph *g, double over, double under);

// a^b: e^b is exp, a^(p/q) with an odd literal q is the p-th power of a real root.
expr build_power(struct graph *g, expr a, expr b);

expr build_radius(struct graph *g);                     // √(x² + y²)
expr build_angle(struct graph *g);                      // atan2(y, x)

// A literal with its sign: true for OP_CONST and OP_NEG of one.
bool expr_is_number(const struct graph *g, expr e, double *value);
