// SPDX-License-Identifier: MIT
#include "field/critical_point.h"

#include "base/array.h"

static const double nothing = 1e-11;            // of the other eigenvalue

static enum critical_kind kind_of(struct eigen e, bool regular)
{
    if (!regular && !(eigen_least(e) > HESSIAN_SINGULAR * eigen_most(e)))
        return CRITICAL_DEGENERATE;
    if (e.low > 0)
        return CRITICAL_MINIMUM;
    return e.high < 0 ? CRITICAL_MAXIMUM : CRITICAL_SADDLE;
}

static void forget_hessian(struct critical_point *p)
{
    p->hessian = (struct hessian){NAN, NAN, NAN};
    p->eigen = (struct eigen){NAN, NAN, {NAN, NAN}, {NAN, NAN}};
}

static struct critical_point describe(const struct search *s, vec2 at)
{
    struct sample p = search_sample(s, at);
    struct critical_point point = {.at = at, .f = p.f + 0.0, .hessian = p.hessian,
                                   .eigen = hessian_eigen(p.hessian)};
    if (!isfinite(point.eigen.low) || !isfinite(point.eigen.high))
        forget_hessian(&point);
    return point;
}

// Where the Hessian is singular, what rounding left of the smaller eigenvalue is none.
static void flatten(struct eigen *e)
{
    double least = nothing * eigen_most(*e);
    e->low = fabs(e->low) <= least ? 0 : e->low;
    e->high = fabs(e->high) <= least ? 0 : e->high;
}

void point_push(struct critical *out, const struct search *s, vec2 at, bool regular,
                bool proved)
{
    struct critical_point p = describe(s, at);
    p.proved = proved;
    p.kind = kind_of(p.eigen, regular);
    if (p.kind == CRITICAL_DEGENERATE)
        flatten(&p.eigen);
    array_push(&out->points, p);
}

void point_push_curve(struct critical *out, const struct search *s, vec2 at)
{
    struct critical_point p = describe(s, at);
    p.kind = CRITICAL_CURVE;
    flatten(&p.eigen);
    array_push(&out->points, p);
}

void point_push_kink(struct critical *out, const struct search *s, vec2 at,
                     double sign)
{
    struct critical_point p = describe(s, at);
    p.kind = sign > 0   ? CRITICAL_MINIMUM
             : sign < 0 ? CRITICAL_MAXIMUM : CRITICAL_DEGENERATE;
    forget_hessian(&p);
    array_push(&out->points, p);
}
