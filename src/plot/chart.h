// SPDX-License-Identifier: MIT
#pragma once
// f at each step of the runs, one line a run, on a log scale where that says more; where
// not all steps are shown, a line stands at the last that is.

#include "plot/model.h"

void chart_draw(struct picture *p, rect where, const struct model *m,
                const struct scene *s, double shown, const struct theme *theme,
                const struct sizes *sizes, const struct font *font);
