// SPDX-License-Identifier: MIT
#pragma once
// In which order a book writes factors and terms.

#include "calc/expr.h"

// a·x^p … with numeric powers: what products are made from.
struct factor { expr base; double power; };

// A term's place in a sum: powers of x and y by falling degree, then functions, then
// constants.
struct rank { int group, degree, of_x; };

struct rank order_rank(const struct graph *g, expr term);
int order_ranks(struct rank a, struct rank b);          // < 0: a comes first

// Numbers and constants, letters, variables, powers, brackets, roots, e^…,
// functions; of x before of y.
int order_factors(const struct graph *g, struct factor a, struct factor b);

// More than a bare variable or constant: worth writing only once.
bool order_is_bulky(const struct graph *g, expr base);

// How much there is to read: the letters, numbers and names of an expression, at
// most `most`.
int order_weight(const struct graph *g, expr e, int most);
