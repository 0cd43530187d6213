// SPDX-License-Identifier: MIT
#include "draw/blend.h"

#include <stdbool.h>
#include <string.h>

enum { CHUNK = 8 };

static inline unsigned by_255(unsigned v)
{
    v += 128;
    return (v + (v >> 8)) >> 8;
}

static inline uint8_t channel(unsigned s, unsigned a, unsigned d, unsigned rest, unsigned sum)
{
    return (uint8_t)((s * a + d * rest + sum / 2) / sum);
}

// Porter and Duff's over for straight alpha: weights in units of 1/255².
static inline rgba over(rgba d, rgba s, unsigned a)
{
    unsigned rest = d.a * (255 - a), sum = a * 255 + rest;
    if (sum == 0)
        return d;
    a *= 255;
    return (rgba){channel(s.r, a, d.r, rest, sum), channel(s.g, a, d.g, rest, sum),
                  channel(s.b, a, d.b, rest, sum), (uint8_t)by_255(sum)};
}

// Four pixels at a time as vectors of the compiler's: in words of 16 bits a channel
// times a share fits, two of the four channels in each.
typedef uint8_t bytes4 __attribute__((vector_size(4)));
typedef uint32_t pixels4 __attribute__((vector_size(16)));
typedef uint16_t words8 __attribute__((vector_size(16)));

static inline pixels4 pixels_at(const void *from)
{
    pixels4 p;
    memcpy(&p, from, sizeof p);
    return p;
}

static inline bool opaque(const rgba *at)
{
    const rgba alpha[2] = {{0, 0, 0, 255}, {0, 0, 0, 255}};
    uint64_t two[CHUNK / 2], mask;
    memcpy(two, at, sizeof two);
    memcpy(&mask, alpha, sizeof mask);
    return (two[0] & two[1] & two[2] & two[3] & mask) == mask;
}

static inline words8 by_255_all(words8 v)
{
    v += 128;
    return (v + (v >> 8)) >> 8;
}

static inline words8 mixed(pixels4 from, pixels4 to, words8 share)
{
    return by_255_all((words8)from * (255 - share) + (words8)to * share);
}

// Opaque pixels move towards an opaque colour, each by its share of 255.
static inline pixels4 mix_pixels(pixels4 from, pixels4 to, words8 share)
{
    const uint32_t half = 0x00ff00ff;
    pixels4 even = (pixels4)mixed(from & half, to & half, share);
    pixels4 odd = (pixels4)mixed(from >> 8 & half, to >> 8 & half, share);
    return even | odd << 8;
}

static inline void blend_chunk(rgba *to, const uint8_t *mask, rgba color, pixels4 colors)
{
    if (!opaque(to)) {
        for (int i = 0; i < CHUNK; i++)
            to[i] = over(to[i], color, by_255(mask[i] * color.a));
        return;
    }
    for (int i = 0; i < CHUNK; i += 4) {
        bytes4 bytes;
        memcpy(&bytes, mask + i, sizeof bytes);
        pixels4 shares = __builtin_convertvector(bytes, pixels4);
        words8 share = by_255_all((words8)(shares | shares << 16) * color.a);
        pixels4 out = mix_pixels(pixels_at(to + i), colors, share);
        memcpy(to + i, &out, sizeof out);
    }
}

static inline pixels4 spread(rgba color)
{
    uint32_t bits;
    color.a = 255;
    memcpy(&bits, &color, sizeof bits);
    return (pixels4){0} + bits;
}

void blend_mask(rgba *to, const uint8_t *mask, int count, rgba color)
{
    pixels4 colors = spread(color);
    int i = 0;
    for (; i + CHUNK <= count; i += CHUNK) {
        uint64_t any;
        memcpy(&any, mask + i, sizeof any);
        if (any)
            blend_chunk(to + i, mask + i, color, colors);
    }
    for (; i < count; i++)
        if (mask[i])
            to[i] = over(to[i], color, by_255(mask[i] * color.a));
}

void blend_flat(rgba *to, int count, rgba color)
{
    if (color.a == 255) {
        for (int i = 0; i < count; i++)
            to[i] = color;
        return;
    }
    uint8_t mask[64];
    memset(mask, 255, sizeof mask);
    for (int done = 0; done < count; done += (int)sizeof mask) {
        int left = count - done;
        blend_mask(to + done, mask, left < (int)sizeof mask ? left : (int)sizeof mask,
                   color);
    }
}

void blend_row(rgba *to, const rgba *from, int count)
{
    int i = 0;
    for (; i + CHUNK <= count; i += CHUNK) {
        if (opaque(from + i))
            memcpy(to + i, from + i, CHUNK * sizeof *to);
        else
            for (int k = i; k < i + CHUNK; k++)
                to[k] = over(to[k], from[k], from[k].a);
    }
    for (; i < count; i++)
        to[i] = over(to[i], from[i], from[i].a);
}
