// SPDX-License-Identifier: MIT
#include "field/critical_judge.h"

#include "base/array.h"
#include "field/critical_polish.h"
#include "field/critical_proof.h"

enum {
    COARSE_LEVEL = 8,           // above it what is flat by rounding is a plain
    HIDDEN_LEVEL = 14,          // below it what rounding hides is not looked at closer
    ROUGH_LEVEL = 16,           // the last one of what is not smooth
    LAST_LEVEL = 26,
    LINE_SAMPLES = 256, FEWEST_SAMPLES = 5          // across the region; in a box
};

static const double nothing = 1e-290;           // as good as 0 for a gradient
static const double flatness = 1e-13;           // of the largest gradient
static const double lopsided = 8;
static const double hopeless = 1e-8;            // of the other eigenvalue: no proof
static const double slack = 1e-3, same_point = 1e-7;        // of the region

static bool may_vanish(struct interval a)
{
    return a.low <= 0 && a.high >= 0 && !(a.marks & INTERVAL_NOWHERE);
}

static bool is_nothing(struct interval a)
{
    return a.low >= -nothing && a.high <= nothing;
}

// Rounding hides the gradient at points all over the box.
static bool is_hidden(const struct search *s, box b)
{
    static const vec2 places[] = {{0.5, 0.5}, {0.07, 0.11}, {0.91, 0.13}, {0.12, 0.94},
                                  {0.93, 0.88}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        vec2 at = {b.x0 + places[i].x * (b.x1 - b.x0),
                   b.y0 + places[i].y * (b.y1 - b.y0)};
        if (!search_vanishes(s, at))
            return false;
    }
    return true;
}

static double largest(struct interval a)
{
    return fmax(fabs(a.low), fabs(a.high));
}

double judge_steepness(const struct bounds *on)
{
    return fmax(largest(on->of[PART_FX]), largest(on->of[PART_FY]));
}

// Whether what rounding hides at some points of the box is nothing all over it.
static bool is_flat(const struct level *l, const struct bounds *on)
{
    struct interval f = on->of[PART_F];
    double most = judge_steepness(on), height = fmax(fabs(f.low), fabs(f.high));
    return most <= flatness * l->steepest ||
           (l->depth < COARSE_LEVEL &&
            most * fmax(l->side.x, l->side.y) <= flatness * height);
}

static bool is_known(const struct sweep *w, vec2 at)
{
    for (size_t i = 0; i < w->roots.count; i++)
        if (box_holds(w->roots.at[i].only, at))
            return true;
    return false;
}

static void keep_root(const struct level *l, vec2 at, vec2 around, bool proved)
{
    array_push(&l->sweep->roots,
               (struct critical_root){at, box_around(at, around), proved});
}

// One zero in all of the box and around, or in none of it.
static bool find_point(const struct level *l, box b)
{
    vec2 middle = box_middle(b), half = box_reach(b), at;
    vec2 reach = vec2_scale(half, 2);
    if (!polish_point(l->search, middle, reach, &at))
        return false;
    vec2 around = {1.05 * (half.x + fabs(at.x - middle.x)),
                   1.05 * (half.y + fabs(at.y - middle.y))};
    if (!proof_one(l->search, at, around))
        return false;
    keep_root(l, at, around, true);
    return true;
}

void judge_try(const struct level *l, box b)
{
    const struct search *s = l->search;
    vec2 near, at, reach = s->size;
    if (!polish_point(s, box_middle(b), reach, &near) ||
        !polish_singular(s, near, vec2_scale(s->size, slack), false, &at) ||
        !search_holds(s, at) || is_known(l->sweep, at))
        return;
    struct eigen e = hessian_eigen(search_sample(s, at).hessian);
    bool thin = !(eigen_least(e) > hopeless * eigen_most(e));
    for (double part = 1e-2; part > 1e-12 && !thin; part *= 0.1) {
        vec2 around = vec2_scale(s->size, part);
        if (!proof_one(s, at, around))
            continue;
        keep_root(l, at, around, true);
        return;
    }
    double doubt = 8 * polish_doubt(s, at);
    vec2 same = vec2_scale(s->size, same_point);
    if (isfinite(doubt))
        keep_root(l, at, (vec2){fmax(same.x, doubt), fmax(same.y, doubt)}, false);
}

