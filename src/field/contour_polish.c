// SPDX-License-Identifier: MIT
#include "field/contour_polish.h"

#include <float.h>

enum { TOGETHER = 4,                // steps all tasks of a piece take at once
       MOST_STEPS = 400 };
static const double NARROW = 1e-7;  // pixels: a bracket that holds a jump

// One level on one piece of an edge, f − level of different sign at low and high.
struct task {
    uint32_t slot;                  // in w->crossings
    uint32_t edge, piece;           // tasks of one piece follow one another
    double level;
    double low, high, f_low, f_high, d_low, d_high;
    double at, residual;            // the next point to try; |f − level| at the last
    double least;                   // a residual that is small beside both ends
    bool done;
};

static double along(const struct edge *e, struct sample s)
{
    return e->upright ? s.dv : s.du;
}

// Where the cubic through both ends and their slopes meets the level.
static double cubic_guess(const struct task *k)
{
    double h = k->high - k->low, a = k->f_low - k->level, b = k->f_high - k->level;
    double m = k->d_low * h, n = k->d_high * h, s = a / (a - b);
    if (!isfinite(a) || !isfinite(b))
        return 0.5;
    if (!isfinite(m) || !isfinite(n))
        return s;
    double c2 = -3 * a - 2 * m + 3 * b - n, c3 = 2 * a + m - 2 * b + n;
    for (int step = 0; step < 3; step++) {
        double p = a + s * (m + s * (c2 + s * c3)), d = m + s * (2 * c2 + 3 * s * c3);
        double next = s - p / d;
        if (!(next >= 0 && next <= 1))
            break;
        s = next;
    }
    return s >= 0 && s <= 1 ? s : 0.5;
}

static void add_task(const struct trace *t, struct worker *w, uint32_t edge, int piece,
                     int level)
{
    const struct edge *e = &w->edges.at[edge];
    struct sample a = e->s[piece], b = e->s[piece + 1];
    struct task k = {.slot = (uint32_t)w->crossings.count, .edge = edge,
                     .piece = 4 * edge + (uint32_t)piece, .level = t->level[level],
                     .low = e->t[piece], .high = e->t[piece + 1], .f_low = a.f,
                     .f_high = b.f, .d_low = along(e, a), .d_high = along(e, b),
                     .residual = INFINITY, .least = INFINITY};
    k.at = k.low + (k.high - k.low) * cubic_guess(&k);
    if (e->rough)
        k.least = fmax(0.02 * fmin(fabs(a.f - k.level), fabs(b.f - k.level)),
                       1e-6 * t->gap[level]);
    array_push(&w->tasks, k);
    array_push(&w->crossings, (struct crossing){.level = (uint16_t)level,
                                                .rising = a.f < b.f});
}

static void add_piece(const struct trace *t, struct worker *w, uint32_t edge, int piece)
{
    const struct edge *e = &w->edges.at[edge];
    int a = trace_class(t, e->s[piece].f), b = trace_class(t, e->s[piece + 1].f);
    if (a == NO_CLASS || b == NO_CLASS || abs(b - a) > t->most_on_edge)
        return;
    for (int level = a; level < b; level++)
        add_task(t, w, edge, piece, level);
    for (int level = a - 1; level >= b; level--)
        add_task(t, w, edge, piece, level);
}

static void settle(struct worker *w, struct task *k, double at, struct sample s,
                   bool real)
{
    const struct edge *e = &w->edges.at[k->edge];
    struct crossing *c = &w->crossings.at[k->slot];
    c->u = e->upright ? e->fixed : at;
    c->v = e->upright ? at : e->fixed;
    c->du = s.du;
    c->dv = s.dv;
    c->real = real;
    k->done = true;
}

static void narrow(struct task *k, double at, double f, double d)
{
    if (!(at > k->low && at < k->high))
        return;
    if ((f < k->level) == (k->f_low < k->level))
        k->low = at, k->f_low = f, k->d_low = d;
    else
        k->high = at, k->f_high = f, k->d_high = d;
}

// f leaves both ends the wrong way: between them it comes back from infinity.
static bool is_pole(const struct task *k)
{
    double jump = k->f_high - k->f_low;
    return k->high - k->low < 1e-3 && jump * k->d_low < 0 && jump * k->d_high < 0;
}

// Whether f can be continuous across a bracket that has become tiny.
static bool unbroken(const struct task *k, double grain)
{
    double jump = k->f_high - k->f_low, wide = fmax(k->high - k->low, grain);
    double noise = 64 * DBL_EPSILON * fmax(fabs(k->f_low), fabs(k->f_high));
    double slope = fmax(fabs(k->d_low), fabs(k->d_high));
    if (!(fabs(jump) > noise))
        return true;
    if (!isfinite(jump) || (jump * k->d_low < 0 && jump * k->d_high < 0))
        return false;
    return fabs(jump) <= 8 * wide * slope + noise;
}

