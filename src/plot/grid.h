// SPDX-License-Identifier: MIT
#pragma once
// The chosen run at nine rates, each in a small map of its own: where its path goes
// there.  Which cell is which is the layout's to say.

#include "plot/model.h"
#include "plot/trail.h"

_Static_assert((int)LAYOUT_CELLS == (int)GRID_RATES, "a cell for each rate");

struct grid {
    struct trail trail[GRID_RATES];
    struct trail large;         // of the cell that stands enlarged
};                              // zeroed is valid and empty

// Nothing where there is no grid.  False when memory runs out.
bool grid_trace(struct grid *g, const struct model *m, const struct layout *layout,
                double shown);
void grid_free(struct grid *g);

// The step that is shown of a trial: the last, or the one that is played.
size_t grid_step(const struct trial *t, double shown);

// What stands above a cell: "η 0.333"; "0.1 of the limit", "×0.1", and where there is no
// limit, of the rate that the run has.
enum { GRID_WORDS = 48 };
void grid_rate(char out[GRID_WORDS], double rate);
void grid_multiple(char out[GRID_WORDS], const struct study *study, int cell, bool brief);

// "⚠ diverges"
void grid_verdict(char out[GRID_WORDS], enum verdict verdict);
