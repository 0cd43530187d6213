// SPDX-License-Identifier: MIT
#include "field/contour_edge.h"

#include "field/contour_polish.h"

enum { FROM_NODE = 1 << 30,         // edge.from, edge.to: a node, else a point probed
       TRIM_STEPS = 16, PEAK_STEPS = 24, POLE_STEPS = 16 };

static struct cell *cell_at(const struct trace *t, int i, int j)
{
    return i < 0 || j < 0 ? NULL : &t->cell[trace_index(t, i, j)];
}

static double slope(struct sample s, bool upright)
{
    return upright ? s.dv : s.du;
}

static double along(const struct edge *e, struct sample s)
{
    return slope(s, e->upright);
}

static bool opposed(double a, double b)
{
    return (a < 0 && b > 0) || (a > 0 && b < 0);
}

// Slopes that agree with each other but not with the way f went: a pole between.
static bool is_pole(const struct edge *e, struct sample a, struct sample b)
{
    double rise = b.f - a.f;
    return opposed(rise, along(e, a)) && opposed(rise, along(e, b));
}

static void add_edge(struct worker *w, bool upright, bool rough, vec2 a, vec2 b,
                     uint32_t from, uint32_t to)
{
    if (!array_reserve(&w->edges, w->edges.count + 1))
        return;
    struct edge *e = &w->edges.at[w->edges.count++];
    e->number = w->numbers++;
    e->upright = upright;
    e->rough = rough;
    e->stops = 2;
    e->fixed = upright ? a.x : a.y;
    e->t[0] = upright ? a.y : a.x;
    e->t[1] = upright ? b.y : b.x;
    e->from = from;
    e->to = to;
}

// A side in one piece with nothing on it: no level between its ends, nor beyond them
// in a place where f might turn round or break.
static bool is_empty(const struct trace *t, size_t from, size_t to, bool upright,
                     bool rough)
{
    if (t->class[from] != t->class[to] || (rough && t->class[from] != NO_CLASS))
        return false;
    return !opposed(slope(t->node[from], upright), slope(t->node[to], upright));
}

// One side of a cell, in as many parts as the finer of its two neighbours has.
static uint32_t add_side(const struct trace *t, struct worker *w, int i, int j,
                         bool upright, bool *met)
{
    const struct cell *here = cell_at(t, i, j);
    const struct cell *there = upright ? cell_at(t, i - 1, j) : cell_at(t, i, j - 1);
    int parts = here->parts;
    unsigned marks = here->marks;
    if (there) {
        parts = there->parts > parts ? there->parts : parts;
        marks |= there->marks;
    }
    uint32_t first = w->numbers, node = (uint32_t)trace_index(t, i, j);
    uint32_t last = (uint32_t)trace_index(t, i + !upright, j + upright);
    bool rough = marks & CELL_ROUGH;
    if (parts == 1 && is_empty(t, node, last, upright, rough)) {
        w->numbers++;
        return first;
    }
    *met = true;
    uint32_t from = FROM_NODE | node;
    vec2 a = {trace_u(t, i), trace_v(t, j)};
    for (int k = 1; k <= parts; k++) {
        double part = (double)k / parts;
        vec2 b = upright ? (vec2){a.x, trace_v(t, j + part)}
                         : (vec2){trace_u(t, i + part), a.y};
        uint32_t to = k < parts ? probe_add(&w->probe, b.x, b.y) : FROM_NODE | last;
        add_edge(w, upright, rough, a, b, from, to);
        a = b;
        from = to;
    }
    return first;
}

// The edges inside a cell that is cut: first those along u, row by row, then those
// along v, column by column.
static uint32_t add_inside(const struct trace *t, struct worker *w, int i, int j)
{
    const struct cell *c = cell_at(t, i, j);
    int n = c->parts;
    bool rough = c->marks & CELL_ROUGH;
    uint32_t first = w->numbers, grid = (uint32_t)w->probe.count;
    double u[CELL_PARTS + 1], v[CELL_PARTS + 1];
    for (int k = 0; k <= n; k++) {
        u[k] = trace_u(t, i + (double)k / n);
        v[k] = trace_v(t, j + (double)k / n);
    }
    for (int q = 0; q <= n; q++)
        for (int p = 0; p <= n; p++)
            probe_add(&w->probe, u[p], v[q]);
    for (int q = 1; q < n; q++)
        for (int p = 0; p < n; p++) {
            uint32_t at = grid + (uint32_t)(q * (n + 1) + p);
            add_edge(w, false, rough, (vec2){u[p], v[q]}, (vec2){u[p + 1], v[q]},
                     at, at + 1);
        }
    for (int p = 1; p < n; p++)
        for (int q = 0; q < n; q++) {
            uint32_t at = grid + (uint32_t)(q * (n + 1) + p);
            add_edge(w, true, rough, (vec2){u[p], v[q]}, (vec2){u[p], v[q + 1]},
                     at, at + (uint32_t)n + 1);
        }
    return first;
}

