// SPDX-License-Identifier: MIT
#pragma once
// What stands beside the map when there are runs: their numbers, and f at each step.

#include "plot/model.h"

void cards_draw(struct picture *p, const struct model *m, const struct scene *s,
                const struct layout *layout, const struct theme *theme,
                const struct font *font);
