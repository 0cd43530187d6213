// SPDX-License-Identifier: MIT
#pragma once
// All that is written on the map and where, decided before anything is drawn so that
// nothing overlaps: the numbers of the axes, the key, what is noted about runs and
// critical points, the labels on contour lines.

#include "field/label.h"
#include "plot/axes.h"
#include "plot/key.h"
#include "plot/notes.h"

struct annotation {
    struct axes axes;
    struct key key;
    rect progress;              // where that of basins is written; empty: nowhere
    struct notes notes;
    struct labels labels;
    uint64_t stamp;             // of what the labels were placed for
};                              // zeroed is valid and empty

// For the runs with all their steps.  False when memory runs out.
bool annotation_update(struct annotation *a, const struct model *m,
                       const struct scene *s, const struct layout *layout,
                       const struct font *font, bool clean);
void annotation_free(struct annotation *a);

// Boxes of all that is written but the notes, which keep out of them, in the coordinates
// of the picture.  Returns how many.
enum { ANNOTATION_BOXES = AXES_TICKS + 2 + 160 };
int annotation_boxes(const struct annotation *a, rect map, rect out[ANNOTATION_BOXES]);

// What stands on the line of a level: its round number.  Returns `out`.
const char *annotation_level(char out[40], const struct levels *levels, int level);
