// SPDX-License-Identifier: MIT
#include "field/critical_sweep.h"

#include "base/array.h"
#include "field/critical_cell.h"
#include "field/critical_polish.h"
#include "field/critical_proof.h"

enum {
    MOST_BOXES = 60000,
    COARSE_LEVEL = 8,           // above it what is flat by rounding is a plain
    HIDDEN_LEVEL = 14,          // below it what rounding hides is not looked at closer
    LINE_LEVEL = 9,             // from here on a long group may be a line
    LINE_LENGTH = 48,           // in boxes
    ROUGH_LEVEL = 16,           // the last one of what is not smooth
    LAST_LEVEL = 26,
    LINE_SEEDS = 64, LINE_TRIES = 12, LINE_HITS = 10,
    BAND = 16,                  // boxes
    LUMP_LEVEL = 12, LUMP_BOXES = 128,
    MOST_REST = 4000,
    BROKEN = INTERVAL_UNDEFINED | INTERVAL_JUMP | INTERVAL_NOWHERE,
    ROUGH = BROKEN | INTERVAL_KINK
};

enum verdict { EMPTY, PLAIN, POINT, LINE, SPECK, OPEN };

static const double nothing = 1e-290;           // as good as 0 for a gradient
static const double flatness = 1e-13;           // of the largest gradient

struct level {
    const struct search *search;
    struct sweep *sweep;
    struct open_cells open, next;
    struct { box *at; size_t count, capacity; bool failed; } rest;  // not looked at
    int depth;
    vec2 side;                  // of a box
    double steepest;            // bound of the gradient; 0 if there is none
    bool strict;
};

static box cell_box(const struct level *l, uint32_t i, uint32_t j)
{
    box all = l->search->swept;
    return (box){all.x0 + i * l->side.x, all.x0 + (i + 1.0) * l->side.x,
                 all.y0 + j * l->side.y, all.y0 + (j + 1.0) * l->side.y};
}

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

static double steepness(const struct bounds *on)
{
    return fmax(largest(on->of[PART_FX]), largest(on->of[PART_FY]));
}

// Whether what rounding hides at some points of the box is nothing all over it.
static bool is_flat(const struct level *l, const struct bounds *on)
{
    struct interval f = on->of[PART_F];
    double most = steepness(on), height = fmax(fabs(f.low), fabs(f.high));
    return most <= flatness * l->steepest ||
           (l->depth < COARSE_LEVEL &&
            most * fmax(l->side.x, l->side.y) <= flatness * height);
}

static unsigned all_marks(const struct bounds *on, int parts)
{
    unsigned marks = 0;
    for (int part = 0; part < parts; part++)
        marks |= on->of[part].marks;
    return marks;
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
    array_push(&l->sweep->roots,
               (struct critical_root){at, box_around(at, around), true});
    return true;
}

// A point that Newton finds from a box, however far.
static void try_box(const struct level *l, box b)
{
    const struct search *s = l->search;
    vec2 at, reach = s->size;
    if (!polish_point(s, box_middle(b), reach, &at) || !search_holds(s, at))
        return;
    for (double part = 1e-2; part > 1e-12; part *= 0.1) {
        vec2 around = vec2_scale(s->size, part);
        if (!proof_one(s, at, around))
            continue;
        array_push(&l->sweep->roots,
                   (struct critical_root){at, box_around(at, around), true});
        return;
    }
    if (!polish_is_sure(s, at))
        return;
    vec2 around = vec2_scale(search_grain(s, at), 64);
    array_push(&l->sweep->roots,
               (struct critical_root){at, box_around(at, around), false});
}

