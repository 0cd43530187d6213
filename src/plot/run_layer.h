// SPDX-License-Identifier: MIT
#pragma once
// The runs and the critical points on the map.

#include "plot/notes.h"

void run_layer_draw(struct picture *p, const struct notes *n, const struct scene *s,
                    const struct theme *theme, const struct sizes *sizes);

// Marks by kind, and curves of critical points as dashed lines.
void flat_layer_draw(struct picture *p, const struct model *m, const struct notes *n,
                     const struct scene *s, const struct theme *theme,
                     const struct sizes *sizes);
