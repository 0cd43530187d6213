// SPDX-License-Identifier: MIT
#pragma once
// Basins of attraction: every cell of a grid over an area is the start of the same
// descent; where does it end, and after how many steps?  A cell ends as descent_run
// from its middle does, but for those that are guessed, which lie where all around
// ends in one place after about as many steps (basin_plan.h).
//
// The work is done in small slices, coarse cells first.  Results depend neither on the
// slices nor on threads.  To stop, do not go on; to start anew, begin again.

#include "base/pool.h"
#include "field/basin_grid.h"
#include "field/descent.h"

enum { BASIN_MINIMA = 250 };

struct basin_minimum { vec2 at; double f; };

struct basin_work;

struct basins {
    box area;
    struct basin_grid grid;     // the first row on top (y1)
    bool finished;
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

// The same descent over another area, whole cells beside the one before: what is known
// there stays.  False where it is no such area; then nothing has changed.
bool basins_move(struct basins *b, const struct terrain *land, box area);

// Goes on for about `budget` steps of single walks (a million takes some 20 ms), at
// least for a little.  True while there is more to do.
bool basins_work(struct basins *b, long budget, struct pool *pool);
void basins_free(struct basins *b);                     // leaves it empty

// How much of the work is done, by estimate, from 0 to 1; 1 when it is finished.
double basins_part(const struct basins *b);

// The middle of a cell.
vec2 basins_place(const struct basins *b, int column, int row);
