// SPDX-License-Identifier: MIT
#pragma once
// Critical points as marks of the map: which one is meant, what is written of it and the
// ticks that show how f bends there.

#include "plot/model.h"

// The point of model.critical next to a place of the map (a curve counts by its middle);
// NULL: the scene shows none.
const struct critical_point *flat_nearest(const struct model *m, const struct scene *s,
                                          vec2 at);
// The one whose mark, `size` pixels wide, is under the pointer; NULL: none is.
const struct critical_point *flat_under(const struct model *m, const struct scene *s,
                                        pt pointer, float size);

// "▼ minimum"; a star instead where the scene wants it so.
const char *flat_words(enum critical_kind kind, enum flat_points shown);

// Along an eigenvector of the Hessian, to both sides of the mark: longer where f bends
// more, among the points that are shown.  There are none where it does not bend.
struct flat_tick {
    pt from[2], to[2];
    bool down;                  // λ < 0: f bends down that way
};

// At most two, none beside stars; `size` is that of the mark.
int flat_ticks(const struct model *m, const struct scene *s,
               const struct critical_point *c, float size, struct flat_tick out[2]);

// What is left of f by rounding alone is 0.
double flat_value(const struct model *m, const struct critical_point *c);
