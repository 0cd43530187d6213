// SPDX-License-Identifier: MIT
#pragma once
// Formulas nobody has thought of, as text.

#include "base/text.h"

struct chance { unsigned state; };

unsigned chance_below(struct chance *c, unsigned n);
double chance_between(struct chance *c, double low, double high);

// Adds a formula whose operations are nested at most `depth` deep.
void random_formula(struct text *out, struct chance *c, int depth);
