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

// Ground and marks without notes and numbers, which would be too small to read.
bool layers_draw_small(struct picture *p, const struct model *m,
                       const struct annotation *a, const struct scene *s,
                       const struct layout *layout, const struct font *font);

// All of it, with the strip and the cards; `covered`: without numbers.
bool layers_draw(struct picture *p, const struct model *m, const struct annotation *a,
                 const struct scene *s, const struct layout *layout,
                 const struct font *font, bool covered);
