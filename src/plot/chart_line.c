// SPDX-License-Identifier: MIT
#include "plot/chart_line.h"

#include "plot/walk.h"

enum { PIECE = 512 };
static const double apart = 2;                  // pixels, on the way

struct line {
    struct picture *p;
    struct pen pen;
    pt at[PIECE];
    size_t count;
};

static void end_line(struct line *l)
{
    picture_stroke(l->p, l->at, l->count, l->pen, false);
    l->count = 0;
}

// What is not seen is left out, unless it `must` be there.
static void add_point(struct line *l, pt at, double f, bool must)
{
    pt last = l->count ? l->at[l->count - 1] : at;
    bool near = at.x - last.x < 0.4f && fabsf(at.y - last.y) < 0.4f;
    if (isnan(f))
        end_line(l);
    if (isnan(f) || (l->count && near && !must))
        return;
    l->at[l->count++] = at;
    if (l->count < PIECE)
        return;
    end_line(l);
    l->at[l->count++] = at;
}

static void add_way(struct line *l, const struct chart_scale *at, const struct path *path,
                    size_t k, const struct evaluator *value)
{
    struct walk_place place[WALK_PLACES];
    double pixel = at->end / ((double)at->plot.x1 - at->plot.x0);
    int count = walk_between(place, path, k, apart * pixel, at->end, value);
    for (int i = 0; i < count; i++)
        add_point(l, chart_scale_point(at, place[i].walked, place[i].f), place[i].f, false);
}

void chart_line_draw(struct picture *p, const struct chart_scale *at,
                     const struct path *path, size_t first,
                     const struct evaluator *value, struct pen pen)
{
    struct line line = {.p = p, .pen = pen};
    size_t count = path->rows.count;
    for (size_t k = first; k < count && chart_scale_along(at, path, k) <= at->end; k++) {
        add_point(&line, chart_scale_row(at, path, k), path->rows.at[k].f, k + 1 == count);
        if (at->walked && k + 1 < count)
            add_way(&line, at, path, k, value);
    }
    end_line(&line);
}
