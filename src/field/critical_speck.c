// SPDX-License-Identifier: MIT
#include "field/critical_speck.h"

#include "base/array.h"
#include "field/critical_curve.h"
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
    return (box){fmin(a.x0, b.x0), fmax(a.x1, b.x1), fmin(a.y0, b.y0), fmax(a.y1, b.y1)};
}

// Takes the first speck and all that hang together with it out of the list.
static box take_group(struct sweep *w)
{
    box *at = w->specks.at, group = at[0];
    size_t taken = 1, before;
    do {
        before = taken;
        for (size_t i = taken; i < w->specks.count; i++) {
            bool near = false;
            for (size_t k = 0; k < taken && !near; k++)
                near = touch(at[k], at[i]);
            if (!near)
                continue;
            box one = at[i];
            at[i] = at[taken];
            at[taken++] = one;
            group = hull(group, one);
        }
    } while (taken != before);
    w->specks.count -= taken;
    memmove(at, at + taken, w->specks.count * sizeof *at);
    return group;
}

static bool is_at_plain(const struct sweep *w, box where)
{
    for (size_t i = 0; i < w->plains.count; i++)
        if (touch(where, w->plains.at[i]))
            return true;
    return false;
}

static bool is_known(const struct sweep *w, vec2 at)
{
    for (size_t i = 0; i < w->roots.count; i++) {
        box b = w->roots.at[i].only;
        if (at.x >= b.x0 && at.x <= b.x1 && at.y >= b.y0 && at.y <= b.y1)
            return true;
    }
    return false;
}

// Boxes apart may lead to the same point, where rounding hides it from afar.
static bool is_reported(const struct critical *c, const struct search *s, vec2 at)
{
    for (size_t i = 0; i < c->points.count; i++) {
        vec2 way = vec2_sub(c->points.at[i].at, at);
        if (fabs(way.x) <= same_point * s->size.x && fabs(way.y) <= same_point * s->size.y)
            return true;
    }
    return false;
}

static bool find_singular(const struct search *s, box where, vec2 *at)
{
    vec2 reach = vec2_scale(box_reach(where), 8);
    if (!polish_singular(s, box_middle(where), reach, false, at))
        return false;
    *at = polish_round(s, *at, reach);
    return search_vanishes(s, *at);
}

static void resolve(struct critical *out, const struct search *s, const struct sweep *w,
                    box where)
{
    vec2 at, reach = box_reach(where), middle = box_middle(where);
    if (is_at_plain(w, where) || curves_pass(out, s, middle, vec2_scale(reach, 4e3)))
        return;
    if (find_singular(s, where, &at)) {
        if (!is_known(w, at) && !is_reported(out, s, at))
            point_push(out, s, at, false);
        return;
    }
    for (double sign = 1; sign >= -1; sign -= 2)
        if (ring_extremum(s, middle, reach, sign, &at) && !is_reported(out, s, at)) {
            point_push_kink(out, s, at, sign);
            return;
        }
}

bool specks_resolve(struct critical *out, const struct search *s, struct sweep *w)
{
    if (w->specks.count > MOST_SPECKS) {
        w->finished = false;
        return true;
    }
    if (w->specks.count)
        qsort(w->specks.at, w->specks.count, sizeof *w->specks.at, by_left);
    while (w->specks.count && !out->points.failed)
        resolve(out, s, w, take_group(w));
    return !out->points.failed;
}
