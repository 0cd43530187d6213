// SPDX-License-Identifier: MIT
#pragma once
// A path as the screen shows it: its line cut to the map, its steps thinned until they
// stand apart, the place where it leaves for good.

#include "base/array.h"
#include "field/descent.h"
#include "plot/camera.h"

struct trail_dot { int step; pt at; bool old; };        // old: drawn at half the size

struct trail {
    struct { pt *at; size_t count, capacity; bool failed; } points;
    struct { size_t *at; size_t count, capacity; bool failed; } ends;
                                // piece i is points[ends[i − 1] .. ends[i])
    struct { struct trail_dot *at; size_t count, capacity; bool failed; } dots;
                                // by step; the start and the end are none of them
    struct { int *at; size_t count, capacity; bool failed; } cells;     // room to work
    bool starts, ends_here;     // the start, the last step shown is in the map
    bool whole;                 // all of the path is shown
    pt start, end;
    bool enters;                // it comes from out of the map, and where
    pt entry;
    bool leaves;                // the last step is out of the map
    pt exit, exit_way;          // where it crossed the border last, a unit vector
};                              // zeroed is valid and empty

// The path from row `first` on, up to `shown` steps, a part of a step too; INFINITY: all
// of it.  `dot`: the diameter of a step's mark in pixels.  False when memory runs out.
bool trail_make(struct trail *t, const struct path *path, int first, double shown,
                const struct camera *c, float dot);
// The mark of a trail that is farthest from all others.  False: none is `least` away.
bool trail_aside(const struct trail *trails, int count, int which, float least, pt *out);
void trail_free(struct trail *t);                       // leaves it empty
