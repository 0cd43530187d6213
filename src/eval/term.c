// SPDX-License-Identifier: MIT
#include "eval/term.h"

#include <assert.h>

void term_add(const struct plan *p, struct term *t, step at, bool under)
{
    double value = p->at[at].value;
    if (p->at[at].deps == ON_NOTHING) {
        t->k = under ? t->k / value : t->k * value;
        return;
    }
    assert(t->count < MOST_FACTORS);
    t->factor[t->count++] = (struct factor){at, under};
}

bool sum_add(struct sum *s, struct term t)
{
    if (s->count == MOST_TERMS)
        return false;
    s->term[s->count++] = t;
    return true;
}

static step product(struct plan *p, step a, step b)
{
    return a == STEP_NONE ? b : b == STEP_NONE ? a : plan_two(p, OP_MUL, a, b);
}

static step total(struct plan *p, step a, step b)
{
    return a == STEP_NONE ? b : b == STEP_NONE ? a : plan_two(p, OP_ADD, a, b);
}

// All factors of one kind of dependence multiplied, above or below the bar.
static step gather(struct plan *p, const struct term *t, int deps, bool under)
{
    step all = STEP_NONE;
    for (int i = 0; i < t->count; i++)
        if (p->at[t->factor[i].at].deps == deps && t->factor[i].under == under)
            all = product(p, all, t->factor[i].at);
    return all;
}

static step quotient(struct plan *p, step above, step below)
{
    if (below == STEP_NONE)
        return above;
    return above == STEP_NONE ? plan_one(p, CODE_RECIPROCAL, below)
                              : plan_two(p, OP_DIV, above, below);
}

// The parts of a term: what hangs on x, on y, on both; k goes where it costs nothing.
struct parts { double k; step x, y, both, below; };

static struct parts part_term(struct plan *p, const struct term *t)
{
    struct parts s = {.k = t->k};
    s.x = quotient(p, gather(p, t, ON_X, false), gather(p, t, ON_X, true));
    s.y = quotient(p, gather(p, t, ON_Y, false), gather(p, t, ON_Y, true));
    s.both = gather(p, t, ON_BOTH, false);
    s.below = gather(p, t, ON_BOTH, true);
    step *taker = s.x != STEP_NONE ? &s.x : s.y != STEP_NONE ? &s.y : NULL;
    if (taker && s.k != 1) {
        *taker = product(p, *taker, plan_number(p, s.k));
        s.k = 1;
    }
    return s;
}

// Divides by multiplying: each reciprocal is made once for all who divide by that.
static void invert(struct plan *p, const struct term *t, struct parts *s)
{
    step inverse = STEP_NONE;
    for (int i = 0; i < t->count; i++) {
        step at = t->factor[i].at;
        if (p->at[at].deps == ON_BOTH && t->factor[i].under)
            inverse = product(p, inverse, plan_one(p, CODE_RECIPROCAL, at));
    }
    s->both = product(p, s->both, inverse);
    s->below = STEP_NONE;
}

// The term but for its coefficient, which is left in *k; STEP_NONE: nothing else.
static step build(struct plan *p, const struct term *t, double *k)
{
    struct parts s = part_term(p, t);
    *k = s.k;
    if (t->shared)
        invert(p, t, &s);
    step all = product(p, s.both, s.x);
    if (s.below == STEP_NONE)
        return product(p, all, s.y);
    if (all == STEP_NONE) {
        all = s.y == STEP_NONE ? plan_number(p, s.k) : s.y;
        *k = 1;
        s.y = STEP_NONE;
    }
    return product(p, plan_two(p, OP_DIV, all, s.below), s.y);
}

static step scaled(struct plan *p, step at, double k)
{
    if (at == STEP_NONE)
        return plan_number(p, k);
    return k == 1 ? at : k == -1 ? plan_one(p, OP_NEG, at)
                                 : plan_two(p, OP_MUL, plan_number(p, k), at);
}

step term_build(struct plan *p, const struct term *t)
{
    double k;
    step at = build(p, t, &k);
    return scaled(p, at, k);
}

static bool has(const struct term *t, struct factor f)
{
    for (int i = 0; i < t->count; i++)
        if (t->factor[i].at == f.at && t->factor[i].under == f.under)
            return true;
    return false;
}

