// SPDX-License-Identifier: MIT
#include "field/critical_sweep.h"

#include "base/array.h"
#include "field/critical_judge.h"
#include "field/critical_line.h"

enum {
    MOST_BOXES = 60000, FEWEST_BOXES = 1000,
    MOST_WORK = 2200000,        // boxes times the steps of a formula
    MOST_EXTRA = 24,            // 2 to the power of these and all levels is exact
    MOST_FOUND = 8192,
    MOST_REST = 4000, MOST_TRIES = 250000           // tries; times the steps
};

struct rest { box *at; size_t count, capacity; bool failed; };      // not looked at

static bool is_over(const struct level *l)
{
    const struct sweep *s = l->sweep;
    size_t work = s->boxes * intervals_steps(l->search->curvatures);
    return s->boxes >= MOST_BOXES || (work >= MOST_WORK && s->boxes >= FEWEST_BOXES) ||
           s->seeds.count > MOST_FOUND || s->specks.count > MOST_FOUND;
}

static void look(struct level *l, struct rest *rest, struct open_cell c)
{
    box b = level_box(l, c.i, c.j);
    if (is_over(l)) {
        array_push(rest, b);
        return;
    }
    l->sweep->boxes++;
    switch (judge_box(l, b, &c)) {
    case VERDICT_PLAIN: array_push(&l->sweep->plains, b); break;
    case VERDICT_SPECK: array_push(&l->sweep->specks, b); break;
    case VERDICT_OPEN: array_push(&l->open, c); break;
    default: break;
    }
}

static const double longish = 8;

struct cut { bool x, y; };

// Both ways; only across the longer side while boxes are long and nearly all of them
// call for it.
static struct cut choose_cut(const struct level *l)
{
    const struct open_cells *open = &l->open;
    size_t wide = 0, tall = 0, most = open->count - open->count / 8;
    for (size_t k = 0; k < open->count; k++) {
        wide += open->at[k].wide;
        tall += open->at[k].tall;
    }
    if (l->extra >= MOST_EXTRA)
        return (struct cut){true, true};
    return (struct cut){tall < most || l->side.y < longish * l->side.x,
                        wide < most || l->side.x < longish * l->side.y};
}

// Every open box becomes four, or two.
static void split_all(struct level *l, struct rest *rest)
{
    struct cut cut = choose_cut(l);
    struct open_cells parents = l->open;
    l->open = (struct open_cells){.failed = parents.failed};
    l->depth += cut.x && cut.y;
    l->extra += cut.x != cut.y;
    l->side = (vec2){l->side.x / (1 + cut.x), l->side.y / (1 + cut.y)};
    for (size_t k = 0; k < parents.count; k++)
        for (int q = 0; q < 4; q++) {
            unsigned i = q & 1, j = q >> 1;
            struct open_cell part = {.i = parents.at[k].i * (1 + cut.x) + i,
                                     .j = parents.at[k].j * (1 + cut.y) + j};
            if (i <= cut.x && j <= cut.y)
                look(l, rest, part);
        }
    array_free(&parents);
}

// What nobody had the time to look at may hold points and lines that Newton finds.
static void try_rest(const struct level *l, struct rest *rest)
{
    for (size_t k = 0; k < l->open.count; k++)
        array_push(rest, level_box(l, l->open.at[k].i, l->open.at[k].j));
    size_t most = MOST_TRIES / intervals_steps(l->search->curvatures);
    size_t stride = rest->count / (most < MOST_REST ? most + 1 : MOST_REST) + 1;
    bool lines = l->sweep->seeds.count;
    for (size_t k = 0; k < rest->count; k += stride) {
        judge_try(l, rest->at[k]);
        if (lines)
            lines_try(l, rest->at[k]);
    }
}

static bool has_failed(const struct sweep *s)
{
    return s->roots.failed || s->seeds.failed || s->specks.failed || s->plains.failed;
}

static struct level first_level(struct sweep *out, const struct search *s, bool strict)
{
    struct level l = {.search = s, .sweep = out, .strict = strict};
    struct bounds all;
    search_slopes(s, s->swept, &all);
    l.side = (vec2){s->swept.x1 - s->swept.x0, s->swept.y1 - s->swept.y0};
    l.steepest = judge_steepness(&all);
    l.steepest = isfinite(l.steepest) ? l.steepest : 0;
    return l;
}

bool sweep_run(struct sweep *out, const struct search *s, bool strict)
{
    struct level l = first_level(out, s, strict);
    struct rest rest = {0};
    look(&l, &rest, (struct open_cell){0});
    while (l.open.count && !rest.count && !l.open.failed && !rest.failed) {
        split_all(&l, &rest);
        lines_settle(&l);
    }
    out->finished = !rest.count;
    if (!out->finished)
        try_rest(&l, &rest);
    bool done = !has_failed(out) && !l.open.failed && !rest.failed;
    array_free(&l.open);
    array_free(&rest);
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
