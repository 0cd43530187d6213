// SPDX-License-Identifier: MIT
#pragma once
// Where the numbers on contour lines go: upright, inside, apart, on a straight enough
// piece of their own line and clear of every other.  Screen coordinates, y down.

#include "field/contour.h"

struct label {
    uint16_t level;             // index into the levels
    uint32_t line;              // index into contours.lines
    pt at;                      // centre of the text, on the line
    float angle;                // radians, counter-clockwise on screen, in (−π/2, π/2]
    float width, height;        // of its box, in pixels, unrotated
    double from, to;            // arc length along the line, in pixels, hidden by the
                                // box; on a closed line perhaps a turn out of range
};

// Whether the point is in the label's box, or within so many pixels of it.
bool label_covers(const struct label *l, pt at, float within);

struct labels { struct label *at; size_t count, capacity; bool failed; };

struct stroke { pt from, to; };  // a straight mark on the screen, in pixels of the view

struct label_rules {
    const float *width;         // text width of each level in pixels; 0: never labelled
    float em;                   // of the text, in pixels
    float spacing;              // least distance of two labels of one level, in pixels
    float apart;                // least distance of any two label boxes, in pixels
    rect middle;                // labels like to stand about its centre; empty: the view
    const bool *hidden;         // of each contour point: the segment from there is not
                                // drawn; NULL: all are
    const rect *keep_out;       // boxes (key, ticks, captions) that labels avoid
    int keep_outs;
    const struct stroke *avoid; // marks (arrows) that labels keep off where they can
    int avoids;
    float off;                  // how far they keep off
};

// Places labels on the lines (see contours.md 3.5).  The contours are in world
// coordinates and are mapped onto the view's pixels.  Deterministic.
bool labels_place(struct labels *out, const struct contours *c,
                  const struct levels *levels, struct view view,
                  const struct label_rules *rules);
