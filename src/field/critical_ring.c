// SPDX-License-Identifier: MIT
#include "field/critical_ring.h"

#include <float.h>

enum { DIRECTIONS = 12, RING = 48, RINGS = 3, MOST_MOVES = 1000, RING_CUTS = 90 };
static const double far_away = 8;               // in reaches
static const double outer_ring = 1.0 / 512, ring_ratio = 1.0 / 16;
static const double least_rise = 1e-9;          // of the most: below it is no rise
static const double golden_angle = 2.399963229728653, whole_turn = 6.283185307179586;

static double value_at(const struct search *s, vec2 at, double sign)
{
    return sign * search_sample(s, at).f;
}

static vec2 turned(vec2 at, vec2 reach, double angle)
{
    return (vec2){at.x + reach.x * cos(angle), at.y + reach.y * sin(angle)};
}

// One step to a lower place, if there is one.
static bool move_down(const struct search *s, vec2 *at, double *least, vec2 step,
                      double angle, double sign)
{
    for (int k = 0; k < DIRECTIONS; k++) {
        vec2 next = turned(*at, step, angle + k * whole_turn / DIRECTIONS);
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
        if (!move_down(s, at, &least, step, 0, sign) &&
            !move_down(s, at, &least, step, i * golden_angle, sign))
            step = vec2_scale(step, 0.5);
        if (fabs(at->x - start.x) > far_away * reach.x ||
            fabs(at->y - start.y) > far_away * reach.y)
            return false;
    }
    return isfinite(least);
}

// Along an axis in which f is smooth Newton is sharper than values are.
static void sharpen(const struct search *s, vec2 *at, vec2 reach, double sign)
{
    for (int i = 0; i < 6; i++) {
        struct sample p = search_sample(s, *at);
        vec2 step = {-p.slope.x / p.hessian.xx, -p.slope.y / p.hessian.yy};
        double noise = 4 * DBL_EPSILON * fabs(p.f), here = sign * p.f + noise;
        vec2 next = {at->x + step.x, at->y};
        if (fabs(step.x) <= reach.x && value_at(s, next, sign) <= here)
            *at = next;
        next = (vec2){at->x, at->y + step.y};
        if (fabs(step.y) <= reach.y && value_at(s, next, sign) <= here)
            *at = next;
    }
}

static double slope_at(const struct search *s, vec2 at)
{
    return vec2_length(search_sample(s, at).slope);
}

static double rounded(double value, double unit)
{
    double r = round(value / unit) * unit;
    return r == 0 ? 0 : r;
}

// A number near that is short, if f is no higher there and no steeper.
static void shorten(const struct search *s, vec2 *at, vec2 reach, double sign)
{
    double least = value_at(s, *at, sign), slope = slope_at(s, *at);
    vec2 grain = search_grain(s, *at);
    double ux = pow(10, ceil(log10(reach.x))), uy = pow(10, ceil(log10(reach.y)));
    for (; ux > grain.x || uy > grain.y; ux /= 10, uy /= 10) {
        vec2 tries[] = {{rounded(at->x, ux), rounded(at->y, uy)},
                        {rounded(at->x, ux), at->y}, {at->x, rounded(at->y, uy)}};
        for (int i = 0; i < 3; i++) {
            double value = value_at(s, tries[i], sign);
            if (!(value <= least) || slope_at(s, tries[i]) > slope)
                continue;
            *at = tries[i];
            return;
        }
    }
}

struct ring { const struct search *search; vec2 at, reach; double sign, here; };

static double ring_rise(const struct ring *r, double angle)
{
    vec2 there = turned(r->at, r->reach, angle);
    double rise = value_at(r->search, there, r->sign) - r->here;
    return isnan(rise) ? -INFINITY : rise;
}

// The least rise between two angles.
static double ring_valley(const struct ring *r, double from, double to)
{
    for (int i = 0; i < RING_CUTS; i++) {
        double a = from + (to - from) / 3, b = to - (to - from) / 3;
        if (ring_rise(r, a) < ring_rise(r, b))
            to = b;
        else
            from = a;
    }
    return ring_rise(r, (from + to) / 2);
}

struct rise { double least, most; };            // of f above the middle, on a ring

static struct rise ring_look(const struct ring *r)
{
    struct rise rise = {INFINITY, 0};
    double all[RING], side = whole_turn / RING;
    for (int k = 0; k < RING; k++) {
        all[k] = ring_rise(r, k * side);
        rise.least = fmin(rise.least, all[k]);
        rise.most = fmax(rise.most, all[k]);
    }
    for (int k = 0; k < RING; k++) {
        if (all[k] > all[(k + 1) % RING] || all[k] > all[(k + RING - 1) % RING])
            continue;
        rise.least = fmin(rise.least, ring_valley(r, (k - 1) * side, (k + 1) * side));
    }
    return rise;
}

// What f differs by where coordinates do not: much, beside a steep crease.
static double noise_at(const struct search *s, vec2 at, double value)
{
    struct bounds on;
    search_slopes(s, box_around(at, search_grain(s, at)), &on);
    return fmax(8 * DBL_EPSILON * fabs(value), on.of[PART_F].high - on.of[PART_F].low);
}

// Around an extremum f rises on a ring, all around; and less on a smaller one, or f
// jumps there.
static bool is_extremum(const struct search *s, vec2 at, double sign)
{
    struct ring r = {s, at, vec2_scale(s->size, outer_ring), sign,
                     value_at(s, at, sign)};
    double noise = noise_at(s, at, r.here), before = INFINITY;
    bool rises = false;
    for (int i = 0; i < RINGS; i++, r.reach = vec2_scale(r.reach, ring_ratio)) {
        struct rise rise = ring_look(&r);
        rises |= i + 1 < RINGS && rise.least > noise + least_rise * rise.most;
        if (i > 0 && (!(rise.least >= -noise) || !(rise.most < before + noise)))
            return false;
        before = rise.most / 2;
    }
    return rises;
}

bool ring_extremum(const struct search *s, vec2 start, vec2 reach, double sign,
                   vec2 *out)
{
    *out = start;
    if (!descend(s, out, reach, sign))
        return false;
    sharpen(s, out, reach, sign);
    shorten(s, out, reach, sign);
    return is_extremum(s, *out, sign);
}
