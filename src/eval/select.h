// SPDX-License-Identifier: MIT
#pragma once
// Which instruction makes each node of a plan, and which nodes are made at all: a
// product that only a sum wants becomes part of it, sin and cos of one thing are made
// together.

#include "eval/plan.h"

struct select {
    uint8_t code, arity;
    bool wanted, done;          // done: for whoever emits them
    uint32_t left;              // how many instructions (and roots) still want it
    uint32_t weight;            // slots needed to make it (Sethi and Ullman)
    step from[3];
    step partner;               // CODE_SINCOS: the sine's cosine, the cosine's sine
    step cosine;                // of this, plus one; 0: not wanted
};

// Fills select[0 .. plan count) for what the roots want; nodes of other dependence than
// `deps` are taken as given (ON_NOTHING: only constants and variables are).
void select_roots(struct select *s, const struct plan *p, int deps);

// The same for the nodes of dependence `deps` that `index` keeps (not UINT32_MAX).
void select_kept(struct select *s, const struct plan *p, const uint32_t *index,
                 int deps);
