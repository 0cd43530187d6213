// SPDX-License-Identifier: MIT
#pragma once
// The line of a path in the plot of f, with a gap where f has no value.

#include "plot/chart_scale.h"

// From row `first` on; on the way that was walked, f between the steps is `value`'s.
void chart_line_draw(struct picture *p, const struct chart_scale *at,
                     const struct path *path, size_t first,
                     const struct evaluator *value, struct pen pen);
