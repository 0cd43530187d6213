// SPDX-License-Identifier: MIT
#pragma once
// The filled map: every pixel coloured by the band of levels its value falls into,
// deeper is darker; hatched where f has no value.

#include "base/pool.h"
#include "draw/picture.h"
#include "draw/theme.h"
#include "eval/evaluator.h"
#include "field/levels.h"
#include "field/view.h"
#include "scene/scene.h"

struct bands {
    struct image image;         // as large as the view
    bool undefined;             // an area that can be seen has no value
};                              // zeroed is valid and empty

// `clear`: only what has a meaning of its own is painted, the colours of a ramp and the
// lines of the hatch; the ground is left transparent.
struct band_style { const struct theme *theme; enum fill fill; float u; bool clear; };

// Of the values below the first level (band 0), up to those above the last.
rgba bands_color(const struct levels *levels, struct band_style style, int band);

// Paints the view; reuses the memory of `out`.  `e` needs NEED_F.  False when memory
// runs out.  Poles (±inf) take the outermost bands.
bool bands_paint(struct bands *out, const struct evaluator *e, struct view view,
                 const struct levels *levels, struct band_style style,
                 struct pool *pool);
void bands_free(struct bands *b);