// The zero of the gradient along `across`, from a place in the box.
static bool cross_line(const struct search *s, vec2 *at, vec2 across, vec2 reach)
{
    box near = box_around(*at, vec2_scale(reach, 2));
    for (int i = 0; i < 12; i++) {
        struct sample p = search_sample(s, *at);
        struct hessian h = p.hessian;
        double bend = across.x * across.x * h.xx + 2 * across.x * across.y * h.xy +
                      across.y * across.y * h.yy;
        double way = -vec2_dot(across, p.slope) / bend;
        *at = vec2_add(*at, vec2_scale(across, way));
        if (!box_holds(near, *at))
            return false;
        vec2 grain = search_grain(s, *at);
        if (fabs(way * across.x) <= grain.x && fabs(way * across.y) <= grain.y)
            return true;
    }
    return false;
}

// All zeros lie on one line through the box; is the gradient zero all along it?
static bool find_line(const struct level *l, box b, const struct bounds *on)
{
    vec2 across, middle = box_middle(b), half = box_reach(b), seed = middle;
    if (!proof_line(on, &across))
        return false;
    vec2 along = {-across.y, across.x};
    if (l->strict && fabs(along.x) * largest(on->of[PART_FX]) +
                             fabs(along.y) * largest(on->of[PART_FY]) >
                         flatness * l->steepest)
        return false;
    double stride = fmin(half.x / fmax(fabs(along.x), 1e-300),
                         half.y / fmax(fabs(along.y), 1e-300));
    double nearest = INFINITY;
    int samples = LINE_SAMPLES >> l->depth;
    samples = samples > FEWEST_SAMPLES ? samples : FEWEST_SAMPLES;
    for (int i = 0; i < samples; i++) {
        double shift = 2 * (i + 0.43) / samples - 1;
        vec2 at = vec2_add(middle, vec2_scale(along, shift * stride));
        if (!cross_line(l->search, &at, across, half) || !box_holds(b, at))
            continue;
        if (!search_vanishes(l->search, at))
            return false;
        double away = fabs(shift) + (search_holds(l->search, at) ? 0 : 1);
        if (away < nearest) {
            nearest = away;
            seed = at;
        }
    }
    if (isfinite(nearest))
        array_push(&l->sweep->seeds, (struct critical_seed){seed, half});
    return isfinite(nearest);
}

static void fill_cell(const struct level *l, const struct bounds *on,
                      struct open_cell *cell)
{
    double mixed = largest(on->of[PART_FXY]);
    double x = l->side.x * fmax(largest(on->of[PART_FXX]), mixed);
    double y = l->side.y * fmax(largest(on->of[PART_FYY]), mixed);
    cell->rough = !proof_smooth(on);
    cell->wide = !cell->rough && x > lopsided * y;
    cell->tall = !cell->rough && y > lopsided * x;
}

enum verdict judge_box(const struct level *l, box b, struct open_cell *cell)
{
    struct bounds on;
    search_slopes(l->search, b, &on);
    if (!may_vanish(on.of[PART_FX]) || !may_vanish(on.of[PART_FY]))
        return VERDICT_EMPTY;
    if (is_nothing(on.of[PART_FX]) && is_nothing(on.of[PART_FY]))
        return VERDICT_PLAIN;
    if ((l->depth >= HIDDEN_LEVEL || is_flat(l, &on)) && is_hidden(l->search, b))
        return l->depth < COARSE_LEVEL ? VERDICT_PLAIN : VERDICT_SPECK;
    search_curvatures(l->search, b, &on);
    fill_cell(l, &on, cell);
    if (cell->rough)
        return l->depth < ROUGH_LEVEL ? VERDICT_OPEN : VERDICT_SPECK;
    if (proof_empty(l->search, b, &on))
        return VERDICT_EMPTY;
    if (find_point(l, b))
        return VERDICT_POINT;
    if (find_line(l, b, &on))
        return VERDICT_LINE;
    return l->depth < LAST_LEVEL ? VERDICT_OPEN : VERDICT_SPECK;
}
