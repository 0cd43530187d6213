// SPDX-License-Identifier: MIT
#pragma once
// A sum of products taken apart, and put together again so that few operations depend
// on both x and y.

#include "eval/plan.h"

enum { MOST_FACTORS = 12, MOST_TERMS = 24 };

struct factor { step at; bool under; };                 // under: below the bar

struct term {
    double k;                   // constant coefficient
    int count, pending;         // pending: places promised to others while collecting
    bool shared;                // divides by something that others divide by too
    struct factor factor[MOST_FACTORS];
};

struct sum {
    int count, pending;
    struct term term[MOST_TERMS];
};

void term_add(const struct plan *p, struct term *t, step at, bool under);
bool sum_add(struct sum *s, struct term t);             // false: full

step term_build(struct plan *p, const struct term *t);
step sum_build(struct plan *p, struct sum *s);          // uses up the sum

// The sum as a(x) + b(y).  False when it is not of that kind or one side is missing.
bool sum_split(struct plan *p, struct sum *s, step part[2]);
