// SPDX-License-Identifier: MIT
#pragma once
// Where everything stands in a window of a given size: bars, map, timeline, rail.  All of
// it follows from the size, the type's size and what is open; sizes go by u, a hundredth
// of the height, or of the width where the window is narrow.

#include "plot/layout.h"

struct screen {
    struct layout layout;       // sizes, map and what of it the view is fitted to
    rect top, bottom, rail, timeline;   // empty: not there
    rect formula, sentence;     // the box, and where on the map things are told
    rect gallery, help;
    rect back, play, step, lead, slider, rate, method, clear;
    bool below;                 // the rail is under the map
    rect controls;              // in the rail, above the cards
    float control;              // height of a row there
};

// `rail`: it is open, with so many rows of sliders; −1: it is not.  `runs`: there is
// something to play and to clear.
struct screen screen_for(pt size, const struct scene *s, int rail, bool runs);
