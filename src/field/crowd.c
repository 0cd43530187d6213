// SPDX-License-Identifier: MIT
#include "field/crowd.h"

static const float cell = 24;                   // pixels

static void to_pixels(struct crowd *c, struct view view)
{
    double kx = view.width / (view.world.x1 - view.world.x0);
    double ky = view.height / (view.world.y1 - view.world.y0);
    for (size_t i = 0; i < c->lines->points.count; i++) {
        vec2 p = c->lines->points.at[i];
        c->point[i] = (pt){(float)((p.x - view.world.x0) * kx),
                           (float)((view.world.y1 - p.y) * ky)};
    }
    for (size_t i = 0; i < c->lines->lines.count; i++) {
        const struct contour_line *line = &c->lines->lines.at[i];
        double length = 0;
        for (uint32_t k = line->first; k < line->first + line->count; k++) {
            pt a = c->point[k > line->first ? k - 1 : k], b = c->point[k];
            length += sqrtf((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
            c->arc[k] = (float)length;
        }
    }
}

static int clamped(float at, int count)
{
    float i = at * (1 / cell);
    return !(i > 0) ? 0 : i < (float)count ? (int)i : count - 1;
}

struct cells { int x0, x1, y0, y1; };

static struct cells cells_of(const struct crowd *c, rect r)
{
    return (struct cells){clamped(r.x0, c->columns), clamped(r.x1, c->columns),
                          clamped(r.y0, c->rows), clamped(r.y1, c->rows)};
}

static struct cells cells_between(const struct crowd *c, pt a, pt b)
{
    return cells_of(c, (rect){a.x < b.x ? a.x : b.x, a.y < b.y ? a.y : b.y,
                              a.x < b.x ? b.x : a.x, a.y < b.y ? b.y : a.y});
}

// Counts a segment into cells, or, once `entry` is there, writes it down.
static void enter_cells(struct crowd *c, uint32_t segment, struct cells s)
{
    for (int y = s.y0; y <= s.y1; y++)
        for (int x = s.x0; x <= s.x1; x++) {
            uint32_t *start = &c->start[y * c->columns + x];
            if (c->entry)
                c->entry[--*start] = segment;
            else
                ++*start;
        }
}

static void register_segment(struct crowd *c, uint32_t i)
{
    pt a = c->point[i], b = c->point[i + 1];
    struct cells s = cells_between(c, a, b);
    int pieces = s.x1 - s.x0 > s.y1 - s.y0 ? s.x1 - s.x0 : s.y1 - s.y0;
    if (pieces <= 1) {
        enter_cells(c, i, s);
        return;
    }
    pt from = a;
    for (int k = 1; k <= pieces; k++) {
        float t = (float)k / (float)pieces;
        pt to = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
        enter_cells(c, i, cells_between(c, from, to));
        from = to;
    }
}

static void register_all(struct crowd *c)
{
    for (size_t i = 0; i < c->lines->lines.count; i++) {
        const struct contour_line *line = &c->lines->lines.at[i];
        for (uint32_t k = line->first; k + 1 < line->first + line->count; k++)
            if (!c->hidden || !c->hidden[k])
                register_segment(c, k);
    }
}

static bool fill_cells(struct crowd *c)
{
    size_t all = (size_t)c->columns * (size_t)c->rows;
    register_all(c);
    for (size_t i = 1; i <= all; i++)
        c->start[i] += c->start[i - 1];
    c->entry = malloc(sizeof *c->entry * ((size_t)c->start[all] + 1));
    if (!c->entry)
        return false;
    register_all(c);
    return true;
}

bool crowd_open(struct crowd *c, const struct contours *lines, const bool *hidden,
                struct view view)
{
    size_t points = lines->points.count + 1;
    *c = (struct crowd){.lines = lines, .hidden = hidden,
                        .columns = 1 + (int)((float)view.width / cell),
                        .rows = 1 + (int)((float)view.height / cell)};
    c->point = malloc(sizeof *c->point * points);
    c->arc = malloc(sizeof *c->arc * points);
    c->start = calloc((size_t)c->columns * (size_t)c->rows + 1, sizeof *c->start);
    if (c->point && c->arc && c->start) {
        to_pixels(c, view);
        if (fill_cells(c))
            return true;
    }
    crowd_close(c);
    return false;
}

void crowd_close(struct crowd *c)
{
    free(c->point);
    free(c->arc);
    free(c->start);
    free(c->entry);
    *c = (struct crowd){0};
}

bool crowd_shows(const struct crowd *c, uint32_t line, float arc)
{
    const struct contour_line *l = &c->lines->lines.at[line];
    uint32_t low = l->first, high = l->first + l->count;
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        *(c->arc[middle] <= arc ? &low : &high) = middle;
    }
    return !c->hidden || !c->hidden[low];
}

float crowd_length(const struct crowd *c, uint32_t line)
{
    const struct contour_line *l = &c->lines->lines.at[line];
    return l->count ? c->arc[l->first + l->count - 1] : 0;
}

// Narrows [*t0, *t1] of the segment from a to b to where it is within ±half.
static bool within(float a, float b, float half, float *t0, float *t1)
{
    float d = b - a;
    if (d == 0)
        return fabsf(a) <= half;
    float in = ((d > 0 ? -half : half) - a) / d, out = ((d > 0 ? half : -half) - a) / d;
    *t0 = in > *t0 ? in : *t0;
    *t1 = out < *t1 ? out : *t1;
    return *t0 <= *t1;
}

bool tilted_meets(const struct tilted *t, pt a, pt b, float off)
{
    float t0 = 0, t1 = 1, along = t->along + off, across = t->across + off;
    a = tilted_local(t, a);
    b = tilted_local(t, b);
    if ((a.x > along && b.x > along) || (a.x < -along && b.x < -along))
        return false;
    return within(a.x, b.x, along, &t0, &t1) && within(a.y, b.y, across, &t0, &t1);
}

static bool is_own(const struct crowd *c, uint32_t segment, uint32_t own, float from,
                   float to)
{
    const struct contour_line *line = &c->lines->lines.at[own];
    if (segment < line->first || segment >= line->first + line->count)
        return false;
    float turn = line->closed ? crowd_length(c, own) : 0;
    for (int k = -1; k <= 1; k++) {
        float shift = (float)k * turn;
        if (c->arc[segment] <= to + shift && c->arc[segment + 1] >= from + shift)
            return true;
    }
    return false;
}

static rect bounds(const struct tilted *t)
{
    float x = fabsf(t->cosine) * t->along + fabsf(t->sine) * t->across;
    float y = fabsf(t->sine) * t->along + fabsf(t->cosine) * t->across;
    return (rect){t->at.x - x, t->at.y - y, t->at.x + x, t->at.y + y};
}

bool crowd_enters(const struct crowd *c, const struct tilted *t, uint32_t own,
                  float from, float to)
{
    struct cells s = cells_of(c, bounds(t));
    for (int y = s.y0; y <= s.y1; y++) {
        const uint32_t *start = c->start + y * c->columns;
        for (uint32_t k = start[s.x0]; k < start[s.x1 + 1]; k++) {
            uint32_t i = c->entry[k];
            if (tilted_meets(t, c->point[i], c->point[i + 1], 0)
                && !is_own(c, i, own, from, to))
                return true;
        }
    }
    return false;
}

// Is there a gap of `apart` between them along one of a's axes?
static bool parted(const struct tilted *a, const struct tilted *b, float apart)
{
    pt centre = tilted_local(a, b->at);
    float cosine = fabsf(a->cosine * b->cosine + a->sine * b->sine);
    float sine = fabsf(a->sine * b->cosine - a->cosine * b->sine);
    float along = a->along + b->along * cosine + b->across * sine;
    float across = a->across + b->along * sine + b->across * cosine;
    return fabsf(centre.x) >= along + apart || fabsf(centre.y) >= across + apart;
}

bool tilted_overlaps(const struct tilted *a, const struct tilted *b, float apart)
{
    return !parted(a, b, apart) && !parted(b, a, apart);
}

bool tilted_inside(const struct tilted *a, rect r)
{
    rect b = bounds(a);
    return b.x0 >= r.x0 && b.y0 >= r.y0 && b.x1 <= r.x1 && b.y1 <= r.y1;
}

struct tilted tilted_of_rect(rect r)
{
    return (struct tilted){{(r.x0 + r.x1) / 2, (r.y0 + r.y1) / 2}, (r.x1 - r.x0) / 2,
                           (r.y1 - r.y0) / 2, 1, 0};
}
