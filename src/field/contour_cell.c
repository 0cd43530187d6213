// SPDX-License-Identifier: MIT
#include "field/contour_cell.h"

// A crossing met on the way round a part, counter-clockwise.  Through an `entry` (f
// falls on the way) the line comes in, through the others it goes out.
struct meeting { uint32_t id; uint16_t level; bool entry; };

enum { FEW = 24, SADDLE_STEPS = 8 };

struct patch {
    double u0, u1, v0, v1, saddle;  // f at the saddle inside, once asked for
    unsigned marks;
    bool asked;
};

// Edges [first, last), walked forward or backward.
static void add_edges(const struct trace *t, struct worker *w, uint32_t first,
                      uint32_t last, bool forward)
{
    uint32_t from = t->first[first], to = t->first[last];
    for (uint32_t n = 0; n < to - from; n++) {
        uint32_t id = forward ? from + n : to - 1 - n;
        const struct crossing *c = &t->crossing[id];
        array_push(&w->round, (struct meeting){c->real ? id : NO_CROSSING, c->level,
                                               c->rising != forward});
    }
}

static void sort_few(struct meeting *m, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct meeting one = m[i];
        size_t k = i;
        for (; k > 0 && m[k - 1].level > one.level; k--)
            m[k] = m[k - 1];
        m[k] = one;
    }
}

static void sort_many(struct worker *w)
{
    uint32_t place[LEVELS_MOST + 1] = {0};
    size_t count = w->round.count;
    if (!array_reserve(&w->sorted, count))
        return;
    for (size_t i = 0; i < count; i++)
        place[w->round.at[i].level + 1]++;
    for (int level = 0; level < LEVELS_MOST; level++)
        place[level + 1] += place[level];
    for (size_t i = 0; i < count; i++)
        w->sorted.at[place[w->round.at[i].level]++] = w->round.at[i];
    memcpy(w->round.at, w->sorted.at, count * sizeof *w->round.at);
}

// f at the stationary point of the part, found by Newton steps with differences of the
// gradient; at the middle of the part when there is none.
static double saddle_value(const struct trace *t, struct worker *w,
                           const struct patch *p)
{
    double u = (p->u0 + p->u1) / 2, v = (p->v0 + p->v1) / 2, middle = NAN, value = NAN;
    double h = (p->u1 - p->u0) / 64;
    for (int step = 0; step < SADDLE_STEPS; step++) {
        w->probe.count = 0;
        probe_add(&w->probe, u, v);
        probe_add(&w->probe, u + h, v);
        probe_add(&w->probe, u, v + h);
        probe_run(&w->probe, t);
        if (w->probe.failed)
            return 0;
        struct sample o = probe_sample(&w->probe, 0), r = probe_sample(&w->probe, 1),
                      a = probe_sample(&w->probe, 2);
        middle = step == 0 ? o.f : middle;
        value = o.f;
        double uu = (r.du - o.du) / h, uv = (a.du - o.du + r.dv - o.dv) / (2 * h),
               vv = (a.dv - o.dv) / h, det = uu * vv - uv * uv;
        double du = (uv * o.dv - vv * o.du) / det, dv = (uv * o.du - uu * o.dv) / det;
        u += du;
        v += dv;
        if (!(u >= p->u0 && u <= p->u1 && v >= p->v0 && v <= p->v1))
            return middle;
        if (fabs(du) + fabs(dv) < 1e-9)
            break;
    }
    return isnan(value) ? middle : value;
}

static bool above_inside(const struct trace *t, struct worker *w, struct patch *p,
                         uint16_t level)
{
    if (!p->asked)
        p->saddle = saddle_value(t, w, p);
    p->asked = true;
    return p->saddle >= t->level[level];
}

static void leave_end(struct worker *w, const struct patch *p, struct meeting m)
{
    if (m.id != NO_CROSSING && (p->marks & CELL_ROUGH))
        array_push(&w->ends, (struct line_end){.id = m.id, .goes_in = m.entry,
                   .u0 = p->u0, .u1 = p->u1, .v0 = p->v0, .v1 = p->v1});
}

static void join(struct trace *t, struct worker *w, const struct patch *p,
                 struct meeting a, struct meeting b)
{
    uint32_t from = a.entry ? a.id : b.id, to = a.entry ? b.id : a.id;
    if (from == NO_CROSSING || to == NO_CROSSING) {
        leave_end(w, p, a);
        leave_end(w, p, b);
        return;
    }
    t->link[from].next = to;
    t->link[to].prev = from;
    if (!(p->marks & CELL_DENSE))
        array_push(&w->pending, from);
}

// Where two neighbours fall or rise both, a jump lies between them: a crossing that
// nothing is joined with stands for it.
static void fill_gaps(struct worker *w, const struct meeting *m, size_t count)
{
    w->sorted.count = 0;
    for (size_t i = 0; i < count; i++) {
        array_push(&w->sorted, m[i]);
        if (m[i].entry == m[(i + 1) % count].entry)
            array_push(&w->sorted, (struct meeting){NO_CROSSING, m[i].level,
                                                    !m[i].entry});
    }
}

static double place_of(const struct trace *t, struct meeting m, bool along_u)
{
    return along_u ? t->crossing[m.id].u : t->crossing[m.id].v;
}