static int deps_of(const struct plan *p, const struct term *t)
{
    int deps = ON_NOTHING;
    for (int i = 0; i < t->count; i++)
        deps |= p->at[t->factor[i].at].deps;
    return deps;
}

static struct term without(const struct term *t, struct factor f)
{
    struct term rest = *t;
    int i = 0;
    while (rest.factor[i].at != f.at || rest.factor[i].under != f.under)
        i++;
    rest.factor[i] = rest.factor[--rest.count];
    return rest;
}

// How many operations taking the factor out of the sum would spare, about.
static int worth(const struct plan *p, const struct sum *s, struct factor f)
{
    int spared = 0;
    if (f.under || !p->at[f.at].tame)
        return 0;
    for (int i = 0; i < s->count; i++) {
        const struct term *t = &s->term[i];
        if (deps_of(p, t) != ON_BOTH || !has(t, f))
            continue;
        struct term rest = without(t, f);
        spared += rest.count > 1 || deps_of(p, &rest) != ON_BOTH;
    }
    return spared - 1;
}

static struct factor best_factor(const struct plan *p, const struct sum *s, int *most)
{
    struct factor best = {STEP_NONE, false};
    *most = 0;
    for (int i = 0; i < s->count; i++)
        for (int j = 0; j < s->term[i].count; j++) {
            int w = worth(p, s, s->term[i].factor[j]);
            if (w > *most) {
                *most = w;
                best = s->term[i].factor[j];
            }
        }
    return best;
}

static void take_out(struct plan *p, struct sum *s, struct factor f)
{
    struct sum inner = {0};
    int kept = 0;
    for (int i = 0; i < s->count; i++) {
        if (deps_of(p, &s->term[i]) == ON_BOTH && has(&s->term[i], f))
            inner.term[inner.count++] = without(&s->term[i], f);
        else
            s->term[kept++] = s->term[i];
    }
    struct term t = {.k = 1};
    term_add(p, &t, f.at, false);
    term_add(p, &t, sum_build(p, &inner), false);
    s->count = kept;
    sum_add(s, t);
}

// The terms that hang on x, on y or on neither, added up.
static step add_pure(struct plan *p, const struct sum *s, int deps)
{
    step all = STEP_NONE;
    for (int i = 0; i < s->count; i++)
        if (deps_of(p, &s->term[i]) == deps)
            all = total(p, all, term_build(p, &s->term[i]));
    return all;
}

static void pure_parts(struct plan *p, const struct sum *s, step part[2])
{
    step constant = add_pure(p, s, ON_NOTHING);
    part[0] = add_pure(p, s, ON_X);
    part[1] = add_pure(p, s, ON_Y);
    bool nothing = constant == STEP_NONE || p->at[constant].value == 0;
    int taker = part[0] == STEP_NONE && part[1] != STEP_NONE;
    if (!nothing)
        part[taker] = total(p, part[taker], constant);
}

static step add_term(struct plan *p, step sum, const struct term *t)
{
    double k;
    step at = build(p, t, &k);
    if (sum == STEP_NONE)
        return scaled(p, at, k);
    if (k == -1)
        return plan_two(p, OP_SUB, sum, at);
    return plan_two(p, OP_ADD, sum, scaled(p, at, k));
}

step sum_build(struct plan *p, struct sum *s)
{
    int spared;
    for (struct factor f = best_factor(p, s, &spared); spared > 0;
         f = best_factor(p, s, &spared))
        take_out(p, s, f);
    step part[2];
    pure_parts(p, s, part);
    step all = part[0];
    for (int i = 0; i < s->count; i++)
        if (deps_of(p, &s->term[i]) == ON_BOTH)
            all = add_term(p, all, &s->term[i]);
    all = total(p, all, part[1]);
    return all == STEP_NONE ? plan_number(p, 0) : all;
}

bool sum_split(struct plan *p, struct sum *s, step part[2])
{
    for (int i = 0; i < s->count; i++)
        if (deps_of(p, &s->term[i]) == ON_BOTH)
            return false;
    pure_parts(p, s, part);
    return part[0] != STEP_NONE && part[1] != STEP_NONE;
}
