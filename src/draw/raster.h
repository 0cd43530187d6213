// SPDX-License-Identifier: MIT
#pragma once
// A picture becomes pixels, by exact coverage: bands of rows shared by threads, the
// same bytes whatever their number.  Blending is in sRGB space.

#include "base/pool.h"
#include "draw/image.h"
#include "draw/picture.h"

// Draws onto `out` (already width × height and painted with a background), `scale`
// pixels a screen point.  False when memory runs out.
bool raster(struct image *out, const struct picture *p, float scale,
            const struct font *font, struct pool *pool);
