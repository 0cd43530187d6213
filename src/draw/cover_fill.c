// SPDX-License-Identifier: MIT
#include "draw/cover.h"

#include "draw/blend.h"

#include <string.h>

static inline int least(int a, int b)
{
    return a < b ? a : b;
}

static inline int most(int a, int b)
{
    return a > b ? a : b;
}

// An edge crosses one row from xa to xb and `height` of it (signed): every pixel to its
// right gains that height, the pixels it crosses their share.
static void add_crossing(float *sums, float xa, float xb, float height)
{
    float x0 = lesser(xa, xb), x1 = larger(xa, xb), width = x1 - x0;
    int first = (int)x0, last = (int)x1;
    if (first == last) {
        float right = (x0 + x1) * 0.5f - (float)first;
        sums[first] += height * (1 - right);
        sums[first + 1] += height * right;
        return;
    }
    for (int i = first; i <= last; i++) {
        float from = larger(x0, (float)i), to = lesser(x1, (float)(i + 1));
        float part = height * ((to - from) / width);
        float right = (from + to) * 0.5f - (float)i;
        sums[i] += part * (1 - right);
        sums[i + 1] += part * right;
    }
}

void cover_edge(struct band *band, const struct segment *edge, struct area within)
{
    bool down = edge->a.y < edge->b.y;
    pt a = down ? edge->a : edge->b, b = down ? edge->b : edge->a;
    float slope = (b.x - a.x) / (b.y - a.y), sign = down ? 1 : -1;
    float low = lesser(a.x, b.x), high = larger(a.x, b.x);
    float width = (float)(within.x1 - within.x0);
    int y0 = most(most(band->y0, within.y0), (int)a.y);
    int y1 = least(least(band->y1, within.y1), (int)b.y + 1);
    for (int y = y0; y < y1; y++) {
        float from = larger((float)y, a.y), to = lesser((float)(y + 1), b.y);
        if (!(to > from))
            continue;
        float xa = lesser(larger(a.x + (from - a.y) * slope, low), high);
        float xb = lesser(larger(a.x + (to - a.y) * slope, low), high);
        xa = lesser(larger(xa - (float)within.x0, 0), width);
        xb = lesser(larger(xb - (float)within.x0, 0), width);
        add_crossing(band->sums + (size_t)(y - band->y0) * (size_t)band->stride, xa, xb,
                     (to - from) * sign);
    }
}

static uint8_t cover_of(float sum)
{
    return (uint8_t)(lesser(fabsf(sum), 1) * 255 + 0.5f);
}

// How many sums from the first on are zero, counted in whole blocks: there the
// coverage does not change.
static int count_flat(const float *sums, int count)
{
    enum { BLOCK = 16 };
    int flat = 0;
    for (; flat + BLOCK <= count; flat += BLOCK) {
        float some = 0;
        for (int i = 0; i < BLOCK; i++)
            some += fabsf(sums[flat + i]);
        if (some != 0)
            break;
    }
    return flat;
}

static void paint_evenly(struct band *band, rgba *to, int count, uint8_t cover,
                         rgba color)
{
    if (cover == 255)
        blend_flat(to, count, color);
    else if (cover) {
        memset(band->mask, cover, (size_t)count);
        blend_mask(to, band->mask, count, color);
        memset(band->mask, 0, (size_t)count);
    }
}

// Paints one row from its sums and clears them.
static void paint_sums(struct band *band, float *sums, rgba *row, int width, rgba color)
{
    enum { PIECE = 32 };
    float sum = 0;
    for (int x = 0; x < width;) {
        int flat = count_flat(sums + x, width - x);
        if (flat)
            paint_evenly(band, row + x, flat, cover_of(sum), color);
        x += flat;
        int piece = least(PIECE, width - x);
        for (int i = 0; i < piece; i++) {
            sum += sums[x + i];
            sums[x + i] = 0;
            band->mask[i] = cover_of(sum);
        }
        blend_mask(row + x, band->mask, piece, color);
        memset(band->mask, 0, (size_t)piece);
        x += piece;
    }
    sums[width] = sums[width + 1] = 0;
}

void cover_paint_polygon(struct band *band, rgba color, struct area within)
{
    int y1 = least(band->y1, within.y1);
    for (int y = most(band->y0, within.y0); y < y1; y++)
        paint_sums(band, band->sums + (size_t)(y - band->y0) * (size_t)band->stride,
                   band->pixels + (size_t)y * (size_t)band->width + within.x0,
                   within.x1 - within.x0, color);
}

static float overlap(float low, float high, int cell)
{
    float from = larger(low, (float)cell), to = lesser(high, (float)(cell + 1));
    return larger(to - from, 0);
}

static void paint_span(rgba *row, int first, int end, float share, rgba color)
{
    uint8_t cover = (uint8_t)(share * 255 + 0.5f);
    if (first >= end || cover == 0)
        return;
    color.a = (uint8_t)((color.a * cover + 127) / 255);
    blend_flat(row + first, end - first, color);
}

void cover_paint_box(struct band *band, rect r, rgba color, struct area within)
{
    int y1 = least(band->y1, within.y1);
    int full0 = (int)ceilf(r.x0), full1 = (int)r.x1;
    for (int y = most(band->y0, within.y0); y < y1; y++) {
        rgba *row = band->pixels + (size_t)y * (size_t)band->width;
        float height = overlap(r.y0, r.y1, y);
        if (full0 > within.x0)
            paint_span(row, full0 - 1, full0, height * overlap(r.x0, r.x1, full0 - 1),
                       color);
        paint_span(row, most(full0, within.x0), least(full1, within.x1), height, color);
        if (full1 >= full0 && full1 < within.x1)
            paint_span(row, full1, full1 + 1, height * overlap(r.x0, r.x1, full1), color);
    }
}
