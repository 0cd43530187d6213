// SPDX-License-Identifier: MIT
#include "plot/level_curve.h"

// The nearest point of the piece between a and b.
static vec2 foot(vec2 at, vec2 a, vec2 b)
{
    vec2 way = vec2_sub(b, a), to = vec2_sub(at, a);
    double square = vec2_dot(way, way);
    double t = square > 0 ? fmin(fmax(vec2_dot(to, way) / square, 0), 1) : 0;
    return vec2_add(a, vec2_scale(way, t));
}

static double distance(vec2 at, vec2 a, vec2 b)
{
    return vec2_length(vec2_sub(at, foot(at, a, b)));
}

vec2 level_curve_nearest(const struct level_curve *c, vec2 at)
{
    const vec2 *points = c->contours.points.at;
    double near = INFINITY;
    vec2 best = at;
    if (!c->some)
        return at;
    const struct contour_line *line = &c->contours.lines.at[c->line];
    for (uint32_t k = line->first + 1; k < line->first + line->count; k++) {
        double far = distance(at, points[k - 1], points[k]);
        if (!(far < near))
            continue;
        near = far;
        best = foot(at, points[k - 1], points[k]);
    }
    return best;
}

static double line_distance(const struct contours *c, const struct contour_line *line,
                            vec2 at)
{
    const vec2 *points = c->points.at;
    double least = INFINITY;
    for (uint32_t k = line->first + 1; k < line->first + line->count; k++)
        least = fmin(least, distance(at, points[k - 1], points[k]));
    return least;
}

void level_curve_choose(struct level_curve *c, vec2 at, double near)
{
    double nearest = near;
    c->some = false;
    c->count = 0;
    for (size_t i = 0; i < c->contours.lines.count; i++) {
        double far = line_distance(&c->contours, &c->contours.lines.at[i], at);
        if (far < near && c->count < LEVEL_CURVES_MOST)
            c->through[c->count++] = i;
        if (!(far < nearest))
            continue;
        nearest = far;
        c->some = true;
        c->line = i;
    }
}

static bool is_covered(const struct labels *labels, const struct camera *camera, pt at)
{
    pt on_map = {at.x - camera->map.x0, at.y - camera->map.y0};
    for (size_t i = 0; i < labels->count; i++)
        if (label_covers(&labels->at[i], on_map, 0))
            return true;
    return false;
}

enum { PIECE = 512 };

struct piece {
    pt at[PIECE];
    size_t count;
    const struct labels *labels;
    const struct camera *camera;
    struct pen pen;
    struct picture *picture;
};

static void flush(struct piece *k)
{
    if (k->count > 1)
        picture_stroke(k->picture, k->at, k->count, k->pen, false);
    k->at[0] = k->at[k->count - 1];
    k->count = 1;
}

static void draw_segment(struct piece *k, pt a, pt b)
{
    int parts = (int)fmaxf(ceilf(hypotf(b.x - a.x, b.y - a.y) / 4), 1);
    for (int i = 1; i <= parts; i++) {
        float t = (float)i / (float)parts;
        pt at = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
        bool covered = is_covered(k->labels, k->camera, at);
        if (covered || k->count == PIECE)
            flush(k);
        k->at[covered ? 0 : k->count++] = at;
    }
}

static void draw_line(struct piece *k, const struct level_curve *c,
                      const struct contour_line *line)
{
    const vec2 *points = c->contours.points.at + line->first;
    k->at[0] = camera_to_screen(k->camera, points[0]);
    k->count = 1;
    for (uint32_t i = 1; i < line->count; i++)
        draw_segment(k, camera_to_screen(k->camera, points[i - 1]),
                     camera_to_screen(k->camera, points[i]));
    flush(k);
}

void level_curve_draw(const struct level_curve *c, const struct labels *labels,
                      const struct camera *camera, const struct theme *theme,
                      const struct sizes *sizes, struct picture *p)
{
    struct pen pen = {.width = fmaxf(0.42f * sizes->u, 2), .color = theme->ink};
    struct piece piece = {.labels = labels, .camera = camera, .pen = pen, .picture = p};
    for (int i = 0; c->some && i < c->count; i++)
        draw_line(&piece, c, &c->contours.lines.at[c->through[i]]);
}

void level_curve_free(struct level_curve *c)
{
    contours_free(&c->contours);
    *c = (struct level_curve){0};
}
