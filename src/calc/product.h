// SPDX-License-Identifier: MIT
#pragma once
// Products of numbers and powers: flattened, folded, in order, over one bar.

#include "calc/order.h"

enum { MOST_FACTORS = 32 };

struct ratio { double over, under; };                   // whole numbers, or under == 1

struct product {
    struct ratio number;
    struct factor factor[MOST_FACTORS];
    int count;
    int pending;                // factors that are still to come for certain
};

// Simplifying ends where a formula has taken this many steps: what is then left is too
// long to be read anyway, and is put together just as the rules give it.
enum { MOST_EFFORT = 120000 };
static inline bool product_may(struct graph *g, size_t steps)
{
    g->effort += steps;
    return g->effort < MOST_EFFORT;
}

struct ratio ratio_make(double over, double under);
struct ratio ratio_multiply(struct ratio a, struct ratio b);
struct ratio ratio_add(struct ratio a, struct ratio b);
bool ratio_is_whole(struct ratio r);

// Multiplies by base^power; the product has room for it.
void product_factor(struct product *p, expr base, double power);

// Multiplies by e^power (not at all by EXPR_NONE: the graph remembers), split into factors as far as there is room for them: half of
// it, so that as many can be added one by one afterwards.
void product_take(struct graph *g, struct product *p, expr e, double power);

expr product_build(struct graph *g, struct product *p);
