// SPDX-License-Identifier: MIT
#include "field/critical_line.h"

#include "base/array.h"
#include "field/critical_judge.h"
#include "field/critical_polish.h"

enum {
    LINE_LEVEL = 9,             // from here on a long group may be a line
    LINE_LENGTH = 48,           // in boxes
    LINE_SEEDS = 64, LINE_TRIES = 12, LINE_HITS = 10,
    BAND = 16,                  // boxes
    LUMP_LEVEL = 12, LUMP_BOXES = 128
};

struct group { size_t first, count, rough; uint64_t i0, i1, j0, j1; };

static bool is_long(const struct group *g)
{
    return g->i1 - g->i0 >= LINE_LENGTH || g->j1 - g->j0 >= LINE_LENGTH;
}

// Boxes that grow in number and not apart: enclosures are too wide for this one.
static bool is_lump(const struct level *l, const struct group *g)
{
    return l->depth >= LUMP_LEVEL && g->count > LUMP_BOXES &&
           (double)(g->i1 - g->i0) * l->side.x < l->search->size.x / 64 &&
           (double)(g->j1 - g->j0) * l->side.y < l->search->size.y / 64;
}

static struct group next_group(const struct open_cells *c, size_t first)
{
    struct open_cell one = c->at[first];
    struct group g = {first, 0, 0, one.i, one.i, one.j, one.j};
    for (size_t k = first; k < c->count && c->at[k].group == one.group; k++) {
        struct open_cell at = c->at[k];
        g.count++;
        g.rough += at.rough;
        g.i0 = at.i < g.i0 ? at.i : g.i0;
        g.i1 = at.i > g.i1 ? at.i : g.i1;
        g.j0 = at.j < g.j0 ? at.j : g.j0;
        g.j1 = at.j > g.j1 ? at.j : g.j1;
    }
    return g;
}

// The gradient is zero at the place, and not to three sides of it or more, as it would
// be in a plain or on its border.
static bool is_on_line(const struct search *s, vec2 at, vec2 reach)
{
    static const vec2 ways[] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1},
                                {1, 1}, {-1, 1}, {1, -1}, {-1, -1}};
    int zeros = 0;
    for (int i = 0; i < 8; i++)
        zeros += search_vanishes(s, (vec2){at.x + ways[i].x * reach.x,
                                           at.y + ways[i].y * reach.y});
    return zeros < 3 && search_vanishes(s, at);
}

static box cell_box(const struct level *l, struct open_cell c)
{
    return level_box(l, c.i, c.j);
}

static bool find_seed(const struct level *l, box b, vec2 *seed)
{
    vec2 reach = vec2_scale(box_reach(b), 4);
    return polish_singular(l->search, box_middle(b), reach, true, seed) &&
           is_on_line(l->search, *seed, reach);
}

static bool is_line(const struct level *l, const struct group *g)
{
    const struct open_cell *first = l->open.at + g->first;
    int hits = 0;
    vec2 seed;
    for (size_t k = 0; k < LINE_TRIES; k++)
        hits += find_seed(l, cell_box(l, first[k * (g->count - 1) / (LINE_TRIES - 1)]),
                          &seed);
    return hits >= LINE_HITS;
}

void lines_try(const struct level *l, box b)
{
    vec2 seed;
    if (find_seed(l, b, &seed))
        array_push(&l->sweep->seeds, (struct critical_seed){seed, box_reach(b)});
}

static void keep_seeds(struct level *l, const struct group *g)
{
    size_t stride = g->count / LINE_SEEDS + 1;
    for (size_t k = 0; k < g->count; k += stride)
        lines_try(l, cell_box(l, l->open.at[g->first + k]));
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
    const struct band none = {.low = INFINITY, .high = -INFINITY};
    bool wide = g->i1 - g->i0 > g->j1 - g->j0;
    size_t bands = (wide ? g->i1 - g->i0 : g->j1 - g->j0) / BAND + 1;
    struct band *band = malloc(bands * sizeof *band);
    l->sweep->specks.failed |= !band;
    for (size_t k = 0; band && k < bands; k++)
        band[k] = none;
    for (size_t k = g->first; band && k < g->first + g->count; k++) {
        struct open_cell c = l->open.at[k];
        box b = level_box(l, c.i, c.j);
        band_add(&band[(wide ? c.i - g->i0 : c.j - g->j0) / BAND], b,
                 search_sample(l->search, box_middle(b)).f);
    }
    for (size_t k = 0; band && k < bands; k++)
        if (isfinite(band[k].low))
            judge_try(l, band[k].lowest);
    for (size_t k = 0; band && k < bands; k++) {
        const struct band *before = k ? &band[k - 1] : &none;
        const struct band *after = k + 1 < bands ? &band[k + 1] : &none;
        if (band[k].low < fmin(before->low, after->low))
            array_push(&l->sweep->specks, band[k].lowest);
        if (band[k].high > fmax(before->high, after->high))
            array_push(&l->sweep->specks, band[k].highest);
    }
    free(band);
}

// What stays long however small the boxes is a line: of critical points, or of kinks,
// which is left out.
static bool settle_group(struct level *l, const struct group *g)
{
    if (is_lump(l, g)) {
        box first = level_box(l, g->i0, g->j0), last = level_box(l, g->i1, g->j1);
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

void lines_settle(struct level *l)
{
    size_t kept = 0;
    if (l->depth < LINE_LEVEL)
        return;
    level_group(l);
    if (l->open.failed)
        return;
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
