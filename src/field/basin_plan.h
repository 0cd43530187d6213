// SPDX-License-Identifier: MIT
#pragma once
// Which cells of a map of basins are walked from, in what order, and which are guessed.
//
// First the lattice, coarse cells first, down to the corners of the blocks.  Then every
// block whose corners do not agree; of the others two cells each: where they are what
// the corners say, the block is guessed.  Wherever a walk ends otherwise than a guess
// there or beside it, that block is walked, too: so borders are followed to their ends.
// What is walked in the end does not depend on the order.  What is smaller than a few
// cells all ways may be overlooked.
//
// Where in most blocks walks end in different ways, but not at minima, that is chance:
// of what does not agree every second column and row is walked.

#include "field/basin_grid.h"

struct basin_plan {
    struct basin_grid *grid;
    int stride, column, row;    // of the lattice's next cell; 0: that is done
    bool waiting;               // for the coarsest cells, so that they come at once
    int across, down;           // blocks
    uint8_t *trusted;           // of each block
    uint32_t *whole;            // blocks to be walked, as they are found
    size_t capacity;            // of both
    size_t first, end;          // of `whole`, what is left to do
    int pace;                   // 1, or 2 for every second column and row of these
    int inside;                 // next cell of the first of them
    bool looked;                // at blocks, whether they agree
    size_t checked;             // blocks that were gone through, twice; all before that
};                              // zeroed is valid and empty

// Begins with whatever is known of the grid.  False when memory runs out.
bool basin_plan_begin(struct basin_plan *p, struct basin_grid *g);
void basin_plan_free(struct basin_plan *p);             // leaves it empty

// The next cell; false: there is none, for now.
bool basin_plan_next(struct basin_plan *p, int *column, int *row);

// Where it led is in the grid.
void basin_plan_hear(struct basin_plan *p, int column, int row);

// To be asked when there is no next cell and all that were begun have been heard of:
// is there more to do?
bool basin_plan_goes_on(struct basin_plan *p);
