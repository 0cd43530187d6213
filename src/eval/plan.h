// SPDX-License-Identifier: MIT
#pragma once
// What is to be computed, as a hash-consed graph of codes with the parameters' values
// put in.  Children have smaller indices than their parents.

#include "calc/formula.h"
#include "eval/code.h"

typedef uint32_t step;                                  // index of a plan node

#define STEP_NONE UINT32_MAX

enum { ON_NOTHING = 0, ON_X = 1, ON_Y = 2, ON_BOTH = 3 };

enum { SIGN_ANY, SIGN_NOT_NEGATIVE, SIGN_POSITIVE };

// What feeds a pole, a kink or the edge of a domain must not be off by rounding: at
// all, or at least not where it is zero.
enum { EXACT_NO, EXACT_ZERO, EXACT_ALL };

struct plan_node {
    uint8_t code;               // enum op or enum code
    uint8_t deps;               // ON_…: what the value depends on
    uint8_t sign;               // SIGN_…: what is known of the value where it exists
    bool split;                 // a factor of a taken-apart exp: may under- or overflow
    bool tame;                  // finite wherever x, y and the hoisted parts are
    uint8_t exact;              // EXACT_…: how far rounding must stay as it is
    uint32_t uses;              // by parents and roots, once plan_mark has counted
    step a, b, c;               // children, STEP_NONE where there is none
    double value;               // OP_CONST
};

struct plan {
    struct plan_node *at;
    size_t count, capacity;
    step *table;                // open addressing, STEP_NONE: free
    size_t table_size;
    step root[PARTS];           // STEP_NONE: not asked for
    bool failed;                // out of memory: look once, at the end
};

// False when out of memory; close it in any case.
bool plan_open(struct plan *p);
void plan_close(struct plan *p);

// Interns a node; what depends on nothing is folded.  Never fails: when memory has run
// out it remembers that and returns some node.
step plan_number(struct plan *p, double value);
step plan_node(struct plan *p, int code, step a, step b, step c);
step plan_one(struct plan *p, int code, step a);
step plan_two(struct plan *p, int code, step a, step b);

// Counts uses and finds what must stay exact, seen from the roots.
void plan_mark(struct plan *p);

// May the node's own operation be done in another order, with other rounding?
bool plan_loose(const struct plan *p, step at);
