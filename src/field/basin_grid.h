// SPDX-License-Identifier: MIT
#pragma once
// The cells of a map of basins.  Coarse ones among them are every 2nd, 4th … 64th column
// and row of a lattice, which need not begin at the first cell.
//
// A block lies between four neighbours of the lattice of every 4th.  Where these agree,
// what lies between them may be guessed.

#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BASIN_COARSEST = 64, BASIN_BLOCK = 4 };

enum basin_fate {
    BASIN_UNKNOWN,              // not yet
    BASIN_MINIMUM,              // reaches a minimum (climbing: a maximum)
    BASIN_FLAT,                 // rests where it is flat, not shown to be one
    BASIN_DIVERGED,
    BASIN_LEFT,                 // comes to where f has no value
    BASIN_UNDECIDED             // none of these within the steps
};

struct basin_cell {
    uint8_t fate;
    uint8_t minimum;            // which one; BASIN_MINIMA for any beyond so many
    uint16_t steps : 15;
    uint16_t guessed : 1;       // from its neighbours
};

struct basin_grid {
    int columns, rows;
    int left, top;              // of the lattice, cut off before the first cell
    int grain;                  // only every so many columns and rows have been begun
    struct basin_cell *cell;    // row by row
    size_t capacity;
    size_t known;
};

// Nothing is known any more.  False when memory runs out.
bool basin_grid_fit(struct basin_grid *g, int columns, int rows);
void basin_grid_free(struct basin_grid *g);             // leaves it empty

// What was seen there is so many columns and rows to the left and up now; what comes in
// is not known.
void basin_grid_shift(struct basin_grid *g, int columns, int rows);

struct basin_cell *basin_grid_at(const struct basin_grid *g, int column, int row);

// The finest known cell that stands for this one; unknown where there is none yet.
struct basin_cell basin_grid_seen(const struct basin_grid *g, int column, int row);

// Is there a step of that length of the lattice?
static inline bool basin_grid_on(const struct basin_grid *g, int column, int row, int step)
{
    return (column + g->left) % step == 0 && (row + g->top) % step == 0;
}

// Does one tell what the other is?  The same end, and about as many steps to it.
bool basin_cell_like(struct basin_cell a, struct basin_cell b);

// The first cell of the block of this one, and whether all its corners are in the grid
// and agree.
struct basin_corner { int column, row; };
struct basin_corner basin_grid_corner(const struct basin_grid *g, int column, int row);
bool basin_grid_agrees(const struct basin_grid *g, struct basin_corner block);

// Do its corners end in different ways, none of them at a minimum?
bool basin_grid_scatters(const struct basin_grid *g, struct basin_corner block);

// What a cell of a block that agrees should be.
struct basin_cell basin_grid_guess(const struct basin_grid *g, int column, int row);
