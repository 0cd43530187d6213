// SPDX-License-Identifier: MIT
#include "field/critical_speck.h"

#include "base/array.h"
#include "field/critical_curve.h"
#include "field/critical_group.h"
#include "field/critical_point.h"
#include "field/critical_polish.h"
#include "field/critical_ring.h"

enum { MOST_SPECKS = 8192 };
static const double same_point = 1e-7;          // of the region

static int by_left(const void *a, const void *b)
{
    const box *p = a, *q = b;
    if (p->x0 != q->x0)
        return p->x0 < q->x0 ? -1 : 1;
    return (p->y0 > q->y0) - (p->y0 < q->y0);
}

static bool touch(box a, box b)
{
    double x = (a.x1 - a.x0 + b.x1 - b.x0) / 8, y = (a.y1 - a.y0 + b.y1 - b.y0) / 8;
    return a.x0 - x <= b.x1 && b.x0 - x <= a.x1 && a.y0 - y <= b.y1 && b.y0 - y <= a.y1;
}

static box hull(box a, box b)
{
    return (box){fmin(a.x0, b.x0), fmax(a.x1, b.x1), fmin(a.y0, b.y0),
                 fmax(a.y1, b.y1)};
}

static bool is_at_plain(const struct sweep *w, box where)
{
    for (size_t i = 0; i < w->plains.count; i++)
        if (touch(where, w->plains.at[i]))
            return true;
    return false;
}

struct speck_group { box where; bool plain; };

// The specks are sorted by their left side, none is wider than `widest`.
static void unite_neighbours(const struct sweep *w, uint32_t *of)
{
    const box *at = w->specks.at;
    double widest = 0;
    for (size_t k = 0; k < w->specks.count; k++)
        widest = fmax(widest, at[k].x1 - at[k].x0);
    for (uint32_t k = 0; k < w->specks.count; k++)
        for (uint32_t i = k; i-- > 0 && at[k].x0 - at[i].x0 <= 1.25 * widest;)
            if (touch(at[i], at[k]))
                group_unite(of, i, k);
}

static void gather(const struct sweep *w, const uint32_t *of,
                   struct speck_group *groups)
{
    for (size_t k = 0; k < w->specks.count; k++) {
        box one = w->specks.at[k];
        struct speck_group *g = &groups[of[k]];
        bool first = g->where.x0 == g->where.x1;
        g->where = first ? one : hull(g->where, one);
        g->plain = g->plain || is_at_plain(w, one);
    }
}

static bool is_known(const struct sweep *w, vec2 at)
{
    for (size_t i = 0; i < w->roots.count; i++)
        if (box_holds(w->roots.at[i].only, at))
            return true;
    return false;
}

// Boxes apart may lead to the same point, where rounding hides it from afar.
static bool is_reported(const struct critical *c, const struct search *s, vec2 at)
{
    box near = box_around(at, vec2_scale(s->size, same_point));
    for (size_t i = 0; i < c->points.count; i++)
        if (box_holds(near, c->points.at[i].at))
            return true;
    return false;
}

static bool find_singular(const struct search *s, box where, vec2 *at)
{
    vec2 reach = vec2_scale(box_reach(where), 8);
    if (!polish_singular(s, box_middle(where), reach, false, at))
        return false;
    if (polish_is_limit(s, *at, reach, true))
        return false;
    *at = polish_round(s, *at, reach);
    return search_vanishes(s, *at);
}

static bool has_hessian(const struct search *s, vec2 at)
{
    struct hessian h = search_sample(s, at).hessian;
    struct bounds on;
    search_slopes(s, box_around(at, search_grain(s, at)), &on);
    return isfinite(h.xx) && isfinite(h.xy) && isfinite(h.yy) &&
           !((on.of[PART_FX].marks | on.of[PART_FY].marks) & INTERVAL_JUMP);
}

// 1 at a minimum, −1 at a maximum, 0 at neither; f is bounded around one.
static double find_kink(const struct search *s, box where, vec2 *at)
{
    vec2 middle = box_middle(where), reach = box_reach(where);
    struct bounds on;
    search_slopes(s, where, &on);
    if (isfinite(on.of[PART_F].low) && ring_extremum(s, middle, reach, 1, at))
        return 1;
    if (isfinite(on.of[PART_F].high) && ring_extremum(s, middle, reach, -1, at))
        return -1;
    return 0;
}

static void resolve(struct critical *out, const struct search *s, const struct sweep *w,
                    box where)
{
    vec2 reach = box_reach(where), middle = box_middle(where), at = middle;
    if (curves_pass(out, s, middle, vec2_scale(reach, 4e3)))
        return;
    bool zero = find_singular(s, where, &at), kink = !zero || !has_hessian(s, at);
    vec2 top = at;
    double sign = kink ? find_kink(s, where, &top) : 0;
    at = sign ? top : at;
    if (sign && polish_is_limit(s, top, reach, false))
        return;
    if (!(zero || sign) || is_known(w, at) || is_reported(out, s, at))
        return;
    if (kink)
        point_push_kink(out, s, at, sign);
    else
        point_push(out, s, at, isfinite(polish_doubt(s, at)), false);
}

static void resolve_all(struct critical *out, const struct search *s, struct sweep *w,
                        uint32_t *of, struct speck_group *groups)
{
    qsort(w->specks.at, w->specks.count, sizeof *w->specks.at, by_left);
    groups_start(of, w->specks.count);
    unite_neighbours(w, of);
    size_t count = groups_number(of, w->specks.count);
    gather(w, of, groups);
    for (size_t k = 0; k < count; k++)
        if (!groups[k].plain)
            resolve(out, s, w, groups[k].where);
}

bool specks_resolve(struct critical *out, const struct search *s, struct sweep *w)
{
    size_t count = w->specks.count;
    if (count > MOST_SPECKS)
        w->finished = false;
    if (!count || count > MOST_SPECKS)
        return true;
    uint32_t *of = malloc(count * sizeof *of);
    struct speck_group *groups = calloc(count, sizeof *groups);
    if (of && groups)
        resolve_all(out, s, w, of, groups);
    bool done = of && groups && !out->points.failed;
    free(of);
    free(groups);
    return done;
}
