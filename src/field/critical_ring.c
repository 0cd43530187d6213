// SPDX-License-Identifier: MIT
#include "field/critical_ring.h"

#include <float.h>

enum { DIRECTIONS = 8, RING = 48, RINGS = 3, MOST_MOVES = 2000 };
static const double far_away = 8;               // in reaches
static const double ring_ratio = 1.0 / 16;

static double value_at(const struct search *s, vec2 at, double sign)
{
    return sign * search_sample(s, at).f;
}

// One step to a lower place, if there is one.
static bool walk(const struct search *s, vec2 *at, double *least, vec2 step, double sign)
{
    static const vec2 ways[DIRECTIONS] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1},
                                          {1, 1}, {-1, 1}, {-1, -1}, {1, -1}};
    for (int k = 0; k < DIRECTIONS; k++) {
        vec2 next = {at->x + ways[k].x * step.x, at->y + ways[k].y * step.y};
        double value = value_at(s, next, sign);
        if (value < *least) {
            *at = next;
            *least = value;
            return true;
        }
    }
    return false;
}

static bool descend(const struct search *s, vec2 *at, vec2 reach, double sign)
{
    vec2 start = *at, grain = vec2_scale(search_grain(s, *at), 1.0 / 64), step = reach;
    double least = value_at(s, *at, sign);
    for (int i = 0; i < MOST_MOVES && (step.x > grain.x || step.y > grain.y); i++) {
        if (!walk(s, at, &least, step, sign))
            step = vec2_scale(step, 0.5);
        if (fabs(at->x - start.x) > far_away * reach.x ||
            fabs(at->y - start.y) > far_away * reach.y)
            return false;
    }
    return isfinite(least);
}

// The nearest numbers that are short, if f is no higher there.
static void shorten(const struct search *s, vec2 *at, double sign)
{
    double least = value_at(s, *at, sign);
    vec2 grain = vec2_scale(search_grain(s, *at), 16);
    double ux = pow(10, floor(log10(grain.x))), uy = pow(10, floor(log10(grain.y)));
    vec2 tries[3] = {{round(at->x / ux) * ux, round(at->y / uy) * uy},
                     {round(at->x / ux) * ux, at->y}, {at->x, round(at->y / uy) * uy}};
    for (int i = 0; i < 3; i++)
        if (value_at(s, tries[i], sign) <= least) {
            *at = (vec2){tries[i].x == 0 ? 0 : tries[i].x,
                         tries[i].y == 0 ? 0 : tries[i].y};
            return;
        }
}

struct rise { double least, most; };            // of f above the middle, on a ring

static struct rise ring_rise(const struct search *s, vec2 at, vec2 reach, double sign)
{
    struct rise r = {INFINITY, 0};
    double here = value_at(s, at, sign);
    for (int k = 0; k < RING; k++) {
        double turn = 6.283185307179586 * (k + 0.5 * (k % 3)) / RING;
        vec2 there = {at.x + reach.x * cos(turn), at.y + reach.y * sin(turn)};
        double rise = value_at(s, there, sign) - here;
        r.least = rise < r.least ? rise : rise >= r.least ? r.least : -INFINITY;
        r.most = fmax(r.most, rise);
    }
    return r;
}

bool ring_extremum(const struct search *s, vec2 start, vec2 reach, double sign, vec2 *out)
{
    *out = start;
    if (!descend(s, out, reach, sign))
        return false;
    shorten(s, out, sign);
    double noise = 8 * DBL_EPSILON * fabs(value_at(s, *out, sign)), before = INFINITY;
    vec2 radius = vec2_scale(reach, 4);
    for (int i = 0; i < RINGS; i++, radius = vec2_scale(radius, ring_ratio)) {
        struct rise r = ring_rise(s, *out, radius, sign);
        if (!(r.least > (i ? -noise : noise)) || !(r.most < before + noise))
            return false;
        before = r.most / 2;
    }
    return true;
}
