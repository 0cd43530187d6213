// SPDX-License-Identifier: MIT
#pragma once
// Nine small maps side by side: one ground nine times, and in each the path of its rate
// under a line that says which it is and how it does.

#include "draw/font.h"
#include "draw/picture.h"
#include "draw/theme.h"
#include "plot/grid.h"

// What was drawn from item `first` on, the ground of the first cell, for the others too.
void grid_layer_repeat(struct picture *p, size_t first, const struct layout *layout);

// The items of the first cell in a ground that ends with the nine.
struct span { size_t first, last; };
struct span grid_layer_span(const struct picture *ground);

struct grid_view {
    double shown;               // so many steps, INFINITY for all
    int trial;                  // the one that is pointed at, 1 to 9; 0: none
    bool covered;               // without numbers that follow from the scene
    const struct picture *ground;       // for the cell that stands enlarged; may be NULL
};

void grid_layer_draw(struct picture *p, const struct grid *g, const struct model *m,
                     const struct scene *s, const struct layout *layout,
                     const struct theme *theme, const struct font *font,
                     struct grid_view view);
