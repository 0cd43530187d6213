// SPDX-License-Identifier: MIT
#pragma once
// Basins of attraction: every cell of a grid over an area is the start of the same
// descent; where does it end, and after how many steps?  A cell ends as descent_run
// from its middle does.
//
// The work is done in small slices, coarse cells first.  Results depend neither on the
// slices nor on threads.  To stop, do not go on; to start anew, begin again.

#include "base/pool.h"
#include "field/descent.h"

#include <stdint.h>

enum { BASIN_COARSEST = 32, BASIN_MINIMA = 250 };

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
    uint16_t steps;
};

struct basin_minimum { vec2 at; double f; size_t cells; };

struct basin_work;

struct basins {
    box area;
    int columns, rows;
    struct basin_cell *cell;    // row by row, the first one on top (y1)
    size_t capacity;            // of cell
    size_t done;                // cells known, of columns·rows
    int grain;                  // only every so many columns and rows have been begun
    struct { struct basin_minimum *at; size_t count, capacity; bool failed; } minima;
                                // in the order found; coarse cells find most of them
    long steps_most;            // of the cells that reach a minimum, for the shade
    struct basin_work *work;    // what is on its way
};                              // zeroed is valid and empty

// Forgets what was known, keeps the memory.  The descent is copied, d.start and d.exact
// do not matter; the terrain's evaluators must live while there is work.  False when
// memory runs out: then there are no cells.
// Nothing is allocated after that.
bool basins_begin(struct basins *b, const struct descent *d, const struct terrain *land,
                  box area, int columns, int rows);

// Goes on for about `budget` steps of single walks (a million takes some 20 ms), at
// least for a little.  True while there is more to do.
bool basins_work(struct basins *b, long budget, struct pool *pool);
void basins_free(struct basins *b);                     // leaves it empty

// The middle of a cell.
vec2 basins_place(const struct basins *b, int column, int row);

// The finest known cell that stands for this one; unknown where there is none yet.
struct basin_cell basins_at(const struct basins *b, int column, int row);
