// SPDX-License-Identifier: MIT
#pragma once
// Words beside points of the map that move with the hand: never over other words, off the
// lines where there is room, left out where there is none.

#include "plot/annotation.h"

enum { BESIDE_BOXES = AXES_TICKS + NOTES_MOST + 16, BESIDE_LINES = 512 };

struct beside {
    struct picture *picture;
    const struct font *font;
    const struct sizes *sizes;
    rgba color, ground;         // of the words, of their halo
    rect map;
    rect box[BESIDE_BOXES];     // what is written already
    int boxes;
    struct stroke line[BESIDE_LINES];   // what is better not covered
    int lines;
    const struct labels *labels;        // on contour lines: the same
};

// Nothing is written yet but what the annotation, the notes and `hint` say.
void beside_begin(struct beside *b, rect map, const struct annotation *a,
                  const struct notes *n, rect hint);
void beside_keep_off(struct beside *b, pt from, pt to);
void beside_keep_off_circle(struct beside *b, pt centre, float radius);

// Words may have several lines.  `outward` is where the words would best be, seen from the point.  False: no room.
bool beside_write(struct beside *b, pt at, pt outward, float size, enum face face,
                  const char *words);
