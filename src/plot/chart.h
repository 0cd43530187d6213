// SPDX-License-Identifier: MIT
#pragma once
// f at each step of the runs, one line a run, on a log scale where that says more; where
// not all steps are shown, a line stands at the last that is.  A dashed line is the
// scene's target, and a sentence says who reaches it when.  Or f along the way that was
// walked, between the steps too, and a sentence says how far it was.

#include "plot/chart_scale.h"

struct chart_view {
    double shown;               // so many steps of the runs, INFINITY for all
    int run, step;              // one that is looked at; run −1: none
    bool covered;               // without numbers of f and steps reached
    bool tells;                 // of the only run, which has no card of its own
    int trial;                  // a rate that is pointed at, 1 to 9; 0: none
    bool button;                // in the place of the word at its axis
    bool held;                  // its target is dragged: the scale stays as it is
    struct chart_scale scale;   // out: where all of it is
};

// What goes from left to right, and where that is written; `where` as in chart_draw.
const char *chart_axis_word(const struct scene *s);
rect chart_axis(rect where, const struct scene *s, const struct sizes *sizes,
                const struct font *font);

void chart_draw(struct picture *p, rect where, const struct model *m,
                const struct scene *s, struct chart_view *view,
                const struct theme *theme, const struct sizes *sizes,
                const struct font *font);
