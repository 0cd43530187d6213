// SPDX-License-Identifier: MIT
#pragma once
// Formulas as anyone might type them, by chance.

#include "base/text.h"

#include <stdint.h>

uint64_t random_next(uint64_t *state);
double random_between(uint64_t *state, double least, double most);

// Adds a value, at most `depth` operations deep.
void random_formula(struct text *out, uint64_t *state, int depth);
