// SPDX-License-Identifier: MIT
#pragma once
// f at each step of the runs, one line a run, on a log scale where that says more.

#include "plot/model.h"

void chart_draw(struct picture *p, rect where, const struct model *m,
                const struct scene *s, const struct theme *theme,
                const struct sizes *sizes, const struct font *font);
