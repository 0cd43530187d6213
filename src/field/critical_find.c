// SPDX-License-Identifier: MIT
#include "field/critical.h"

#include "base/array.h"
#include "field/critical_curve.h"
#include "field/critical_point.h"
#include "field/critical_polish.h"
#include "field/critical_speck.h"

#include <assert.h>

static const double slide = 1e-5;               // of the region: along a curve

static int by_left(const void *a, const void *b)
{
    const struct critical_root *p = a, *q = b;
    if (p->at.x != q->at.x)
        return p->at.x < q->at.x ? -1 : 1;
    return (p->at.y > q->at.y) - (p->at.y < q->at.y);
}

// Roots are sorted by x; none is wider than `widest`.
static bool is_repeated(const struct critical_root *roots, size_t k, double widest)
{
    vec2 at = roots[k].at;
    for (size_t i = k; i-- > 0 && at.x - roots[i].at.x <= widest;)
        if (box_holds(roots[i].only, at) || box_holds(roots[k].only, roots[i].at))
            return true;
    return false;
}

static void push_roots(struct critical *out, const struct search *s, struct sweep *w)
{
    if (w->roots.count)
        qsort(w->roots.at, w->roots.count, sizeof *w->roots.at, by_left);
    double widest = 0;
    for (size_t i = 0; i < w->roots.count; i++)
        widest = fmax(widest, w->roots.at[i].only.x1 - w->roots.at[i].only.x0);
    for (size_t i = 0; i < w->roots.count; i++) {
        if (is_repeated(w->roots.at, i, widest))
            continue;
        vec2 at = w->roots.at[i].at;
        at = polish_round(s, at, search_grain(s, at));
        point_push(out, s, at, true, w->roots.at[i].proved);
    }
}

static size_t longest_of(const struct critical *c, const size_t *group, size_t which)
{
    const struct critical_curve *curve = c->curves.at;
    size_t none = c->curves.count, best = none;
    for (size_t i = 0; i < none; i++)
        if (group[i] == which && (best == none || curve[i].count > curve[best].count))
            best = i;
    return best;
}

static bool push_curves(struct critical *out, const struct search *s)
{
    size_t *group = malloc((out->curves.count + 1) * sizeof *group);
    if (!group)
        return false;
    double reach = slide * fmin(s->size.x, s->size.y);
    size_t groups = curves_group(out, s, group);
    for (size_t k = 0; k < groups; k++) {
        size_t longest = longest_of(out, group, k);
        if (longest == out->curves.count)
            continue;
        vec2 at = curve_middle(out, s, longest);
        point_push_curve(out, s, polish_round(s, at, (vec2){reach, reach}));
    }
    free(group);
    return true;
}

static void keep_inside(struct critical *out, const struct search *s)
{
    size_t kept = 0;
    for (size_t i = 0; i < out->points.count; i++)
        if (search_holds(s, out->points.at[i].at))
            out->points.at[kept++] = out->points.at[i];
    out->points.count = kept;
}

static int by_place(const void *a, const void *b)
{
    const struct critical_point *p = a, *q = b;
    if (p->at.x != q->at.x)
        return p->at.x < q->at.x ? -1 : 1;
    return (p->at.y > q->at.y) - (p->at.y < q->at.y);
}

static bool sweep_and_trace(struct critical *out, const struct search *s,
                            struct sweep *w, bool strict)
{
    if (!sweep_run(w, s, strict))
        return false;
    curves_trace(out, s, w);
    return !out->vertices.failed && !out->curves.failed;
}

static bool has_plain(const struct search *s, const struct sweep *w)
{
    for (size_t i = 0; i < w->plains.count; i++)
        if (search_holds(s, box_middle(w->plains.at[i])))
            return true;
    return false;
}

static bool find(struct critical *out, const struct search *s, struct sweep *w)
{
    if (!sweep_and_trace(out, s, w, false))
        return false;
    if (w->faded) {
        sweep_free(w);
        critical_free(out);
        if (!sweep_and_trace(out, s, w, true))
            return false;
    }
    bool sure = !w->specks.count && !w->plains.count && !w->seeds.count && !w->skipped;
    push_roots(out, s, w);
    if (!specks_resolve(out, s, w) || !push_curves(out, s))
        return false;
    keep_inside(out, s);
    curves_thin(out, s);
    if (out->points.count)
        qsort(out->points.at, out->points.count, sizeof *out->points.at, by_place);
    out->finished = w->finished;
    out->proved = w->finished && sure;
    out->flat = has_plain(s, w);
    return !out->points.failed;
}

bool critical_find(struct critical *out, const struct formula *f,
                   const double *parameters, const struct evaluator *all, box region,
                   struct pool *pool)
{
    struct search s;
    struct sweep w = {0};
    (void)pool;                 // one thread is enough for what a budget allows
    assert(region.x0 < region.x1 && region.y0 < region.y1);
    *out = (struct critical){0};
    bool done = search_open(&s, f, parameters, all, region) && find(out, &s, &w);
    search_close(&s);
    sweep_free(&w);
    if (!done)
        critical_free(out);
    return done;
}
