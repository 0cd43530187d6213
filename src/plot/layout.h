// SPDX-License-Identifier: MIT
#pragma once
// Where things stand in a picture of a given size.

#include "base/vec.h"
#include "draw/theme.h"
#include "scene/scene.h"

struct layout {
    struct sizes sizes;
    rect strip;                 // the formula; empty when there is none
    rect map;                   // whole pixels
    rect focus;                 // the part of it that the scene's view is fitted to
    rect cards;                 // what stands beside or under the map; empty: nothing
    rect grid;                  // of nine maps, of which `map` is the first; empty: there
                                // is one
    int large;                  // the cell that stands twice as large over its
                                // neighbours, 1 to 9; 0: none
};

enum { LAYOUT_CELLS = 9 };

// `clean`: the strip is a caption of 5u under the map, else 9u above it, and there are
// no cards.
struct layout layout_for(int width, int height, const struct scene *s, bool clean);

// Divides the map into nine cells, if that is what the scene shows.
void layout_divide(struct layout *l, const struct scene *s);

static inline bool layout_has_grid(const struct layout *l)
{
    return l->grid.x1 > l->grid.x0;
}

// The map, or all of them.
static inline rect layout_maps(const struct layout *l)
{
    return layout_has_grid(l) ? l->grid : l->map;
}

// Cells from 0, row by row: with their titles, and their maps; the one at a point, −1:
// none.  `large`: as it stands enlarged.
rect layout_cell(const struct layout *l, int cell, bool large);
rect layout_cell_map(const struct layout *l, int cell, bool large);
int layout_cell_at(const struct layout *l, pt at);

// Where a point of a cell is in the first one, which the model's camera shows.
pt layout_fold(const struct layout *l, int cell, pt at);
