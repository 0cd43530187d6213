// SPDX-License-Identifier: MIT
#pragma once
// Where f at each step stands in its plot: linear, or on a log scale where that says
// more, of f or of what it is above the lowest.

#include "plot/model.h"

struct chart_scale {
    rect plot;                  // empty: it is not drawn
    int steps;                  // along x, at least 1
    bool log;
    double below;               // what is taken off f before its logarithm
    double low, high;           // along y; of the logarithm to base 10 on a log scale
};

// All but the place.
struct chart_scale chart_scale_for(const struct model *m, const struct scene *s);

float chart_scale_x(const struct chart_scale *c, double step);
float chart_scale_y(const struct chart_scale *c, double value);         // of low…high
pt chart_scale_point(const struct chart_scale *c, size_t step, double f);

// The target that a height stands for, rounded to what a pixel can tell.
double chart_scale_target(const struct chart_scale *c, float y);
float chart_scale_target_y(const struct chart_scale *c, double target);   // in the plot
rect chart_scale_handle(const struct chart_scale *c, double target,
                        const struct sizes *sizes);     // at the end of its line

// The first step at which the run is at the target; −1: never.
int chart_scale_arrival(const struct chart_scale *c, const struct path *path,
                        bool ascend, double target);

// The step under a place and the run that is nearest there; −1: none.
int chart_scale_nearest(const struct chart_scale *c, const struct model *m,
                        const struct scene *s, pt at, int *step);
