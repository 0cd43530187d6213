// SPDX-License-Identifier: MIT
#pragma once
// What stands beside the map: the numbers of the probe and the slice of f along it, the
// numbers of the runs and f at each of their steps; as many as have room.

#include "plot/card.h"
#include "plot/chart.h"
#include "plot/column.h"

// What a person looks at in the cards.
struct card_view {
    struct chart_view chart;    // f at each step; how much of the runs is shown
    double secant;              // h of a secant of the slice, 0: none
    bool probe_first;           // where there is little room
    bool covered;               // without the numbers that follow from the scene
    bool buttons;               // room for buttons is kept free
    bool opened;                // the box of the method in the step that is inspected
    int trial;                  // the rate that is pointed at, 1 to 9; 0: none
};

// Where its plot of f is in its card.
rect cards_plot(const struct card *c);

void cards_draw(struct picture *p, const struct model *m, const struct scene *s,
                struct card_view *view, const struct layout *layout,
                const struct theme *theme, const struct font *font);