// In a part where f is monotone along one axis the lines are graphs over the other:
// neighbours in that order belong together.
static bool join_in_order(struct trace *t, struct worker *w, const struct patch *p)
{
    struct meeting *m = w->sorted.at;
    size_t count = w->sorted.count;
    bool along_u = p->marks & CELL_MONOTONE_V;
    for (size_t i = 0; i < count; i++)
        if (m[i].id == NO_CROSSING)
            return false;
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0 && place_of(t, m[k], along_u) <
                                    place_of(t, m[k - 1], along_u); k--) {
            struct meeting swap = m[k];
            m[k] = m[k - 1];
            m[k - 1] = swap;
        }
    for (size_t i = 0; i < count; i += 2)
        if (m[i].entry == m[i + 1].entry)
            return false;
    for (size_t i = 0; i < count; i += 2)
        join(t, w, p, m[i], m[i + 1]);
    return true;
}

static void join_level(struct trace *t, struct worker *w, struct patch *p,
                       const struct meeting *m, size_t count)
{
    if (count == 2 && m[0].entry != m[1].entry) {
        join(t, w, p, m[0], m[1]);
        return;
    }
    fill_gaps(w, m, count);
    size_t n = w->sorted.count;
    struct meeting *s = w->sorted.at;
    if (n == 2) {
        join(t, w, p, s[0], s[1]);
        return;
    }
    if ((p->marks & (CELL_MONOTONE_U | CELL_MONOTONE_V)) && join_in_order(t, w, p))
        return;
    fill_gaps(w, m, count);
    bool start_at_entry = above_inside(t, w, p, m[0].level);
    for (size_t i = 0; i < n; i++)
        if (s[i].entry == start_at_entry)
            join(t, w, p, s[i], s[(i + 1) % n]);
}

static void link_part(struct trace *t, struct worker *w, struct patch *p)
{
    size_t count = w->round.count;
    if (count <= FEW)
        sort_few(w->round.at, count);
    else
        sort_many(w);
    for (size_t i = 0, next; i < count && !w->sorted.failed; i = next) {
        next = i + 1;
        while (next < count && w->round.at[next].level == w->round.at[i].level)
            next++;
        if (next - i == 1)
            leave_end(w, p, w->round.at[i]);
        else
            join_level(t, w, p, &w->round.at[i], next - i);
    }
}

// A side of the part: the stretch [k, k + 1) of the n of its cell, on the side of a
// cell that may be cut finer.
static void add_side(const struct trace *t, struct worker *w, uint32_t first,
                     uint32_t parts, uint32_t n, uint32_t k, bool forward)
{
    uint32_t each = parts / n;
    add_edges(t, w, first + k * each, first + (k + 1) * each, forward);
}

static uint32_t side_parts(const struct trace *t, int i, int j, bool upright)
{
    uint32_t here = t->cell[trace_index(t, i, j)].parts, there = 0;
    if (upright ? i > 0 : j > 0)
        there = t->cell[trace_index(t, i - upright, j - !upright)].parts;
    return here > there ? here : there;
}

static void link_cell(struct trace *t, struct worker *w, int i, int j)
{
    const struct cell *c = &t->cell[trace_index(t, i, j)];
    if (c->parts == 1 && !c->bottom_met && !c->left_met &&
        !t->cell[trace_index(t, i + 1, j)].left_met &&
        !t->cell[trace_index(t, i, j + 1)].bottom_met)
        return;
    uint32_t n = c->parts, bottom = side_parts(t, i, j, false),
             left = side_parts(t, i, j, true), top = side_parts(t, i, j + 1, false),
             right = side_parts(t, i + 1, j, true);
    const struct cell *beside = &t->cell[trace_index(t, i + 1, j)];
    const struct cell *above = &t->cell[trace_index(t, i, j + 1)];
    uint32_t across = c->inner, up = c->inner + n * (n - 1);
    for (uint32_t q = 0; q < n; q++)
        for (uint32_t p = 0; p < n; p++) {
            struct patch part = {trace_u(t, i + (double)p / n),
                                trace_u(t, i + (double)(p + 1) / n),
                                trace_v(t, j + (double)q / n),
                                trace_v(t, j + (double)(q + 1) / n), 0, c->marks,
                                false};
            w->round.count = 0;
            if (q == 0)
                add_side(t, w, c->bottom, bottom, n, p, true);
            else
                add_edges(t, w, across + (q - 1) * n + p, across + (q - 1) * n + p + 1,
                          true);
            if (p + 1 == n)
                add_side(t, w, beside->left, right, n, q, true);
            else
                add_edges(t, w, up + p * n + q, up + p * n + q + 1, true);
            if (q + 1 == n)
                add_side(t, w, above->bottom, top, n, p, false);
            else
                add_edges(t, w, across + q * n + p, across + q * n + p + 1, false);
            if (p == 0)
                add_side(t, w, c->left, left, n, q, false);
            else
                add_edges(t, w, up + (p - 1) * n + q, up + (p - 1) * n + q + 1, false);
            link_part(t, w, &part);
        }
}

void cells_link(struct trace *t, struct worker *w, size_t tile)
{
    struct tile_area a = trace_tile(t, tile);
    w->pending.count = w->ends.count = 0;
    for (int j = a.j0; j < a.j1 && j < t->ny; j++)
        for (int i = a.i0; i < a.i1 && i < t->nx; i++)
            link_cell(t, w, i, j);
}
