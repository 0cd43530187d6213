// SPDX-License-Identifier: MIT
#include "draw/blend.h"

#include <stdbool.h>
#include <string.h>

enum { CHUNK = 8, BYTES = CHUNK * 4 };

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

static inline bool opaque_chunk(const rgba *at)
{
    unsigned all = 255;
    for (int i = 0; i < CHUNK; i++)
        all &= at[i].a;
    return all == 255;
}

// Eight opaque pixels move towards eight times one opaque colour.
static inline void mix_chunk(rgba *to, const uint8_t alpha[CHUNK], const uint8_t *color)
{
    uint8_t share[BYTES], bytes[BYTES];
    for (int i = 0; i < CHUNK; i++) {
        uint32_t four = alpha[i] * 0x01010101u;
        memcpy(share + 4 * i, &four, 4);
    }
    memcpy(bytes, to, BYTES);
    for (int i = 0; i < BYTES; i++) {
        uint16_t sum = (uint16_t)(bytes[i] * (255 - share[i]) + color[i] * share[i] + 128);
        bytes[i] = (uint8_t)((uint16_t)(sum + (sum >> 8)) >> 8);
    }
    memcpy(to, bytes, BYTES);
}

static void spread(uint8_t out[BYTES], rgba color)
{
    color.a = 255;
    for (int i = 0; i < CHUNK; i++)
        memcpy(out + 4 * i, &color, 4);
}

static inline void blend_chunk(rgba *to, const uint8_t *mask, rgba color,
                               const uint8_t *colors)
{
    uint8_t alpha[CHUNK];
    for (int i = 0; i < CHUNK; i++)
        alpha[i] = (uint8_t)by_255(mask[i] * color.a);
    if (opaque_chunk(to)) {
        mix_chunk(to, alpha, colors);
        return;
    }
    for (int i = 0; i < CHUNK; i++)
        to[i] = over(to[i], color, alpha[i]);
}

void blend_mask(rgba *to, const uint8_t *mask, int count, rgba color)
{
    uint8_t colors[BYTES];
    spread(colors, color);
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
    for (int i = 0; i < count; i++)
        to[i] = from[i].a == 255 ? from[i] : over(to[i], from[i], from[i].a);
}
