// SPDX-License-Identifier: MIT
#pragma once
// Where f at each step stands in its plot: linear, or on a log scale where that says
// more, of f or of what it is above the lowest.  From left to right go the steps, or the
// way that was walked: then it is linear, a slice through the hills.  In a race the
// target is measured from the bottom that its start leads to, else from what the runs
// came to.

#include "base/number.h"
#include "plot/model.h"

struct chart_scale {
    rect plot;                  // empty: it is not drawn
    bool walked;                // along x: the way, not the steps
    double end;                 // along x, > 0
    bool log;
    double below;               // what is taken off f before its logarithm
    double low, high;           // along y; of the logarithm to base 10 on a log scale
    struct aim aim;             // what the target is measured from
};

// All but the place.
struct chart_scale chart_scale_for(const struct model *m, const struct scene *s);

// Of a row of the path: its step, or how far the path is there.
double chart_scale_along(const struct chart_scale *c, const struct path *path, size_t k);

float chart_scale_x(const struct chart_scale *c, double along);
float chart_scale_y(const struct chart_scale *c, double value);         // of low…high
pt chart_scale_point(const struct chart_scale *c, double along, double f);
pt chart_scale_row(const struct chart_scale *c, const struct path *path, size_t k);

// The row next to a place along x; the path is not empty.
size_t chart_scale_row_at(const struct chart_scale *c, const struct path *path,
                          double along);
double chart_scale_along_at(const struct chart_scale *c, float x);      // 0 to end

// The target that a height stands for, rounded to what a pixel can tell.
double chart_scale_target(const struct chart_scale *c, float y);
float chart_scale_target_y(const struct chart_scale *c, double target);   // in the plot
bool chart_scale_shows_target(const struct chart_scale *c, double target);

// The target as the plot has it: "0.001" above what is taken off, else the value of f.
void chart_scale_name_target(const struct chart_scale *c, double target,
                             char out[NUMBER_TEXT]);
rect chart_scale_handle(const struct chart_scale *c, double target,
                        const struct sizes *sizes);     // at the end of its line

// The first step at which the run is at the target; −1: never.
int chart_scale_arrival(const struct chart_scale *c, const struct path *path,
                        double target);

// The run that is nearest to a place, and its step there; −1: none.
int chart_scale_nearest(const struct chart_scale *c, const struct model *m,
                        const struct scene *s, pt at, int *step);
