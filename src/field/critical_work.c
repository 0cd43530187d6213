// SPDX-License-Identifier: MIT
#include "field/critical_work.h"

#include <float.h>

// Not symmetric, so that what is symmetric does not meet the corners of boxes.
static const double margin_low = 0.0127, margin_high = 0.0391;

bool search_open(struct search *s, const struct formula *f, const double *parameters,
                 const struct evaluator *all, box region)
{
    *s = (struct search){.all = all, .region = region};
    s->size = (vec2){region.x1 - region.x0, region.y1 - region.y0};
    s->swept = (box){region.x0 - margin_low * s->size.x,
                     region.x1 + margin_high * s->size.x,
                     region.y0 - margin_low * s->size.y,
                     region.y1 + margin_high * s->size.y};
    s->slopes = intervals_open(f, parameters, NEED_F_GRADIENT);
    s->curvatures = intervals_open(f, parameters, NEED_ALL);
    if (!s->slopes || !s->curvatures)
        return false;
    s->slope_scratch = intervals_scratch(s->slopes);
    s->curvature_scratch = intervals_scratch(s->curvatures);
    return s->slope_scratch && s->curvature_scratch;
}

void search_close(struct search *s)
{
    intervals_scratch_free(s->slope_scratch);
    intervals_scratch_free(s->curvature_scratch);
    intervals_close(s->slopes);
    intervals_close(s->curvatures);
}

struct sample search_sample(const struct search *s, vec2 at)
{
    double out[PARTS];
    evaluator_at(s->all, at.x, at.y, out);
    return (struct sample){out[PART_F], {out[PART_FX], out[PART_FY]},
                           {out[PART_FXX], out[PART_FXY], out[PART_FYY]}};
}

void search_slopes(const struct search *s, box b, struct bounds *out)
{
    intervals_at(s->slopes, s->slope_scratch, interval_range(b.x0, b.x1),
                 interval_range(b.y0, b.y1), out->of);
}

void search_curvatures(const struct search *s, box b, struct bounds *out)
{
    intervals_at(s->curvatures, s->curvature_scratch, interval_range(b.x0, b.x1),
                 interval_range(b.y0, b.y1), out->of);
}

vec2 search_grain(const struct search *s, vec2 at)
{
    return (vec2){4 * DBL_EPSILON * (fabs(at.x) + s->size.x),
                  4 * DBL_EPSILON * (fabs(at.y) + s->size.y)};
}

bool search_holds(const struct search *s, vec2 at)
{
    vec2 grain = vec2_scale(search_grain(s, at), 4);
    return at.x >= s->region.x0 - grain.x && at.x <= s->region.x1 + grain.x &&
           at.y >= s->region.y0 - grain.y && at.y <= s->region.y1 + grain.y;
}

static bool has_zero(struct interval a)
{
    return a.low <= 0 && a.high >= 0 && isfinite(a.low) && isfinite(a.high) &&
           !(a.marks & (INTERVAL_NOWHERE | INTERVAL_UNDEFINED));
}

static bool shrinks(struct interval near, struct interval far)
{
    return (near.high - near.low) * 100 <= far.high - far.low;
}

// What may jump does not where it has hardly any height over a small box: as x·sign(x).
static bool is_continuous(const struct search *s, vec2 at, const struct bounds *near)
{
    const struct interval *of = near->of;
    struct bounds far;
    if (!((of[PART_FX].marks | of[PART_FY].marks) & INTERVAL_JUMP))
        return true;
    search_slopes(s, box_around(at, vec2_scale(search_grain(s, at), 1000)), &far);
    return (!(of[PART_FX].marks & INTERVAL_JUMP) ||
            shrinks(of[PART_FX], far.of[PART_FX])) &&
           (!(of[PART_FY].marks & INTERVAL_JUMP) ||
            shrinks(of[PART_FY], far.of[PART_FY]));
}

bool search_vanishes(const struct search *s, vec2 at)
{
    struct bounds b;
    search_slopes(s, box_around(at, search_grain(s, at)), &b);
    return has_zero(b.of[PART_FX]) && has_zero(b.of[PART_FY]) &&
           is_continuous(s, at, &b) && isfinite(search_sample(s, at).f);
}
