// SPDX-License-Identifier: MIT
#pragma once
// One level of the sweep: its open boxes, all of one size, and which of them hang
// together; and what has been found so far.

#include "field/critical_work.h"

struct critical_root { vec2 at; box only; bool proved; };   // the only one in that box
struct critical_seed { vec2 at, reach; };           // on a line of critical points

struct sweep {
    struct { struct critical_root *at; size_t count, capacity; bool failed; } roots;
    struct { struct critical_seed *at; size_t count, capacity; bool failed; } seeds;
    struct { box *at; size_t count, capacity; bool failed; } specks;    // not resolved
    struct { box *at; size_t count, capacity; bool failed; } plains;    // f is constant
    size_t boxes;               // looked at
    bool finished;              // within the budget
    bool skipped;               // lines of kinks or jumps were left out
    bool faded;                 // some seed was not on a line after all
};                              // zeroed is valid and empty

// `rough`: f may have kinks there.  `tall`, `wide`: nearly all that is unknown of the
// gradient comes from the extent in y, or in x.
struct open_cell { uint64_t i, j; bool rough, tall, wide; uint32_t group; };

struct open_cells { struct open_cell *at; size_t count, capacity; bool failed; };

struct level {
    const struct search *search;
    struct sweep *sweep;
    struct open_cells open;
    int depth;                  // cuts both ways so far
    int extra;                  // cuts one way
    vec2 side;                  // of a box
    double steepest;            // bound of the gradient; 0 if there is none
    bool strict;                // see sweep_run
};

box level_box(const struct level *l, uint64_t i, uint64_t j);

// Sorts the open boxes by group, row and column, groups being numbered from 0 and made
// of neighbours (corners count).  Memory running out is remembered (`failed`).
void level_group(struct level *l);
