// SPDX-License-Identifier: MIT
#pragma once
// What stands on the basins: a mark at each minimum in its colour, and how far they are
// refined.

#include "draw/font.h"
#include "plot/model.h"

// Where the progress is written best; empty: they are finished.
rect basin_layer_chip(const struct model *m, const struct layout *layout,
                      const struct font *font);

// `progress`: where it is written.
void basin_layer_draw(struct picture *p, const struct model *m, rect progress,
                      const struct theme *theme, const struct layout *layout);
