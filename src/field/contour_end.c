// SPDX-License-Identifier: MIT
#include "field/contour_end.h"

enum { END_STEPS = 7 };

// How far the way from a point within a box leads to its border.
static double way_out(double at, double way, double low, double high)
{
    return way > 0 ? (high - at) / way : way < 0 ? (low - at) / way : INFINITY;
}

// Aims along the line into the part; low and high bracket where it breaks.
static bool aim(const struct trace *t, struct line_end *e)
{
    const struct crossing *c = &t->crossing[e->id];
    double steep = hypot(c->du, c->dv), sign = e->goes_in ? 1 : -1;
    e->way = (vec2){sign * c->dv / steep, -sign * c->du / steep};
    e->low = 0;
    e->high = 0.98 * fmin(way_out(c->u, e->way.x, e->u0, e->u1),
                          way_out(c->v, e->way.y, e->v0, e->v1));
    return e->high > 0.01 && e->high < 2 * CELL_PIXELS;
}

// Whether the sample at some way along still belongs to the line.
static bool still_on(const struct trace *t, const struct line_end *e, struct sample s)
{
    const struct crossing *c = &t->crossing[e->id];
    double off = fabs(s.f - t->level[c->level]);
    return off <= 0.1 * hypot(s.du, s.dv) && s.du * c->du + s.dv * c->dv > 0;
}

static void probe_ends(const struct trace *t, struct worker *w, bool far)
{
    w->probe.count = 0;
    for (size_t k = 0; k < w->ends.count; k++) {
        struct line_end *e = &w->ends.at[k];
        const struct crossing *c = &t->crossing[e->id];
        e->tried = far ? e->high : (e->low + e->high) / 2;
        probe_add(&w->probe, c->u + e->tried * e->way.x, c->v + e->tried * e->way.y);
    }
    probe_run(&w->probe, t);
    if (w->probe.failed)
        w->ends.count = 0;
    for (size_t k = 0; k < w->ends.count; k++) {
        struct line_end *e = &w->ends.at[k];
        if (still_on(t, e, probe_sample(&w->probe, k)))
            e->low = e->tried;
        else
            e->high = e->tried;
    }
}

static void keep_end(struct trace *t, struct worker *w, const struct line_end *e)
{
    const struct crossing *c = &t->crossing[e->id];
    struct link *l = &t->link[e->id];
    uint32_t at = (uint32_t)w->via.count;
    array_push(&w->via, (vec2){c->u + e->low * e->way.x, c->v + e->low * e->way.y});
    if (e->goes_in)
        l->via = at, l->vias = 1, l->worker = (uint32_t)(w - t->worker);
    else
        l->head = at, l->heads = 1, l->head_worker = (uint32_t)(w - t->worker);
}

void ends_draw(struct trace *t, struct worker *w)
{
    size_t left = 0;
    for (size_t k = 0; k < w->ends.count; k++)
        if (aim(t, &w->ends.at[k]))
            w->ends.at[left++] = w->ends.at[k];
    w->ends.count = left;
    for (int step = 0; step < END_STEPS && w->ends.count; step++)
        probe_ends(t, w, step == 0);
    for (size_t k = 0; k < w->ends.count; k++)
        if (w->ends.at[k].low > 0)
            keep_end(t, w, &w->ends.at[k]);
}
