// SPDX-License-Identifier: MIT
#pragma once
// The sweep: the region is halved again and again, level by level, and what intervals
// show to hold no critical point is left behind.

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

// `strict`: a gradient that seems to be zero on a line has to be so all over the box,
// as where f saturates it is zero to rounding only.  False: out of memory.
bool sweep_run(struct sweep *out, const struct search *s, bool strict);
void sweep_free(struct sweep *w);
