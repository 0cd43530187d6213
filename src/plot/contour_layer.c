// SPDX-License-Identifier: MIT
#include "plot/contour_layer.h"

#include "plot/fade.h"

struct cut { double from, to; };  // arc lengths

struct cuts { struct cut *at; size_t count, capacity; bool failed; };

struct brush {
    struct { pt *at; size_t count, capacity; bool failed; } points;
    struct fades fades;         // of the line at hand
    int fade;
    bool broken;                // not one piece with the line any more
    struct pen pen;
    struct picture *picture;
    struct cuts cuts;           // of the line at hand
};

static void flush(struct brush *s)
{
    struct pen pen = s->pen;
    pen.color = rgba_faded(pen.color, (float)s->fade / FADES);
    if (s->points.count > 1 && s->fade > 0)
        picture_stroke(s->picture, s->points.at, s->points.count, pen, false);
    s->points.count = 0;
    s->broken = true;
}

static void add_piece(struct brush *s, pt a, pt b, int fade)
{
    if (s->points.count && s->fade != fade)
        flush(s);
    s->fade = fade;
    if (s->points.count == 0)
        array_push(&s->points, a);
    array_push(&s->points, b);
}

static pt between(pt a, pt b, double t)
{
    return (pt){a.x + (float)t * (b.x - a.x), a.y + (float)t * (b.y - a.y)};
}

// Adds the segment from a to b, arc length `at` … `at + length`, less the cuts.
static void add_segment(struct brush *s, pt a, pt b, double at, double length, int fade)
{
    const struct cuts *cuts = &s->cuts;
    double t = 0;
    while (t < length) {
        double end = length, skip = -1;
        for (size_t i = 0; i < cuts->count; i++) {
            double from = cuts->at[i].from - at, to = cuts->at[i].to - at;
            if (from <= t && t < to)
                skip = fmax(skip, to);
            else if (from > t)
                end = fmin(end, from);
        }
        if (skip > t) {
            flush(s);
            t = skip;
            continue;
        }
        add_piece(s, between(a, b, t / length), between(a, b, end / length), fade);
        t = end;
    }
}

// What the labels of a line hide; a label may lie across the start of a closed one.
static void find_cuts(struct cuts *cuts, const struct labels *labels, uint32_t line,
                      bool closed, double length)
{
    cuts->count = 0;
    for (size_t i = 0; i < labels->count; i++) {
        const struct label *l = &labels->at[i];
        if (l->line != line)
            continue;
        for (int turn = closed ? -1 : 0; turn <= closed; turn++)
            array_push(cuts, (struct cut){l->from + turn * length, l->to + turn * length});
    }
}

static double distance(pt a, pt b)
{
    return hypot((double)b.x - a.x, (double)b.y - a.y);
}

static void draw_line(struct brush *s, const struct model *m,
                      const struct labels *labels, uint32_t index, float u)
{
    const struct contour_line *line = &m->contours.lines.at[index];
    const vec2 *points = m->contours.points.at + line->first;
    find_cuts(&s->cuts, labels, index, line->closed, camera_length(&m->camera, points, line->count));
    fade_line(&s->fades, m, line, u);
    s->points.count = 0;
    s->broken = false;
    double at = 0;
    for (uint32_t i = 0; i < s->fades.count; i++) {
        pt a = camera_to_screen(&m->camera, points[i]);
        pt b = camera_to_screen(&m->camera, points[i + 1]);
        double length = distance(a, b);
        add_segment(s, a, b, at, length, s->fades.at[i]);
        at += length;
    }
    if (line->closed && !s->broken && s->fade == FADES && s->points.count > 2)
        picture_stroke(s->picture, s->points.at, s->points.count - 1, s->pen, true);
    else
        flush(s);
}

static bool draw_pass(struct picture *p, const struct model *m,
                      const struct labels *labels, struct pen pen, bool major, float u)
{
    struct brush s = {.picture = p, .pen = pen};
    for (size_t i = 0; i < m->contours.lines.count; i++)
        if (m->levels.major[m->contours.lines.at[i].level] == major)
            draw_line(&s, m, labels, (uint32_t)i, u);
    bool done = !s.points.failed && !s.cuts.failed && !s.fades.failed;
    array_free(&s.points);
    array_free(&s.fades);
    array_free(&s.cuts);
    return done;
}

bool contour_layer_draw(struct picture *p, const struct model *m,
                        const struct labels *labels, const struct contour_style *style,
                        bool minor)
{
    bool done = true;
    for (int major = !minor; major <= 1; major++) {
        struct pen pen = major ? style->major : style->minor;
        picture_group(p, major ? "contours-major" : "contours-minor");
        if (style->halo > 0) {
            struct pen under = pen;
            under.width += 2 * style->halo;
            under.color = style->halo_color;
            done &= draw_pass(p, m, labels, under, major, style->u);
        }
        done &= draw_pass(p, m, labels, pen, major, style->u);
        picture_ungroup(p);
    }
    return done;
}
