// SPDX-License-Identifier: MIT
#pragma once
// Sums and products as a book writes them: numbers folded exactly, equal terms
// collected, equal bases merged, numbers in front, one fraction bar.  What a person
// typed inside is kept as it is.  Points where a value is finite stay so.

#include "calc/order.h"

expr algebra_sum(struct graph *g, const expr *terms, int count);
expr algebra_product(struct graph *g, double number, const struct factor *factors,
                     int count);

// The sum of some terms over one bar, with nothing below a bar above it.
expr algebra_fraction(struct graph *g, const expr *terms, int count, expr below);

// Shorthands of these.
expr algebra_add(struct graph *g, expr a, expr b);
expr algebra_subtract(struct graph *g, expr a, expr b);
expr algebra_multiply(struct graph *g, expr a, expr b);
expr algebra_divide(struct graph *g, expr a, expr b);
expr algebra_scale(struct graph *g, double number, expr a);
expr algebra_square(struct graph *g, expr a);