static void add_cell(const struct trace *t, struct worker *w, int i, int j)
{
    struct cell *c = cell_at(t, i, j);
    if (i < t->nx)
        c->bottom = add_side(t, w, i, j, false, &c->bottom_met);
    if (j < t->ny)
        c->left = add_side(t, w, i, j, true, &c->left_met);
    if (i < t->nx && j < t->ny && c->parts > 1)
        c->inner = add_inside(t, w, i, j);
}

static struct sample end_sample(const struct trace *t, const struct worker *w,
                                uint32_t end)
{
    return end & FROM_NODE ? t->node[end & (FROM_NODE - 1)]
                           : probe_sample(&w->probe, end);
}

// Keeps the edges on which something may be.
static void fill_samples(const struct trace *t, struct worker *w)
{
    size_t left = 0;
    for (size_t k = 0; k < w->edges.count; k++) {
        struct edge *e = &w->edges.at[k];
        struct sample a = end_sample(t, w, e->from), b = end_sample(t, w, e->to);
        bool live = trace_class(t, a.f) != trace_class(t, b.f) ||
                    opposed(along(e, a), along(e, b)) || (e->rough && is_pole(e, a, b));
        if (!live || (isnan(a.f) && isnan(b.f)))
            continue;
        w->edges.at[left] = *e;
        w->edges.at[left].s[0] = a;
        w->edges.at[left++].s[1] = b;
    }
    w->edges.count = left;
}

static uint32_t probe_on(struct worker *w, const struct edge *e, double t)
{
    return e->upright ? probe_add(&w->probe, e->fixed, t)
                      : probe_add(&w->probe, t, e->fixed);
}

// A search along an edge: between `low` and `high` f ends, or has an extremum.
struct turn {
    uint32_t edge;
    double low, high;
    struct sample at_low, at_high, best;
    double best_at;
};

static void probe_middles(struct worker *w, const struct trace *t)
{
    w->probe.count = 0;
    for (size_t k = 0; k < w->turns.count; k++) {
        const struct turn *turn = &w->turns.at[k];
        probe_on(w, &w->edges.at[turn->edge], (turn->low + turn->high) / 2);
    }
    probe_run(&w->probe, t);
    if (w->probe.failed)
        w->turns.count = 0;
}

// An edge that leaves the domain is cut short at the last point found inside.
static void trim(const struct trace *t, struct worker *w)
{
    w->turns.count = 0;
    for (size_t k = 0; k < w->edges.count; k++) {
        const struct edge *e = &w->edges.at[k];
        if (isnan(e->s[0].f) != isnan(e->s[1].f))
            array_push(&w->turns, (struct turn){.edge = (uint32_t)k, .low = e->t[0],
                       .high = e->t[1], .at_low = e->s[0], .at_high = e->s[1]});
    }
    for (int step = 0; step < TRIM_STEPS && w->turns.count; step++) {
        probe_middles(w, t);
        for (size_t k = 0; k < w->turns.count; k++) {
            struct turn *turn = &w->turns.at[k];
            struct sample s = probe_sample(&w->probe, k);
            double middle = (turn->low + turn->high) / 2;
            if (isnan(s.f) == isnan(turn->at_low.f))
                turn->low = middle, turn->at_low = s;
            else
                turn->high = middle, turn->at_high = s;
        }
    }
    for (size_t k = 0; k < w->turns.count; k++) {
        const struct turn *turn = &w->turns.at[k];
        struct edge *e = &w->edges.at[turn->edge];
        int end = isnan(e->s[0].f) ? 0 : 1;
        e->t[end] = end ? turn->low : turn->high;
        e->s[end] = end ? turn->at_low : turn->at_high;
    }
}

// Where the tangents at both ends meet: beyond it a concave (or convex) piece cannot
// reach.
static double reach(double a, double b, double fa, double fb, double da, double db)
{
    double s = (fb - fa - db * (b - a)) / (da - db);
    return fa + da * s;
}

static bool hides_level(const struct trace *t, const struct edge *e)
{
    double da = along(e, e->s[0]), db = along(e, e->s[1]);
    if (!opposed(da, db))
        return false;
    if (e->rough)
        return true;
    double fa = e->s[0].f, fb = e->s[1].f;
    double end = da > 0 ? fmax(fa, fb) : fmin(fa, fb);
    double far = reach(e->t[0], e->t[1], fa, fb, da, db);
    return trace_class(t, far + (far - end) / 2) != trace_class(t, end);
}

