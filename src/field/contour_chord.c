// SPDX-License-Identifier: MIT
#include "field/contour_chord.h"

enum { MOST_POINTS = 1 << 10,       // evaluated for the chords of a tile
       MOST_TRIES = 12 };           // Newton steps towards one bead
static const double SAG = 0.03;     // pixels a chord may be off its curve
static const double SHORT = 0.15;   // pixels: chords below are left alone

// A point of a line within a cell; beads of one link form a list.
struct bead { double u, v, du, dv; uint32_t next, level; };

// The chord from a bead to its next, the point tried between, and how far that may be
// from both.
struct chord { uint32_t bead; int tries; double u, v, reach; };

static uint32_t add_bead(struct worker *w, const struct crossing *c)
{
    array_push(&w->beads, (struct bead){c->u, c->v, c->du, c->dv, 0, c->level});
    return (uint32_t)w->beads.count - 1;
}

// How far the tangent at a bead turns away from the chord, as a tangent; the line has
// its gradient on the left.
static double turn_at(const struct bead *b, double cu, double cv)
{
    double ahead = cu * b->dv - cv * b->du, aside = cv * b->dv + cu * b->du;
    if (!(ahead > 0))
        return aside > 0 ? -2 : aside < 0 ? 2 : 0;
    double turn = -aside / ahead;
    return turn > 2 ? 2 : turn < -2 ? -2 : turn;
}

// Adds the chord to the list of those to be split, if it bends too much.
static void consider(struct worker *w, uint32_t bead, double reach)
{
    const struct bead *a = &w->beads.at[bead], *b = &w->beads.at[a->next];
    double cu = b->u - a->u, cv = b->v - a->v, length = sqrt(cu * cu + cv * cv);
    if (!(length > SHORT))
        return;
    double at_a = turn_at(a, cu, cv), at_b = turn_at(b, cu, cv);
    if (length * fmax(fabs(at_a), fabs(at_b)) / 4 <= SAG)
        return;
    double bulge = (at_a - at_b) / 8, u = (a->u + b->u) / 2, v = (a->v + b->v) / 2;
    array_push(&w->chords, (struct chord){bead, 0, u - bulge * cv, v + bulge * cu,
                                          reach});
}

// Moves the point towards its level.  1: it has arrived, −1: it will not, 0: not yet.
static int approach(const struct trace *t, struct chord *c, const struct bead *a,
                    const struct bead *b, struct sample s)
{
    double off = s.f - t->level[a->level], most = fmax(fabs(s.du), fabs(s.dv));
    double du = s.du / most, dv = s.dv / most;
    double step = off / most / (du * du + dv * dv);
    double length = fabs(step) * sqrt(du * du + dv * dv);
    if (off == 0)
        return 1;
    if (!isfinite(step))
        return -1;
    c->u -= step * du;
    c->v -= step * dv;
    double away = fmax(hypot(c->u - a->u, c->v - a->v), hypot(c->u - b->u, c->v - b->v));
    if (!(away <= c->reach) || ++c->tries > MOST_TRIES)
        return -1;
    return length <= 0.05;
}

static void split(struct worker *w, const struct chord *c, struct sample s)
{
    struct bead middle = {c->u, c->v, s.du, s.dv, w->beads.at[c->bead].next,
                          w->beads.at[c->bead].level};
    array_push(&w->beads, middle);
    if (w->beads.failed)
        return;
    uint32_t index = (uint32_t)w->beads.count - 1;
    w->beads.at[c->bead].next = index;
    consider(w, c->bead, 0.8 * c->reach);
    consider(w, index, 0.8 * c->reach);
}

// Lets all chords of the list try one step; those done or given up leave it.
static void chords_try(const struct trace *t, struct worker *w)
{
    size_t count = w->chords.count, left = 0;
    w->probe.count = 0;
    for (size_t k = 0; k < count; k++)
        probe_add(&w->probe, w->chords.at[k].u, w->chords.at[k].v);
    probe_run(&w->probe, t);
    if (w->probe.failed) {
        w->chords.count = 0;
        return;
    }
    for (size_t k = 0; k < count; k++) {
        struct chord c = w->chords.at[k];
        struct sample s = probe_sample(&w->probe, k);
        const struct bead *a = &w->beads.at[c.bead];
        int came = approach(t, &c, a, &w->beads.at[a->next], s);
        if (came == 0)
            w->chords.at[left++] = c;
        else if (came > 0)
            split(w, &c, s);
    }
    memmove(&w->chords.at[left], &w->chords.at[count],
            (w->chords.count - count) * sizeof *w->chords.at);
    w->chords.count -= count - left;
}

static void keep_beads(struct trace *t, struct worker *w, uint32_t id, uint32_t bead)
{
    struct link *l = &t->link[id];
    l->via = (uint32_t)w->via.count;
    l->worker = (uint32_t)(w - t->worker);
    const struct bead *b = w->beads.at;
    for (uint32_t k = b[bead].next; b[k].next; k = b[k].next)
        array_push(&w->via, (vec2){b[k].u, b[k].v});
    l->vias = (uint32_t)w->via.count - l->via;
}

void chords_round(struct trace *t, struct worker *w)
{
    w->beads.count = w->chords.count = 0;
    for (size_t k = 0; k < w->pending.count; k++) {
        const struct crossing *from = &t->crossing[w->pending.at[k]];
        const struct crossing *to = &t->crossing[t->link[w->pending.at[k]].next];
        uint32_t a = add_bead(w, from), b = add_bead(w, to);
        if (w->beads.failed)
            return;
        w->beads.at[a].next = b;
        consider(w, a, 1.5 * CELL_PIXELS);
    }
    for (size_t points = 0; w->chords.count && points < MOST_POINTS;) {
        points += w->chords.count;
        chords_try(t, w);
        if (w->probe.failed || w->beads.failed || w->chords.failed)
            return;
    }
    for (size_t k = 0; k < w->pending.count; k++)
        keep_beads(t, w, w->pending.at[k], 2 * (uint32_t)k);
}
