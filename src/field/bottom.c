// SPDX-License-Identifier: MIT
#include "field/bottom.h"

#define NEAR 0.01               // of the way gone: what is left of it
#define SADDLE 1e-9             // of the higher curvature
#define FAR 1e6                 // sizes of the view
#define DRY 1e-3                // of the fall: what the last half of the way adds
#define NOTHING 1e-9            // of the fall
#define PLAIN 30                // times where it ends: f comes to nothing

enum { SCOUT_STEPS = 2000 };

static const struct path_row *last_of(const struct path *p)
{
    return &p->rows.at[p->rows.count - 1];
}

// Neither at rest nor gone.
static bool is_under_way(const struct path *p)
{
    return p->end == PATH_LIMIT || p->end == PATH_CYCLING;
}

// In a bowl, or in a valley: by its curvature the way that is left is next to nothing.
static bool is_bottom(const struct path *scout, bool ascend)
{
    const struct path_row *last = last_of(scout);
    double low = ascend ? -scout->eigen.high : scout->eigen.low;
    double high = ascend ? -scout->eigen.low : scout->eigen.high;
    double gone = vec2_length(vec2_sub(last->at, scout->rows.at[0].at));
    bool near = high > 0 && vec2_length(last->gradient) <= NEAR * high * gone;
    return scout->end == PATH_CONVERGED || (is_under_way(scout) && near)
           || (scout->end == PATH_FLAT && near && low >= -SADDLE * high);
}

// Does it go on straight down, by strides that double, to the end of the world?  Then
// `low` gets what f comes to there, `dry` whether it hardly fell any more.
static bool slides(const struct path_row *from, double sign, double size,
                   const struct terrain *land, double *low, bool *dry)
{
    vec2 way = vec2_scale(from->gradient, -sign / vec2_length(from->gradient));
    double first = sign * from->f, before = first, out[PARTS];
    for (double stride = size / FAR; stride <= FAR * size && before > -INFINITY; stride *= 2) {
        vec2 at = vec2_add(from->at, vec2_scale(way, stride));
        evaluator_at(land->slope, at.x, at.y, out);
        double now = sign * out[PART_F];
        if (!(now <= before))
            return false;
        *dry = before - now <= DRY * (first - now);
        before = now;
    }
    *low = sign * before;
    return !*dry || hypot(out[PART_FX], out[PART_FY]) <= DRY * vec2_length(from->gradient);
}

static bool is_abyss(const struct path *scout, double sign, double size)
{
    const struct path_row *first = scout->rows.at;
    double fall = sign * (first->f - last_of(scout)->f);
    return scout->end == PATH_DIVERGED || fall > FAR * size * vec2_length(first->gradient);
}

static void judge(struct bottom *b, const struct path *scout, const struct terrain *land)
{
    double size = hypot(land->view.x1 - land->view.x0, land->view.y1 - land->view.y0);
    double sign = b->ascend ? -1 : 1;
    bool dry = false;
    if (!isfinite(b->start))
        return;
    if (is_abyss(scout, sign, size))
        b->kind = BOTTOM_ENDLESS;
    else if (is_under_way(scout) && slides(last_of(scout), sign, size, land, &b->f, &dry))
        *b = (struct bottom){dry ? BOTTOM_LEVEL : BOTTOM_ENDLESS, b->ascend, b->at,
                             b->start, b->f, {NAN, NAN, {1, 0}, {0, 1}}};
    else if (is_bottom(scout, b->ascend))
        b->kind = BOTTOM_FOUND;
    else if (scout->end == PATH_CONVERGED || scout->end == PATH_FLAT)
        b->kind = BOTTOM_LEVEL;
}

// Where the search came to no end Newton's method does, if there is one.
static bool polish(struct bottom *b, struct path *scout, const struct descent *search,
                   const struct terrain *land)
{
    struct descent newton = descent_default(method_find("newton"));
    newton.start = b->at;
    newton.ascend = search->ascend;
    if (!descent_run(scout, &newton, land))
        return false;
    const struct path_row *last = last_of(scout);
    bool rests = scout->end == PATH_CONVERGED || scout->end == PATH_FLAT;
    b->kind = scout->end == PATH_CONVERGED ? BOTTOM_FOUND
              : rests && b->kind == BOTTOM_FOUND ? BOTTOM_FOUND : BOTTOM_UNKNOWN;
    if (rests)
        *b = (struct bottom){b->kind, b->ascend, last->at, b->start, last->f, scout->eigen};
    return true;
}

bool bottom_find(struct bottom *out, struct path *scout, const struct descent *d,
                 const struct terrain *land)
{
    struct descent search = descent_default(method_find("linesearch"));
    search.start = d->start;
    search.ascend = d->ascend;
    search.steps = SCOUT_STEPS;
    if (!descent_run(scout, &search, land))
        return false;
    const struct path_row *last = last_of(scout);
    *out = (struct bottom){BOTTOM_UNKNOWN, d->ascend, last->at, scout->rows.at[0].f,
                           last->f, scout->eigen};
    judge(out, scout, land);
    if ((out->kind == BOTTOM_FOUND || out->kind == BOTTOM_UNKNOWN) && is_under_way(scout))
        return polish(out, scout, &search, land);
    return true;
}

const char *bottom_missing(const struct bottom *b)
{
    if (!isfinite(b->start))
        return "f has no value at the start";
    if (b->kind == BOTTOM_ENDLESS)
        return b->ascend ? "f rises for ever" : "f falls for ever";
    if (b->kind == BOTTOM_UNKNOWN)
        return b->ascend ? "no top is known" : "no bottom is known";
    return NULL;
}

static struct aim aim_from(double end, bool nothing, bool ascend)
{
    return (struct aim){nothing ? AIM_ZERO : AIM_END, ascend, nothing ? 0 : end, NULL};
}

static bool is_rounding(double start, double end)
{
    return fabs(end) <= NOTHING * fabs(start - end);
}

struct aim bottom_aim(const struct bottom *b)
{
    if (b->kind == BOTTOM_FOUND)
        return aim_from(b->f, is_rounding(b->start, b->f), b->ascend);
    if (b->kind == BOTTOM_LEVEL && b->f == b->start)
        return (struct aim){AIM_NONE, b->ascend, 0, "f is flat at the start"};
    if (b->kind == BOTTOM_LEVEL)
        return aim_at(b->start, b->f, b->ascend);
    bool may_come = isfinite(b->start) && !b->ascend && b->f > 0
                    && b->kind == BOTTOM_UNKNOWN;
    return (struct aim){may_come ? AIM_ZERO : AIM_NONE, b->ascend, 0, bottom_missing(b)};
}

struct aim aim_at(double start, double end, bool ascend)
{
    bool loss = !ascend && end > 0 && start / end > PLAIN;
    return aim_from(end, loss || is_rounding(start, end), ascend);
}

double aim_value(const struct aim *a, double target)
{
    return a->kind == AIM_NONE ? NAN : a->from + (a->ascend ? -target : target);
}

bool aim_holds(const struct aim *a, double f, double target)
{
    return a->kind != AIM_NONE && (a->ascend ? a->from - f : f - a->from) < target;
}