// One bisection of the derivative; false when no level can be hidden any more.
static bool turn_step(const struct trace *t, const struct edge *e, struct turn *turn,
                      struct sample s)
{
    double middle = (turn->low + turn->high) / 2, d = along(e, s);
    bool top = along(e, turn->at_low) > 0;
    if (isnan(s.f) || isnan(d))
        return false;
    if (isnan(turn->best.f) || (top ? s.f > turn->best.f : s.f < turn->best.f))
        turn->best = s, turn->best_at = middle;
    if ((d > 0) == top)
        turn->low = middle, turn->at_low = s;
    else
        turn->high = middle, turn->at_high = s;
    double far = reach(turn->low, turn->high, turn->at_low.f, turn->at_high.f,
                       along(e, turn->at_low), along(e, turn->at_high));
    return d != 0 && (e->rough || trace_class(t, far) != trace_class(t, turn->best.f));
}

static void keep_turn(const struct trace *t, struct edge *e, const struct turn *turn)
{
    uint16_t best = trace_class(t, turn->best.f), a = trace_class(t, e->s[0].f),
             b = trace_class(t, e->s[1].f);
    if (best == NO_CLASS || (best <= (a > b ? a : b) && best >= (a < b ? a : b)))
        return;
    e->t[2] = e->t[1];
    e->s[2] = e->s[1];
    e->t[1] = turn->best_at;
    e->s[1] = turn->best;
    e->stops = 3;
}

// An edge on which f turns round beyond a level is split where it turns.
static void split_at_turns(const struct trace *t, struct worker *w)
{
    w->turns.count = 0;
    for (size_t k = 0; k < w->edges.count; k++) {
        const struct edge *e = &w->edges.at[k];
        if (hides_level(t, e))
            array_push(&w->turns, (struct turn){.edge = (uint32_t)k, .low = e->t[0],
                       .high = e->t[1], .at_low = e->s[0], .at_high = e->s[1],
                       .best = {NAN, 0, 0}});
    }
    for (int step = 0; step < PEAK_STEPS && w->turns.count; step++) {
        probe_middles(w, t);
        size_t left = 0;
        for (size_t k = 0; k < w->turns.count; k++) {
            struct turn turn = w->turns.at[k];
            struct edge *e = &w->edges.at[turn.edge];
            bool more = turn_step(t, e, &turn, probe_sample(&w->probe, k));
            if (more && step + 1 < PEAK_STEPS)
                w->turns.at[left++] = turn;
            else
                keep_turn(t, e, &turn);
        }
        w->turns.count = left;
    }
}

// An edge across a pole is split on both sides of it, so that the levels f passes on
// its way to infinity and back are seen.
static void split_at_poles(const struct trace *t, struct worker *w)
{
    w->turns.count = 0;
    for (size_t k = 0; k < w->edges.count; k++) {
        const struct edge *e = &w->edges.at[k];
        if (e->rough && e->stops == 2 && is_pole(e, e->s[0], e->s[1]))
            array_push(&w->turns, (struct turn){.edge = (uint32_t)k, .low = e->t[0],
                       .high = e->t[1], .at_low = e->s[0], .at_high = e->s[1]});
    }
    for (int step = 0; step < POLE_STEPS && w->turns.count; step++) {
        probe_middles(w, t);
        size_t left = 0;
        for (size_t k = 0; k < w->turns.count; k++) {
            struct turn turn = w->turns.at[k];
            const struct edge *e = &w->edges.at[turn.edge];
            struct sample s = probe_sample(&w->probe, k);
            double middle = (turn.low + turn.high) / 2;
            if (is_pole(e, turn.at_low, s))
                turn.high = middle, turn.at_high = s;
            else if (is_pole(e, s, turn.at_high))
                turn.low = middle, turn.at_low = s;
            else
                continue;
            w->turns.at[left++] = turn;
        }
        w->turns.count = left;
    }
    for (size_t k = 0; k < w->turns.count; k++) {
        const struct turn *turn = &w->turns.at[k];
        struct edge *e = &w->edges.at[turn->edge];
        e->t[3] = e->t[1];
        e->s[3] = e->s[1];
        e->t[1] = turn->low;
        e->s[1] = turn->at_low;
        e->t[2] = turn->high;
        e->s[2] = turn->at_high;
        e->stops = 4;
    }
}

void edges_search(struct trace *t, struct worker *w, size_t tile)
{
    struct tile_area a = trace_tile(t, tile);
    struct tile *it = &t->tile[tile];
    w->edges.count = w->probe.count = w->numbers = 0;
    for (int j = a.j0; j < a.j1; j++)
        for (int i = a.i0; i < a.i1; i++)
            add_cell(t, w, i, j);
    probe_run(&w->probe, t);
    if (w->probe.failed || w->edges.failed)
        return;
    fill_samples(t, w);
    trim(t, w);
    split_at_turns(t, w);
    split_at_poles(t, w);
    it->worker = (int)(w - t->worker);
    it->first_crossing = (uint32_t)w->crossings.count;
    it->first_edge = (uint32_t)w->first.count;
    edges_polish(t, w);
    it->crossings = (uint32_t)w->crossings.count - it->first_crossing;
    it->edges = (uint32_t)w->first.count - it->first_edge;
}
