// SPDX-License-Identifier: MIT
#include "plot/chart_names.h"

#include "draw/writing.h"

#include <limits.h>

struct names {                  // as they are placed
    rect box[ECHOES];
    int count;
};

static int row_at(const struct chart_names *c, const struct path *path, float x)
{
    return (int)chart_scale_row_at(c->at, path, chart_scale_along_at(c->at, x));
}

static bool meets(const struct chart_names *c, const struct path *path, rect where)
{
    enum { SAMPLES = 12 };
    if (path->rows.count == 0)
        return false;
    int first = row_at(c, path, where.x0) - 1, last = row_at(c, path, where.x1) + 1;
    int stride = 1 + (last - first) / SAMPLES;
    for (int k = first > 0 ? first : 0; k < last && k + stride < (int)path->rows.count; k += stride) {
        pt a = chart_scale_row(c->at, path, (size_t)k);
        pt b = chart_scale_row(c->at, path, (size_t)(k + stride));
        if (fminf(a.y, b.y) < where.y1 && fmaxf(a.y, b.y) > where.y0)
            return true;
    }
    return false;
}

// How many lines a name would stand on; −1: it cannot stand there.
static int crowd(const struct chart_names *c, const struct names *n, rect where)
{
    const rect *plot = &c->at->plot;
    float y = (where.y0 + where.y1) / 2;
    int lines = 0;
    if (where.x0 < plot->x0 || where.x1 > plot->x1 || y < plot->y0 || y > plot->y1)
        return -1;
    for (int i = 0; i < n->count; i++)
        if (rect_overlaps(n->box[i], where))
            return -1;
    for (int run = 0; run < c->m->scene.runs; run++)
        lines += meets(c, &c->m->path[run], where);
    for (int i = 0; i < c->count; i++)
        lines += meets(c, c->echo[i].path, where);
    return lines;
}

// The step at which a line ends, or leaves the plot.
static int last_in_plot(const struct chart_names *c, const struct path *path)
{
    int k = 0;
    while (k + 1 < (int)path->rows.count
           && chart_scale_along(c->at, path, (size_t)k) < c->at->end
           && isfinite(path->rows.at[k + 1].f)) {
        float y = chart_scale_row(c->at, path, (size_t)k + 1).y;
        if (y < c->at->plot.y0 || y > c->at->plot.y1)
            return k;
        k++;
    }
    return k;
}

// Behind the end of its line, or else on it, where it stands on the fewest others.
static rect name_place(const struct chart_names *c, const struct names *n,
                       const struct echo *echo, float width)
{
    enum { PLACES = 16 };
    float em = c->sizes->t3;
    int end = last_in_plot(c, echo->path), least = INT_MAX;
    rect best = {0};
    for (int i = 0; i < PLACES && least > 0; i++) {
        int k = end - end * i / PLACES;
        pt at = chart_scale_row(c->at, echo->path, (size_t)k);
        float x = i == 0 ? at.x + 0.3f * em : at.x - width / 2;
        rect where = {x, at.y - em / 2, x + width, at.y + em / 2};
        int lines = crowd(c, n, where);
        if (lines >= 0 && lines < least)
            best = where, least = lines;
    }
    return best;
}

void chart_names_draw(const struct chart_names *c)
{
    struct names n = {.count = 0};
    struct type type = {.face = FACE_CONDENSED_BOLD, .size = c->sizes->t3,
                        .color = c->theme->text2, .x = LEFT, .y = MIDDLE,
                        .halo = fmaxf(1.2f * c->sizes->halo, 2),
                        .halo_color = c->theme->card};
    for (int i = 0; i < c->count; i++) {
        if (!c->echo[i].name[0])
            continue;
        float width = writing_width(c->font, type.face, type.size, c->echo[i].name);
        rect where = name_place(c, &n, &c->echo[i], width);
        if (!(where.x1 > where.x0))
            continue;
        n.box[n.count++] = where;
        picture_text(c->p, (pt){where.x0, (where.y0 + where.y1) / 2}, type, c->echo[i].name);
    }
}
