// SPDX-License-Identifier: MIT
#include "draw/cover.h"

#include "draw/blend.h"

#include <string.h>

enum { LANES = 8 };

int band_stride(int width)
{
    return (width + LANES + CELL - 1) / CELL * CELL;
}

int band_words(int stride)
{
    return (stride / CELL + 63) / 64;
}

static const float widest_pixel = 0.7072f;  // from its centre to a corner

// Half planes whose edge lies across the direction (x, y): m the larger, n the smaller
// of |x| and |y|, k = 1 / 2mn.  Their length scales with the distances to the edge.
struct slant { float m, n, k; };

static inline struct slant slant_of(float x, float y)
{
    x = fabsf(x);
    y = fabsf(y);
    float m = x > y ? x : y, n = x > y ? y : x;
    m = m > 1e-6f ? m : 1e-6f;
    n = n > 1e-3f * m ? n : 1e-3f * m;
    return (struct slant){m, n, 1 / (2 * m * n)};
}

// The share of a unit pixel that lies in a half plane whose edge is `d` past its
// centre: nothing, then a triangle, a trapezoid, and the same mirrored.
static inline float share(float d, struct slant s)
{
    float far = (s.m + s.n) * 0.5f, near = (s.m - s.n) * 0.5f, x = fabsf(d);
    x = x < far ? x : far;
    float triangle = (far - x) * (far - x) * s.k, trapezoid = 0.5f - x * (2 * s.n * s.k);
    float c = x <= near ? trapezoid : triangle;
    return d > 0 ? 1 - c : c;
}

// A segment as its pixels see it: a unit direction and how far along it counts.
struct ray {
    pt start, direction;
    float length, radius, full; // full: what complete cover is, at most 255
    float from, to;             // beyond these the distance is to the end
    struct slant slant;         // of its sides
    int flats;
    struct { pt at, out; struct slant slant; } flat[2];
};

static void add_flat(struct ray *ray, const struct segments *segments, uint32_t flat)
{
    if (!flat)
        return;
    struct flat f = segments->flats.at[flat - 1];
    ray->flat[ray->flats].at = f.at;
    ray->flat[ray->flats].out = f.out;
    ray->flat[ray->flats++].slant = slant_of(f.out.x, f.out.y);
}

static struct ray ray_of(const struct segments *segments, size_t i, struct brush brush)
{
    const struct segment *s = &segments->at[i];
    float dx = s->b.x - s->a.x, dy = s->b.y - s->a.y;
    float length = sqrtf(dx * dx + dy * dy), endless = 1e9f;
    struct ray ray = {.start = s->a, .direction = {1, 0}, .length = length,
                      .radius = brush.radius, .full = brush.strength * 255,
                      .from = s->butt_a ? -endless : 0,
                      .to = s->butt_b ? endless : length};
    if (length > 0)
        ray.direction = (pt){dx / length, dy / length};
    ray.slant = slant_of(ray.direction.x, ray.direction.y);
    add_flat(&ray, segments, s->flat_a);
    add_flat(&ray, segments, s->flat_b);
    return ray;
}

typedef float floats8 __attribute__((vector_size(32)));
typedef int ints8 __attribute__((vector_size(32)));
typedef short words8 __attribute__((vector_size(16)));
typedef uint8_t bytes8 __attribute__((vector_size(8)));

static inline void keep_larger(uint8_t *mask, const float *cover, float full)
{
    floats8 shares;
    bytes8 old;
    memcpy(&shares, cover, sizeof shares);
    memcpy(&old, mask, sizeof old);
    ints8 rounded = __builtin_convertvector(shares * full + 0.5f, ints8);
    words8 words = __builtin_convertvector(rounded, words8);
    bytes8 bytes = __builtin_convertvector(words, bytes8);
    bytes8 more = (bytes8)(bytes > old);
    bytes = (bytes & more) | (old & ~more);
    memcpy(mask, &bytes, sizeof bytes);
}

// Eight pixels beside the segment: a strip.
static inline void cover_side(float *cover, float x, float y, const struct ray *ray)
{
    float ux = ray->direction.x, uy = ray->direction.y, r = ray->radius;
    struct slant slant = ray->slant;
    for (int i = 0; i < LANES; i++) {
        float d = (x + (float)i) * uy - y * ux;
        cover[i] = share(r - d, slant) - share(-r - d, slant);
    }
}

// Eight pixels of which some lie beyond an end: the strip is turned to face each.
static inline void cover_end(float *cover, float x, float y, const struct ray *ray)
{
    float ux = ray->direction.x, uy = ray->direction.y, r = ray->radius;
    for (int i = 0; i < LANES; i++) {
        float px = x + (float)i, t = px * ux + y * uy;
        float c = t > ray->from ? t : ray->from;
        c = c < ray->to ? c : ray->to;
        float ex = px - c * ux, ey = y - c * uy;
        float d = sqrtf(ex * ex + ey * ey), l = d > 1e-3f ? d : 1e-3f;
        struct slant slant = slant_of(c == t ? uy * l : ex, c == t ? ux * l : ey);
        cover[i] = share((r - d) * l, slant) - share((-r - d) * l, slant);
    }
}

