// SPDX-License-Identifier: MIT
#include "field/critical_proof.h"

enum { BROKEN = INTERVAL_UNDEFINED | INTERVAL_JUMP | INTERVAL_NOWHERE };

typedef struct interval interval;

static interval plus(interval a, interval b)
{
    return interval_apply(OP_ADD, a, b, a);
}

static interval times(double k, interval a)
{
    return interval_apply(OP_MUL, interval_range(k, k), a, a);
}

static interval about(interval a, double reach)
{
    return interval_apply(OP_MUL, a, interval_range(-reach, reach), a);
}

static bool has_zero(interval a)
{
    return a.low <= 0 && a.high >= 0;
}

static double middle(interval a)
{
    return a.low / 2 + a.high / 2;
}

static double most(interval a)
{
    return fmax(fabs(a.low), fabs(a.high));
}

static bool inverse(struct hessian h, struct hessian *out)
{
    double det = h.xx * h.yy - h.xy * h.xy;
    *out = (struct hessian){h.yy / det, -h.xy / det, h.xx / det};
    return isfinite(out->xx) && isfinite(out->xy) && isfinite(out->yy);
}

static struct hessian middle_hessian(const struct bounds *on)
{
    return (struct hessian){middle(on->of[PART_FXX]), middle(on->of[PART_FXY]),
                            middle(on->of[PART_FYY])};
}

// The gradient at the middle and the Hessian of the box, both times a matrix.
struct system { interval g, h, gx, gy, hx, hy; };

static struct system conditioned(struct hessian m, const struct bounds *at,
                                 const struct bounds *on)
{
    interval g = at->of[PART_FX], h = at->of[PART_FY];
    interval xx = on->of[PART_FXX], xy = on->of[PART_FXY], yy = on->of[PART_FYY];
    return (struct system){plus(times(m.xx, g), times(m.xy, h)),
                           plus(times(m.xy, g), times(m.yy, h)),
                           plus(times(m.xx, xx), times(m.xy, xy)),
                           plus(times(m.xx, xy), times(m.xy, yy)),
                           plus(times(m.xy, xx), times(m.yy, xy)),
                           plus(times(m.xy, xy), times(m.yy, yy))};
}

static bool system_empty(struct system a, vec2 reach)
{
    interval first = plus(a.g, plus(about(a.gx, reach.x), about(a.gy, reach.y)));
    interval second = plus(a.h, plus(about(a.hx, reach.x), about(a.hy, reach.y)));
    return !has_zero(first) || !has_zero(second);
}

bool proof_empty(const struct search *s, box b, const struct bounds *on)
{
    vec2 at = box_middle(b), reach = {b.x1 - at.x, b.y1 - at.y};
    struct bounds there;
    search_slopes(s, box_around(at, (vec2){0, 0}), &there);
    if (system_empty(conditioned((struct hessian){1, 0, 1}, &there, on), reach))
        return true;
    struct hessian m;
    return inverse(middle_hessian(on), &m) &&
           system_empty(conditioned(m, &there, on), reach);
}

static bool is_bounded(interval a)
{
    return isfinite(a.low) && isfinite(a.high) && !(a.marks & INTERVAL_NOWHERE);
}

bool proof_smooth(const struct bounds *on)
{
    const struct interval *of = on->of;
    return !((of[PART_F].marks | of[PART_FX].marks | of[PART_FY].marks) & BROKEN) &&
           is_bounded(of[PART_FXX]) && is_bounded(of[PART_FXY]) &&
           is_bounded(of[PART_FYY]);
}

bool proof_one(const struct search *s, vec2 at, vec2 reach)
{
    struct bounds there, on;
    struct hessian m;
    search_curvatures(s, box_around(at, reach), &on);
    if (!proof_smooth(&on) || !inverse(middle_hessian(&on), &m))
        return false;
    search_slopes(s, box_around(at, (vec2){0, 0}), &there);
    struct system a = conditioned(m, &there, &on);
    interval one = interval_number(1);
    interval gx = interval_apply(OP_SUB, one, a.gx, one);
    interval hy = interval_apply(OP_SUB, one, a.hy, one);
    return most(a.g) + most(gx) * reach.x + most(a.gy) * reach.y < reach.x &&
           most(a.h) + most(a.hx) * reach.x + most(hy) * reach.y < reach.y;
}

bool proof_line(const struct bounds *on, vec2 *across)
{
    struct eigen e = hessian_eigen(middle_hessian(on));
    *across = fabs(e.low) > fabs(e.high) ? e.low_way : e.high_way;
    vec2 n = *across;
    interval bend = plus(times(n.x * n.x, on->of[PART_FXX]),
                         plus(times(2 * n.x * n.y, on->of[PART_FXY]),
                              times(n.y * n.y, on->of[PART_FYY])));
    return !has_zero(bend);
}
