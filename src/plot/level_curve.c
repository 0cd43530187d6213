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

static void draw_line(const struct level_curve *c, const struct contour_line *line,
                      const struct camera *camera, struct pen pen, struct picture *p)
{
    enum { PIECE = 512 };
    pt piece[PIECE];
    size_t count = 0;
    for (uint32_t i = 0; i < line->count; i++) {
        piece[count++] = camera_to_screen(camera, c->contours.points.at[line->first + i]);
        if (count < PIECE && i + 1 < line->count)
            continue;
        picture_stroke(p, piece, count, pen, false);
        piece[0] = piece[count - 1];
        count = 1;
    }
}

void level_curve_draw(const struct level_curve *c, const struct camera *camera,
                      const struct theme *theme, const struct sizes *sizes,
                      struct picture *p)
{
    struct pen pen = {.width = fmaxf(0.42f * sizes->u, 2), .color = theme->ink};
    for (int i = 0; c->some && i < c->count; i++)
        draw_line(c, &c->contours.lines.at[c->through[i]], camera, pen, p);
}

void level_curve_free(struct level_curve *c)
{
    contours_free(&c->contours);
    *c = (struct level_curve){0};
}
