// SPDX-License-Identifier: MIT
#pragma once
// A picture becomes pixels, by exact coverage: bands of rows shared by threads, the
// same bytes whatever their number.  Blending is in sRGB space.

#include "base/pool.h"
#include "draw/cover.h"
#include "draw/image.h"
#include "draw/picture.h"

// What a rasterizer works in, kept from picture to picture so that nothing is allocated
// once it is large enough.
struct rasterizer;
struct rasterizer *rasterizer_open(void);               // NULL: out of memory
void rasterizer_close(struct rasterizer *r);            // NULL is fine

// Draws what lies within `where` (pixels) onto `out`, already width × height, `scale`
// pixels a screen point; the rest of `out` is left alone.  False when memory runs out.
bool rasterize(struct rasterizer *r, struct image *out, struct area where,
               const struct picture *p, float scale, const struct font *font,
               struct pool *pool);

// The same once, for all of `out`.
bool raster(struct image *out, const struct picture *p, float scale,
            const struct font *font, struct pool *pool);