static inline void cut_flat(float *cover, float x, float y, const struct ray *ray)
{
    for (int k = 0; k < ray->flats; k++) {
        pt at = ray->flat[k].at, out = ray->flat[k].out;
        float px = x + (ray->start.x - at.x), py = y + (ray->start.y - at.y);
        for (int i = 0; i < LANES; i++)
            cover[i] *= share(-((px + (float)i) * out.x + py * out.y), ray->flat[k].slant);
    }
}

// Eight pixels, the centre of the first at (x, y) from the start of the ray.
static void cover_chunk(uint8_t *mask, float x, float y, const struct ray *ray)
{
    float cover[LANES], step = ray->direction.x * (LANES - 1);
    float t = x * ray->direction.x + y * ray->direction.y;
    if (lesser(t, t + step) > ray->from && larger(t, t + step) < ray->to)
        cover_side(cover, x, y, ray);
    else
        cover_end(cover, x, y, ray);
    if (ray->flats)
        cut_flat(cover, x, y, ray);
    keep_larger(mask, cover, ray->full);
}

static void touch(struct band *band, int row, int first, int last)
{
    uint64_t *touched = band->touched + row * band_words(band->stride);
    for (int cell = first / CELL; cell <= last / CELL; cell++)
        touched[cell / 64] |= (uint64_t)1 << cell % 64;
}

static void cover_row(struct band *band, int y, int first, int last,
                      const struct ray *ray)
{
    uint8_t *mask = band->mask + (y - band->y0) * band->stride;
    float py = (float)y + 0.5f - ray->start.y;
    int end = first;
    for (; end <= last; end += LANES)
        cover_chunk(mask + end, (float)end + 0.5f - ray->start.x, py, ray);
    touch(band, y - band->y0, first, end - 1);
}

static inline int cut_off(float value, int least, int most)
{
    return value > (float)least ? value < (float)most ? (int)value : most : least;
}

void cover_stroke(struct band *band, const struct segments *segments, size_t i,
                  struct brush brush, struct area within)
{
    const struct segment *s = &segments->at[i];
    struct ray ray = ray_of(segments, i, brush);
    float r = brush.radius + widest_pixel, dx = s->b.x - s->a.x, dy = s->b.y - s->a.y;
    float left = lesser(s->a.x, s->b.x) - r, right = larger(s->a.x, s->b.x) + r;
    float top = lesser(s->a.y, s->b.y) - r, bottom = larger(s->a.y, s->b.y) + r;
    int y0 = within.y0 > band->y0 ? within.y0 : band->y0;
    int y1 = within.y1 < band->y1 ? within.y1 : band->y1;
    if (right < (float)within.x0 || left > (float)within.x1 || y0 >= y1
        || bottom < (float)y0 || top > (float)y1)
        return;
    bool leaning = fabsf(dy) > 1e-4f * ray.length;
    float slope = leaning ? dx / dy : 0;
    float half = leaning ? r * ray.length / fabsf(dy) : 1e9f;
    int last_row = cut_off(bottom - 0.5f, y0, y1 - 1);
    for (int y = cut_off(top - 0.5f, y0, y1 - 1); y <= last_row; y++) {
        float middle = s->a.x + ((float)y + 0.5f - s->a.y) * slope;
        float x0 = larger(left, middle - half), x1 = lesser(right, middle + half);
        if (x0 <= x1)
            cover_row(band, y, cut_off(x0 - 0.5f, within.x0, within.x1 - 1),
                      cut_off(x1 - 0.5f, within.x0, within.x1 - 1), &ray);
    }
}

static void paint_cell(struct band *band, int y, int cell, rgba color,
                       struct area within)
{
    uint8_t *mask = band->mask + (y - band->y0) * band->stride;
    int x0 = cell * CELL, x1 = x0 + CELL;
    int first = x0 > within.x0 ? x0 : within.x0, end = x1 < within.x1 ? x1 : within.x1;
    rgba *row = band->pixels + (size_t)y * (size_t)band->width;
    if (first < end && y >= within.y0 && y < within.y1)
        blend_mask(row + first, mask + first, end - first, color);
    memset(mask + x0, 0, CELL);
}

void cover_paint(struct band *band, rgba color, struct area within)
{
    int words = band_words(band->stride);
    for (int y = band->y0; y < band->y1; y++) {
        uint64_t *touched = band->touched + (y - band->y0) * words;
        for (int w = 0; w < words; w++)
            for (; touched[w]; touched[w] &= touched[w] - 1)
                paint_cell(band, y, w * 64 + __builtin_ctzll(touched[w]), color, within);
    }
}
