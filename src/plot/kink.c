// SPDX-License-Identifier: MIT
#include "plot/kink.h"

#include <stdlib.h>

static const double same = 1e-4;                // of the largest: one gradient, not two
static const double bounded = 1e3;              // a step farther off changes no more

static int by_x_then_y(const void *left, const void *right)
{
    const vec2 *a = left, *b = right;
    return a->x != b->x ? (a->x > b->x) - (a->x < b->x) : (a->y > b->y) - (a->y < b->y);
}

static double turn(vec2 a, vec2 b, vec2 c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

// Of both halves of the hull: the points of a sorted list that turn left (Andrew).
static size_t add_chain(const vec2 *sorted, size_t count, bool back, double least,
                        vec2 *out)
{
    size_t some = 0;
    for (size_t i = 0; i < count; i++) {
        vec2 next = sorted[back ? count - 1 - i : i];
        while (some > 1 && turn(out[some - 2], out[some - 1], next) <= least)
            some--;
        out[some++] = next;
    }
    return some - 1;                            // its last is the first of the other
}

static size_t gradients_around(const struct evaluator *e, vec2 at, double reach,
                               vec2 out[KINK_MOST])
{
    for (int i = 0; i < KINK_MOST; i++) {
        double angle = (i + 0.5) * 2 * M_PI / KINK_MOST, part[PARTS];
        evaluator_at(e, at.x + reach * cos(angle), at.y + reach * sin(angle), part);
        out[i] = (vec2){part[PART_FX], part[PART_FY]};
        if (!isfinite(out[i].x) || !isfinite(out[i].y))
            return 0;
    }
    return KINK_MOST;
}

static double largest_of(const vec2 *g, size_t count)
{
    double largest = 0;
    for (size_t i = 0; i < count; i++)
        largest = fmax(largest, fmax(fabs(g[i].x), fabs(g[i].y)));
    return largest;
}

size_t kink_subgradients(const struct evaluator *e, vec2 at, double reach,
                         vec2 out[KINK_MOST])
{
    vec2 g[KINK_MOST], hull[2 * KINK_MOST];
    size_t far = gradients_around(e, at, bounded * reach, g);
    double beyond = largest_of(g, far);
    size_t count = gradients_around(e, at, reach, g), kept = 0;
    double largest = largest_of(g, count), grain = same * largest;
    if (!far || !count || largest > 4 * beyond || grain == 0 || beyond > 100 * largest)
        return 0;                               // a pole; a flat point
    for (size_t i = 0; i < count; i++)          // what differs by curvature alone is one
        g[i] = (vec2){round(g[i].x / grain) * grain, round(g[i].y / grain) * grain};
    qsort(g, count, sizeof *g, by_x_then_y);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || g[i].x != g[kept - 1].x || g[i].y != g[kept - 1].y)
            g[kept++] = g[i];
    if (kept < 2)
        return 0;
    double least = grain * grain;
    size_t corners = add_chain(g, kept, false, least, hull);
    corners += add_chain(g, kept, true, least, hull + corners);
    for (size_t i = 0; i < corners; i++)
        out[i] = hull[i];
    return corners;
}
