// SPDX-License-Identifier: MIT
#pragma once
// The runs and the critical points on the map.

#include "plot/notes.h"

void run_layer_draw(struct picture *p, const struct notes *n, const struct scene *s,
                    const struct theme *theme, const struct sizes *sizes);

// One path with its steps, its end and the ring of its start, as run `run`.
void run_layer_trail(struct picture *p, const struct trail *t, int run,
                     const struct theme *theme, const struct sizes *sizes);

// Marks by kind, and curves of critical points as dashed lines.
void flat_layer_draw(struct picture *p, const struct model *m, const struct notes *n,
                     const struct scene *s, const struct theme *theme,
                     const struct sizes *sizes);
