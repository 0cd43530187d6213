// SPDX-License-Identifier: MIT
#include "field/critical_polish.h"

enum { NEWTON_STEPS = 24, SINGULAR_STEPS = 96, MOST_IN_VAIN = 5 };
static const double farthest = 1e-3, nearest = 1e-9;        // of the region, from a point

static bool is_finite(const struct sample *p)
{
    return isfinite(p->slope.x) && isfinite(p->slope.y) && isfinite(p->hessian.xx) &&
           isfinite(p->hessian.xy) && isfinite(p->hessian.yy);
}

static bool is_within(vec2 a, vec2 b, vec2 reach)
{
    return fabs(a.x - b.x) <= reach.x && fabs(a.y - b.y) <= reach.y;
}

static vec2 newton_step(const struct sample *p)
{
    struct hessian h = p->hessian;
    double det = h.xx * h.yy - h.xy * h.xy;
    return (vec2){(h.xy * p->slope.y - h.yy * p->slope.x) / det,
                  (h.xy * p->slope.x - h.xx * p->slope.y) / det};
}

bool polish_point(const struct search *s, vec2 start, vec2 reach, vec2 *out)
{
    vec2 at = start;
    double before = INFINITY;
    for (int i = 0; i < NEWTON_STEPS; i++) {
        struct sample p = search_sample(s, at);
        vec2 step = newton_step(&p), next = vec2_add(at, step);
        double size = fmax(fabs(step.x) / reach.x, fabs(step.y) / reach.y);
        if (!is_finite(&p) || !is_within(next, start, reach))
            return false;
        bool settled = size < 1e-6 && size >= before / 2;
        if (!settled)
            *out = at = next;
        if (settled || (next.x == at.x && next.y == at.y && size == 0))
            return true;
        before = size;
    }
    return before < 1e-6;
}

static double part_of_step(vec2 way, vec2 slope, double bend)
{
    return bend != 0 ? -vec2_dot(way, slope) / bend : 0;
}

// Newton's step by eigenvalues, as one of them may be nothing but rounding.
static vec2 singular_step(const struct sample *p, bool line)
{
    struct eigen e = hessian_eigen(p->hessian);
    bool low_first = fabs(e.low) > fabs(e.high);
    double low = line && !low_first ? 0 : part_of_step(e.low_way, p->slope, e.low);
    double high = line && low_first ? 0 : part_of_step(e.high_way, p->slope, e.high);
    return vec2_add(vec2_scale(e.low_way, low), vec2_scale(e.high_way, high));
}

// Where a sequence whose last steps were a, then b, is going to.
static double beyond(double a, double b)
{
    double ratio = b / a;
    return ratio > 0.2 && ratio < 0.98 ? b * ratio / (1 - ratio) : 0;
}

bool polish_singular(const struct search *s, vec2 start, vec2 reach, bool line,
                     vec2 *out)
{
    vec2 at = start, last = {0, 0};
    double least = INFINITY;
    int still = 0, vain = 0;
    for (int i = 0; i < SINGULAR_STEPS && least > 0 && still < 2 && vain < MOST_IN_VAIN;
         i++, vain++) {
        struct sample p = search_sample(s, at);
        if (!is_finite(&p) || !is_within(at, start, reach))
            break;
        double slope = vec2_length(p.slope);
        if (slope < least) {
            least = slope;
            *out = at;
            vain = 0;
        }
        vec2 step = singular_step(&p, line);
        vec2 grain = vec2_scale(search_grain(s, at), 1.0 / 64);
        still = is_within(step, (vec2){0, 0}, grain) ? still + 1 : 0;
        at = vec2_add(at, step);
        if (i % 4 == 3)
            at = vec2_add(at, (vec2){beyond(last.x, step.x), beyond(last.y, step.y)});
        last = step;
    }
    return isfinite(least);
}

static double width_of(struct interval a)
{
    return a.high - a.low;
}

// What rounding makes of the gradient at a point.
static double noise_at(const struct search *s, vec2 at)
{
    struct bounds on;
    search_slopes(s, box_around(at, (vec2){0, 0}), &on);
    return width_of(on.of[PART_FX]) + width_of(on.of[PART_FY]);
}

