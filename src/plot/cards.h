// SPDX-License-Identifier: MIT
#pragma once
// What stands beside the map: the numbers of the probe and the slice of f along it, the
// numbers of the runs and f at each of their steps; as many as have room.

#include "plot/model.h"

// `shown`: so many steps of the runs, INFINITY for all.
void cards_draw(struct picture *p, const struct model *m, const struct scene *s,
                double shown, const struct layout *layout, const struct theme *theme,
                const struct font *font);
