// SPDX-License-Identifier: MIT
#pragma once
// One step of a run in numbers, beside its place on the map: where it is, how steep, the
// rule with its numbers, and what f was promised to change and did.

#include "draw/font.h"
#include "draw/picture.h"
#include "plot/model.h"

// Draws nothing where there is no such step or it is out of the map.
void step_card_draw(struct picture *p, const struct model *m, const struct scene *s,
                    int run, int step, const struct layout *layout,
                    const struct theme *theme, const struct font *font);