// Where f runs the other way than across the bracket, the level that is near is met
// outside of it: that is not the crossing looked for.
static bool close_enough(const struct task *k, double residual, double d,
                         struct sample s)
{
    double steep = fmax(fabs(s.du), fabs(s.dv));
    bool astray = d < 0 ? k->f_high > k->f_low : d > 0 && k->f_high < k->f_low;
    return steep > 0 && !astray && residual <= k->least &&
           (residual <= 0.02 * fabs(d) || residual <= 1e-3 * steep);
}

static void next_point(struct task *k, double newton, double residual)
{
    bool slow = !(residual <= k->residual / 2);
    k->residual = residual;
    k->at = !slow && newton > k->low && newton < k->high ? newton
                                                         : (k->low + k->high) / 2;
}

// Takes in f at k->at.  True when the task is settled.
static bool advance(const struct trace *t, struct worker *w, struct task *k,
                    struct sample s)
{
    const struct edge *e = &w->edges.at[k->edge];
    double grain = e->upright ? t->grain.y : t->grain.x;
    double d = along(e, s), off = s.f - k->level, newton = k->at - off / d;
    if (isnan(s.f)) {
        settle(w, k, k->at, s, false);
        return true;
    }
    if (close_enough(k, fabs(off), d, s)) {
        bool inside = newton > k->low && newton < k->high;
        bool better = inside && fabs(newton - k->at) <= 0.02;
        settle(w, k, better ? newton : k->at, s, true);
        return true;
    }
    double at = k->at;
    narrow(k, at, s.f, d);
    bool tiny = k->high - k->low <= fmax(NARROW, grain);
    if (tiny || (e->rough && is_pole(k))) {
        settle(w, k, at, s, tiny && unbroken(k, grain));
        return true;
    }
    next_point(k, newton, fabs(off));
    return false;
}

// What one task of a piece has seen narrows the others, and when it fell on a jump
// those that have nothing left but the jump fall with it.
static void tell_others(struct worker *w, size_t index, double at, struct sample s)
{
    const struct task *one = &w->tasks.at[index];
    const struct edge *e = &w->edges.at[one->edge];
    bool jump = one->done && !w->crossings.at[one->slot].real;
    for (size_t i = index + 1; i < w->tasks.count; i++) {
        struct task *k = &w->tasks.at[i];
        if (k->piece != one->piece)
            return;
        if (k->done)
            continue;
        narrow(k, at, s.f, along(e, s));
        if (jump && k->low >= one->low && k->high <= one->high)
            settle(w, k, at, s, false);
        else if (!(k->at > k->low && k->at < k->high))
            k->at = k->low + (k->high - k->low) * cubic_guess(k);
    }
}

static void list_open(struct worker *w, bool one_a_piece)
{
    w->pending.count = 0;
    uint32_t last = UINT32_MAX;
    for (size_t i = 0; i < w->tasks.count; i++) {
        const struct task *k = &w->tasks.at[i];
        if (k->done || (one_a_piece && k->piece == last))
            continue;
        last = k->piece;
        array_push(&w->pending, (uint32_t)i);
    }
}

static void polish_round(const struct trace *t, struct worker *w, bool one_a_piece)
{
    w->probe.count = 0;
    for (size_t i = 0; i < w->pending.count; i++) {
        const struct task *k = &w->tasks.at[w->pending.at[i]];
        const struct edge *e = &w->edges.at[k->edge];
        probe_add(&w->probe, e->upright ? e->fixed : k->at,
                  e->upright ? k->at : e->fixed);
    }
    probe_run(&w->probe, t);
    for (size_t i = 0; i < w->pending.count && !w->probe.failed; i++) {
        size_t index = w->pending.at[i];
        struct task *k = &w->tasks.at[index];
        double at = k->at;
        struct sample s = probe_sample(&w->probe, i);
        advance(t, w, k, s);
        if (one_a_piece)
            tell_others(w, index, at, s);
    }
}

void edges_polish(struct trace *t, struct worker *w)
{
    size_t start = w->crossings.count;
    uint32_t numbered = 0;
    w->tasks.count = 0;
    if (!array_reserve(&w->first, w->first.count + w->numbers))
        return;
    for (uint32_t i = 0; i < w->edges.count; i++) {
        for (; numbered <= w->edges.at[i].number; numbered++)
            w->first.at[w->first.count++] = (uint32_t)(w->crossings.count - start);
        for (int piece = 0; piece + 1 < w->edges.at[i].stops; piece++)
            add_piece(t, w, i, piece);
    }
    for (; numbered < w->numbers; numbered++)
        w->first.at[w->first.count++] = (uint32_t)(w->crossings.count - start);
    if (w->tasks.failed || w->crossings.failed)
        return;
    for (int step = 0; step < MOST_STEPS && !w->probe.failed; step++) {
        list_open(w, step >= TOGETHER);
        if (!w->pending.count || w->pending.failed)
            return;
        polish_round(t, w, step >= TOGETHER);
    }
}
