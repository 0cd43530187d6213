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

// A segment as its pixels see it: a unit direction and how far along it counts.
struct ray {
    pt start, direction;
    float length;
    float radius;               // plus the half pixel of the ramp
    float from, to;             // beyond these the distance is to the end
    float slack_a, slack_b;     // flat ends: half a pixel; round ends: endless
};

static struct ray ray_of(const struct segment *s, float radius)
{
    float dx = s->b.x - s->a.x, dy = s->b.y - s->a.y;
    float length = sqrtf(dx * dx + dy * dy), endless = 1e9f;
    struct ray ray = {s->a, {1, 0}, length, radius + 0.5f, 0, length, endless, endless};
    if (length > 0)
        ray.direction = (pt){dx / length, dy / length};
    if (s->butt_a)
        ray.from = -endless, ray.slack_a = 0.5f;
    if (s->butt_b)
        ray.to = endless, ray.slack_b = 0.5f;
    return ray;
}

static inline float unit(float v)
{
    v = v > 0 ? v : 0;
    return v < 1 ? v : 1;
}

static inline void keep_larger(uint8_t *mask, const float *cover)
{
    for (int i = 0; i < LANES; i++) {
        uint8_t c = (uint8_t)(int)(cover[i] * 255 + 0.5f);
        mask[i] = c > mask[i] ? c : mask[i];
    }
}

// Eight pixels whose first has its centre at (x, y) from the start of the ray.
static inline void cover_round(uint8_t *mask, float x, float y, const struct ray *ray)
{
    float ux = ray->direction.x, uy = ray->direction.y, cover[LANES];
    for (int i = 0; i < LANES; i++) {
        float px = x + (float)i, t = px * ux + y * uy;
        t = t > 0 ? t : 0;
        t = t < ray->length ? t : ray->length;
        float ex = px - t * ux, ey = y - t * uy;
        cover[i] = unit(ray->radius - sqrtf(ex * ex + ey * ey));
    }
    keep_larger(mask, cover);
}

static inline void cover_flat(uint8_t *mask, float x, float y, const struct ray *ray)
{
    float ux = ray->direction.x, uy = ray->direction.y, cover[LANES];
    for (int i = 0; i < LANES; i++) {
        float px = x + (float)i, along = px * ux + y * uy, t = along;
        t = t > ray->from ? t : ray->from;
        t = t < ray->to ? t : ray->to;
        float ex = px - t * ux, ey = y - t * uy;
        cover[i] = unit(ray->radius - sqrtf(ex * ex + ey * ey))
                 * unit(along + ray->slack_a) * unit(ray->length - along + ray->slack_b);
    }
    keep_larger(mask, cover);
}

static void touch(struct band *band, int row, int first, int last)
{
    uint64_t *touched = band->touched + row * band_words(band->stride);
    for (int cell = first / CELL; cell <= last / CELL; cell++)
        touched[cell / 64] |= (uint64_t)1 << cell % 64;
}

static void cover_row(struct band *band, int y, int first, int last,
                      const struct ray *ray, bool flat)
{
    uint8_t *mask = band->mask + (y - band->y0) * band->stride;
    float py = (float)y + 0.5f - ray->start.y;
    int end = first;
    for (; end <= last; end += LANES) {
        float px = (float)end + 0.5f - ray->start.x;
        if (flat)
            cover_flat(mask + end, px, py, ray);
        else
            cover_round(mask + end, px, py, ray);
    }
    touch(band, y - band->y0, first, end - 1);
}

static inline int cut_off(float value, int least, int most)
{
    return value > (float)least ? value < (float)most ? (int)value : most : least;
}

void cover_stroke(struct band *band, const struct segment *s, float radius,
                  struct area within)
{
    struct ray ray = ray_of(s, radius);
    float r = ray.radius, dx = s->b.x - s->a.x, dy = s->b.y - s->a.y;
    float left = fminf(s->a.x, s->b.x) - r, right = fmaxf(s->a.x, s->b.x) + r;
    float top = fminf(s->a.y, s->b.y) - r, bottom = fmaxf(s->a.y, s->b.y) + r;
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
        float x0 = fmaxf(left, middle - half), x1 = fminf(right, middle + half);
        if (x0 <= x1)
            cover_row(band, y, cut_off(x0 - 0.5f, within.x0, within.x1 - 1),
                      cut_off(x1 - 0.5f, within.x0, within.x1 - 1), &ray,
                      s->butt_a || s->butt_b);
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
