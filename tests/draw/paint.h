// SPDX-License-Identifier: MIT
#pragma once
// What the tests of drawing share: numbers by chance that come again, and a picture on
// paper of one colour.

#include "draw/raster.h"
#include "fake_font.h"

#include <stdlib.h>

struct chance { uint64_t state; };

static inline struct chance chance_from(uint64_t seed)
{
    return (struct chance){seed * 0x9e3779b97f4a7c15u + 1};
}

static inline double chance_next(struct chance *c)      // 0…1 (xorshift64*)
{
    c->state ^= c->state >> 12;
    c->state ^= c->state << 25;
    c->state ^= c->state >> 27;
    return (double)((c->state * 0x2545f4914f6cdd1du) >> 11) * 0x1p-53;
}

static inline float chance_between(struct chance *c, double least, double most)
{
    return (float)(least + (most - least) * chance_next(c));
}

static inline bool paint(struct image *out, const struct picture *p, int width, int height,
                         float scale, rgba paper, struct pool *pool)
{
    return image_make(out, width, height, paper) && raster(out, p, scale, &fake_font, pool);
}
