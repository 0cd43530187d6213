// SPDX-License-Identifier: MIT
#pragma once
// The good learning rate for a method: the best of SEARCH_RATES from 1e-4 to 10, then of
// SEARCH_FINER more between the neighbours of that one, SEARCH_STEPS evaluations each.
// It goes in slices, so that hands need not wait for it.

#include "field/trials.h"

enum { SEARCH_RATES = 51, SEARCH_FINER = 16, SEARCH_STEPS = 200 };

// So that it begins anew.
void search_begin(struct trials *t);

// Tries at most so many more rates, 0: all.  The slices do not change what it finds.
// False when memory runs out.
bool search_go_on(struct trials *t, const struct contest *c, int most, struct pool *pool);

bool search_done(const struct trials *t);

// So far; NaN where none is any good.
double search_good(const struct trials *t);

// Its rule: "best of 51 rates from 0.0001 to 10, then of 16 beside it, 200 evaluations
// each: fewest to f < 0.001 and stay there, else lowest f"; "none, f falls for ever".
// Briefly, where that is too long: "of 67 rates, 200 evaluations each, the fewest to
// f < 0.001".
enum { SEARCH_WORDS = 256 };
void search_words(char out[SEARCH_WORDS], struct goal goal, bool ascend);
void search_brief(char out[SEARCH_WORDS], struct goal goal, bool ascend);