// The zero of the gradient along `across`, from a place in the box.
static bool cross_line(const struct search *s, vec2 *at, vec2 across, vec2 reach)
{
    vec2 start = *at;
    for (int i = 0; i < 12; i++) {
        struct sample p = search_sample(s, *at);
        struct hessian h = p.hessian;
        double bend = across.x * across.x * h.xx + 2 * across.x * across.y * h.xy +
                      across.y * across.y * h.yy;
        double way = -vec2_dot(across, p.slope) / bend;
        *at = vec2_add(*at, vec2_scale(across, way));
        if (!(fabs(at->x - start.x) <= 2 * reach.x && fabs(at->y - start.y) <= 2 * reach.y))
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
    int samples = l->depth < 6 ? 256 >> l->depth : 5;
    for (int i = 0; i < samples; i++) {
        double shift = 2 * (i + 0.43) / samples - 1;
        vec2 at = vec2_add(middle, vec2_scale(along, shift * stride));
        if (!cross_line(l->search, &at, across, half) || fabs(at.x - middle.x) > half.x ||
            fabs(at.y - middle.y) > half.y)
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

static enum verdict judge(const struct level *l, box b, struct open_cell *c)
{
    struct bounds on;
    search_slopes(l->search, b, &on);
    if (!may_vanish(on.of[PART_FX]) || !may_vanish(on.of[PART_FY]))
        return EMPTY;
    if (is_nothing(on.of[PART_FX]) && is_nothing(on.of[PART_FY]))
        return PLAIN;
    if ((l->depth >= HIDDEN_LEVEL || is_flat(l, &on)) && is_hidden(l->search, b))
        return l->depth < COARSE_LEVEL ? PLAIN : SPECK;
    search_curvatures(l->search, b, &on);
    c->rough = all_marks(&on, PARTS) & ROUGH;
    if (c->rough)
        return l->depth < ROUGH_LEVEL ? OPEN : SPECK;
    if (proof_empty(l->search, b, &on))
        return EMPTY;
    if (find_point(l, b))
        return POINT;
    if (find_line(l, b, &on))
        return LINE;
    return l->depth < LAST_LEVEL ? OPEN : SPECK;
}

static void look(struct level *l, struct open_cell c)
{
    box b = cell_box(l, c.i, c.j);
    if (l->sweep->boxes >= MOST_BOXES) {
        array_push(&l->rest, b);
        return;
    }
    l->sweep->boxes++;
    switch (judge(l, b, &c)) {
    case PLAIN: array_push(&l->sweep->plains, b); break;
    case SPECK: array_push(&l->sweep->specks, b); break;
    case OPEN: array_push(&l->open, c); break;
    default: break;
    }
}

struct group { size_t first, count, rough; uint32_t i0, i1, j0, j1; };

static bool is_long(const struct group *g)
{
    return g->i1 - g->i0 >= LINE_LENGTH || g->j1 - g->j0 >= LINE_LENGTH;
}

// Boxes that grow in number and not apart: enclosures are too wide for this one.
static bool is_lump(const struct level *l, const struct group *g)
{
    return l->depth >= LUMP_LEVEL && g->count > LUMP_BOXES &&
           (g->i1 - g->i0) * l->side.x < l->search->size.x / 64 &&
           (g->j1 - g->j0) * l->side.y < l->search->size.y / 64;
}

static int by_group(const void *a, const void *b)
{
    const struct open_cell *p = a, *q = b;
    if (p->group != q->group)
        return p->group < q->group ? -1 : 1;
    if (p->j != q->j)
        return p->j < q->j ? -1 : 1;
    return (p->i > q->i) - (p->i < q->i);
}

static struct group next_group(const struct open_cells *c, size_t first)
{
    struct open_cell one = c->at[first];
    struct group g = {first, 0, 0, one.i, one.i, one.j, one.j};
    for (size_t k = first; k < c->count && c->at[k].group == one.group; k++, g.count++) {
        struct open_cell at = c->at[k];
        g.rough += at.rough;
        g.i0 = at.i < g.i0 ? at.i : g.i0;
        g.i1 = at.i > g.i1 ? at.i : g.i1;
        g.j0 = at.j < g.j0 ? at.j : g.j0;
        g.j1 = at.j > g.j1 ? at.j : g.j1;
    }
    return g;
}

// The gradient is zero at the place, and not to three sides of it or all four, as it
// would be in a plain or on its border.
static bool is_on_line(const struct search *s, vec2 at, vec2 reach)
{
    static const vec2 ways[] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
    int zeros = 0;
    for (int i = 0; i < 4; i++)
        zeros += search_vanishes(s, (vec2){at.x + ways[i].x * reach.x,
                                           at.y + ways[i].y * reach.y});
    return zeros < 3 && search_vanishes(s, at);
}

static bool find_seed(const struct level *l, struct open_cell c, vec2 *seed)
{
    box b = cell_box(l, c.i, c.j);
    vec2 reach = vec2_scale(box_reach(b), 4);
    return polish_singular(l->search, box_middle(b), reach, true, seed) &&
           is_on_line(l->search, *seed, reach);
}

static bool is_line(const struct level *l, const struct group *g)
{
    int hits = 0;
    vec2 seed;
    for (size_t k = 0; k < LINE_TRIES; k++)
        hits += find_seed(l, l->open.at[g->first + k * (g->count - 1) / (LINE_TRIES - 1)],
                          &seed);
    return hits >= LINE_HITS;
}

static void keep_seeds(struct level *l, const struct group *g)
{
    vec2 seed, reach = vec2_scale(l->side, 0.5);
    size_t stride = g->count / LINE_SEEDS + 1;
    for (size_t k = 0; k < g->count; k += stride)
        if (find_seed(l, l->open.at[g->first + k], &seed))
            array_push(&l->sweep->seeds, (struct critical_seed){seed, reach});
}

struct band { double low, high; box lowest, highest; };

static void band_add(struct band *band, box b, double f)
{
    if (f < band->low) {
        band->low = f;
        band->lowest = b;
    }
    if (f > band->high) {
        band->high = f;
        band->highest = b;
    }
}

// A line of kinks may hold an extremum where it has the lowest or highest box among
// the bands it crosses.
static void keep_extremes(struct level *l, const struct group *g)
{
    bool wide = g->i1 - g->i0 > g->j1 - g->j0;
    size_t bands = (wide ? g->i1 - g->i0 : g->j1 - g->j0) / BAND + 1;
    struct band *band = malloc(bands * sizeof *band);
    l->sweep->specks.failed |= !band;
    for (size_t k = 0; band && k < bands; k++)
        band[k] = (struct band){.low = INFINITY, .high = -INFINITY};
    for (size_t k = g->first; band && k < g->first + g->count; k++) {
        struct open_cell c = l->open.at[k];
        box b = cell_box(l, c.i, c.j);
        band_add(&band[(wide ? c.i - g->i0 : c.j - g->j0) / BAND], b,
                 search_sample(l->search, box_middle(b)).f);
    }
    for (size_t k = 0; band && k < bands; k++)
        if (isfinite(band[k].low))
            try_box(l, band[k].lowest);
    for (size_t k = 1; band && k + 1 < bands; k++) {
        if (band[k].low < fmin(band[k - 1].low, band[k + 1].low))
            array_push(&l->sweep->specks, band[k].lowest);
        if (band[k].high > fmax(band[k - 1].high, band[k + 1].high))
            array_push(&l->sweep->specks, band[k].highest);
    }
    free(band);
}

// What stays long however small the boxes is a line: of critical points, or of kinks,
// which is left out.
static bool settle_group(struct level *l, const struct group *g)
{
    if (is_lump(l, g)) {
        box first = cell_box(l, g->i0, g->j0), last = cell_box(l, g->i1, g->j1);
        array_push(&l->sweep->specks, (box){first.x0, last.x1, first.y0, last.y1});
        return true;
    }
    if (!is_long(g))
        return false;
    if (is_line(l, g)) {
        keep_seeds(l, g);
        return true;
    }
    if (2 * g->rough <= g->count)
        return false;
    l->sweep->skipped = true;
    keep_extremes(l, g);
    return true;
}

static void settle_lines(struct level *l)
{
    size_t kept = 0;
    if (l->depth < LINE_LEVEL)
        return;
    cells_group(&l->open);
    if (l->open.failed)
        return;
    qsort(l->open.at, l->open.count, sizeof *l->open.at, by_group);
    for (size_t first = 0; first < l->open.count;) {
        struct group g = next_group(&l->open, first);
        first += g.count;
        if (settle_group(l, &g))
            continue;
        memmove(l->open.at + kept, l->open.at + g.first, g.count * sizeof *l->open.at);
        kept += g.count;
    }
    l->open.count = kept;
}

// Every open box becomes four.
static void split_all(struct level *l)
{
    struct open_cells parents = l->open;
    l->open = l->next;
    l->next = parents;
    l->open.count = 0;
    l->depth++;
    l->side = vec2_scale(l->side, 0.5);
    for (size_t k = 0; k < parents.count; k++)
        for (uint32_t q = 0; q < 4; q++)
            look(l, (struct open_cell){parents.at[k].i * 2 + (q & 1),
                                       parents.at[k].j * 2 + (q >> 1), false, 0});
}

// Newton from boxes that nobody had the time to look at.
static void try_rest(const struct level *l)
{
    size_t stride = l->rest.count / MOST_REST + 1;
    for (size_t k = 0; k < l->rest.count; k += stride)
        try_box(l, l->rest.at[k]);
}

static bool has_failed(const struct level *l)
{
    const struct sweep *s = l->sweep;
    return s->roots.failed || s->seeds.failed || s->specks.failed || s->plains.failed ||
           l->open.failed || l->next.failed || l->rest.failed;
}

bool sweep_run(struct sweep *out, const struct search *s, bool strict)
{
    struct level l = {.search = s, .sweep = out, .strict = strict};
    l.side = (vec2){s->swept.x1 - s->swept.x0, s->swept.y1 - s->swept.y0};
    struct bounds all;
    search_slopes(s, s->swept, &all);
    l.steepest = isfinite(steepness(&all)) ? steepness(&all) : 0;
    look(&l, (struct open_cell){0});
    while (l.open.count && !l.rest.count && !has_failed(&l)) {
        split_all(&l);
        settle_lines(&l);
    }
    out->finished = !l.rest.count;
    for (size_t k = 0; k < l.open.count && !out->finished; k++)
        array_push(&l.rest, cell_box(&l, l.open.at[k].i, l.open.at[k].j));
    try_rest(&l);
    bool done = !has_failed(&l);
    array_free(&l.open);
    array_free(&l.next);
    array_free(&l.rest);
    return done;
}

void sweep_free(struct sweep *w)
{
    array_free(&w->roots);
    array_free(&w->seeds);
    array_free(&w->specks);
    array_free(&w->plains);
    *w = (struct sweep){0};
}