// The gradient along the flattest direction, this far from the point along the valley
// or ridge, is what the Hessian says, and more than rounding.
static bool is_steady(const struct search *s, vec2 at, const struct eigen *e,
                      double shift)
{
    bool low = fabs(e->low) < fabs(e->high);
    vec2 way = low ? e->low_way : e->high_way, there;
    vec2 start = vec2_add(at, vec2_scale(way, shift));
    vec2 reach = {fabs(shift) / 2, fabs(shift) / 2};
    if (!polish_singular(s, start, reach, true, &there))
        return false;
    double ratio = vec2_dot(way, search_sample(s, there).slope) /
                   vec2_dot(way, vec2_sub(there, at)) / (low ? e->low : e->high);
    return ratio > 0.6 && ratio < 1.5 &&
           eigen_least(*e) * fabs(shift) > 4 * noise_at(s, there);
}

double polish_doubt(const struct search *s, vec2 at)
{
    struct sample p = search_sample(s, at);
    struct eigen e = hessian_eigen(p.hessian);
    vec2 grain = search_grain(s, at);
    double noise = noise_at(s, at);
    if (!(vec2_length(p.slope) <= 4 * eigen_most(e) * fmax(grain.x, grain.y)) ||
        !(farthest * fmin(s->size.x, s->size.y) * eigen_least(e) > noise))
        return INFINITY;
    for (double part = farthest; part > nearest; part *= 0.1) {
        double shift = part * fmin(s->size.x, s->size.y);
        if (is_steady(s, at, &e, shift) && is_steady(s, at, &e, -shift))
            return noise / eigen_least(e);
    }
    return INFINITY;
}

static bool is_better(const struct search *s, vec2 at, double *least)
{
    struct sample p = search_sample(s, at);
    double slope = vec2_length(p.slope);
    if (!(slope <= *least))
        return false;
    *least = slope;
    return true;
}

static double rounded(double value, double unit)
{
    double r = unit >= 1 ? round(value / unit) * unit
                         : round(value * round(1 / unit)) / round(1 / unit);
    return r == 0 ? 0 : r;
}

static vec2 short_unit(vec2 reach, int digits)
{
    return (vec2){pow(10, floor(log10(reach.x)) - digits),
                  pow(10, floor(log10(reach.y)) - digits)};
}

static vec2 to_short(const struct search *s, vec2 at, vec2 reach, double *least)
{
    for (int digits = -1; digits < 3; digits++) {
        vec2 unit = short_unit(reach, digits);
        vec2 tries[3] = {{rounded(at.x, unit.x), rounded(at.y, unit.y)},
                         {rounded(at.x, unit.x), at.y},
                         {at.x, rounded(at.y, unit.y)}};
        for (int i = 0; i < 3; i++)
            if (is_within(tries[i], at, reach) && is_better(s, tries[i], least))
                return tries[i];
    }
    return at;
}

static double neighbour(double value, int which)
{
    return which == 1 || value == 0 ? value
                                    : nextafter(value, which ? INFINITY : -INFINITY);
}

static vec2 to_neighbour(const struct search *s, vec2 at, double *least)
{
    for (int turn = 0; turn < 4; turn++) {
        vec2 best = at;
        for (int k = 0; k < 9; k++) {
            vec2 next = {neighbour(at.x, k % 3), neighbour(at.y, k / 3)};
            double before = *least;
            if (is_better(s, next, least) && *least < before)
                best = next;
        }
        if (best.x == at.x && best.y == at.y)
            break;
        at = best;
    }
    return at;
}

vec2 polish_round(const struct search *s, vec2 at, vec2 reach)
{
    struct sample p = search_sample(s, at);
    double least = vec2_length(p.slope);
    at = to_short(s, at, reach, &least);
    at = to_neighbour(s, at, &least);
    return (vec2){at.x == 0 ? 0 : at.x, at.y == 0 ? 0 : at.y};
}

bool polish_is_limit(const struct search *s, vec2 at, vec2 reach, bool slope)
{
    for (int digits = -1; digits < 3; digits++) {
        vec2 unit = short_unit(reach, digits);
        vec2 near = {rounded(at.x, unit.x), rounded(at.y, unit.y)};
        struct sample p = search_sample(s, near);
        double sum = slope ? p.slope.x + p.slope.y : 0;
        if (is_within(near, at, reach) && isnan(p.f + sum))
            return true;
    }
    return false;
}
