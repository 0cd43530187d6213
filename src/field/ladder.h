// SPDX-License-Identifier: MIT
#pragma once
// Round numbers at equal ratios, from 1, 1.5, 2, 3, 5, 7, 10 … through 1, 2, 5, 10 …
// to one in hundred decades.  Rungs are counted from 1 = rung 0 and go below it.

struct ladder;

const struct ladder *ladder_finest(void);
const struct ladder *ladder_coarser(const struct ladder *l);        // NULL at the end

double ladder_value(const struct ladder *l, int rung);
double ladder_factor(const struct ladder *l);           // neighbour to neighbour
int ladder_major(const struct ladder *l);   // every how many: powers of ten, or 5

int ladder_above(const struct ladder *l, double value); // first rung > value; value > 0
int ladder_rungs(const struct ladder *l, double low, double high);  // in (low, high]
