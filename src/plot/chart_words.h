// SPDX-License-Identifier: MIT
#pragma once
// What is written above the plot of f at each step: what it is, the run where no card of
// its own tells it, and who reaches the target when.

#include "plot/card.h"
#include "plot/chart_scale.h"

// From the top of the card on, as many lines as leave room for the plot.  `tells`: of the
// only run, of which so many steps are shown.  Returns where the plot may begin.
float chart_words_write(struct card *c, const struct chart_scale *scale,
                        const struct model *m, const struct scene *s, bool tells,
                        double shown);
