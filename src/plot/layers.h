// SPDX-License-Identifier: MIT
#pragma once
// A model becomes a picture, layer by layer from back to front.

#include "plot/annotation.h"
#include "plot/probe_layer.h"

// What stays when hands play with it: fill, contour lines, arrows, labels.  False when
// memory runs out.
bool layers_draw_ground(struct picture *p, const struct model *m,
                        const struct annotation *a, const struct scene *s,
                        const struct layout *layout);

// What moves: axes, runs, critical points, notes, probe; and the key above them.
bool layers_draw_marks(struct picture *p, const struct model *m,
                       const struct annotation *a, const struct notes *n,
                       const struct scene *s, const struct layout *layout,
                       const struct font *font, struct probe_view view);

struct layers_view {
    double shown;               // so many steps of the runs, INFINITY for all
    bool covered;               // without numbers
    bool small;                 // without notes, numbers, cards and strip, which would be
                                // too small to read
};

// All but the ground: marks or the paths of a grid, cards, the strip.
bool layers_draw_rest(struct picture *p, const struct model *m,
                      const struct annotation *a, const struct notes *n,
                      const struct scene *s, const struct layout *layout,
                      const struct font *font, struct layers_view view);
