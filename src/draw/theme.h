// SPDX-License-Identifier: MIT
#pragma once
// Colours and sizes of everything that is drawn.  Colours: WCAG contrast of text is at
// least 7:1 and of marks 3:1 on every surface they may stand on (a test recomputes it).
// Sizes follow from the height of the picture alone: u is one hundredth of it.

#include "draw/color.h"

#include <stdbool.h>

enum { THEME_RUNS = 5 };

struct theme {
    rgba plot_hi, plot_lo;      // the highest and the deepest band
    rgba panel, card;
    rgba text, text2;
    rgba contour_minor, contour_major;
    rgba arrow, axis, grid;
    rgba ink, blue;             // ∇f and level curve; u and D_u f
    rgba run[THEME_RUNS];       // A–E
    rgba accent, ok, warn, error;       // words on panel and card
    rgba button, track, focus;  // under a label; of a slider or field; the focus ring
};

extern const struct theme theme_light, theme_dark;

// What the halo of a mark or a text on the map is made of: the end of the bands that
// stands out against the ink.
rgba theme_ground(const struct theme *theme);

struct sizes {
    float u;                    // pixels
    float t1, t2, t3;           // em of formula, readouts, ticks and labels
    float minor, major;         // contour lines
    float shaft, head_length, head_width;
    float halo;                 // each side
    float path, dot, ring, ball;        // a run: line; diameters of a step's mark, the
                                // start's ring, the last step
    float flat;                 // diameter of a critical point's mark
    float button;               // height of a button or a field
    float radius;               // of its corners
    float handle, knob;         // diameters: to grab on the map, of a slider
    float grab;                 // of the place where a press takes hold of them
    float focus, focus_gap;     // the focus ring: its line, from there to the widget
};

// Sizes in pixels for a picture `height` pixels high.  Lines that carry information
// are never thinner than 1.5 px, text never smaller than 11 px.
struct sizes sizes_for(float height, bool projector);
