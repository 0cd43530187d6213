// SPDX-License-Identifier: MIT
#include "eval/regroup.h"

#include "eval/term.h"

#include <stdlib.h>

enum { SEPARABLE_SUM = 1, SEPARABLE_PRODUCT = 2 };

struct regroup {
    const struct plan *in;
    struct plan *out;
    step *to;                   // what each node of `in` has become
    uint8_t *separable;         // SEPARABLE_… of each node of `in`
    uint32_t *divides;          // how many quotients have it below
};

static bool constant(const struct plan *p, step at)
{
    return p->at[at].deps == ON_NOTHING;
}

static bool pure(const struct plan *p, step at)
{
    return p->at[at].deps != ON_BOTH;
}

static bool all_separable(const struct regroup *r, const struct plan_node *n, int how)
{
    return (r->separable[n->a] & how)
           && (code_arity(n->code) < 2 || (r->separable[n->b] & how));
}

// A sum of functions of x and of y; a product of such.
static int separable(const struct regroup *r, step at)
{
    const struct plan_node *n = &r->in->at[at];
    int both = SEPARABLE_SUM | SEPARABLE_PRODUCT;
    if (n->deps != ON_BOTH)
        return both;
    if (!plan_loose(r->in, at))
        return 0;
    bool sum = all_separable(r, n, SEPARABLE_SUM);
    int product = all_separable(r, n, SEPARABLE_PRODUCT) ? SEPARABLE_PRODUCT : 0;
    switch (n->code) {
    case OP_ADD: case OP_SUB: return sum ? SEPARABLE_SUM : 0;
    case OP_NEG: return (sum ? SEPARABLE_SUM : 0) | product;
    case OP_MUL: return (sum && constant(r->in, n->a) ? SEPARABLE_SUM : 0) | product;
    case OP_DIV: return (sum && constant(r->in, n->b) ? SEPARABLE_SUM : 0) | product;
    case CODE_SQUARE: case CODE_CUBE: case CODE_RECIPROCAL: return product;
    case OP_EXP: return sum ? SEPARABLE_PRODUCT : 0;
    default: return 0;
    }
}

static bool open_to(const struct regroup *r, step at, int how, bool top)
{
    const struct plan_node *n = &r->in->at[at];
    return plan_loose(r->in, at) && (top || n->uses == 1 || (r->separable[at] & how));
}

static bool collect_terms(struct regroup *r, struct sum *s, step at, double k,
                          bool top);

// exp(a(x) + b(y)) as two factors.
static bool collect_exp(struct regroup *r, struct term *t, step argument, bool under)
{
    struct sum s = {0};
    if (!(r->separable[argument] & SEPARABLE_SUM)
        || !collect_terms(r, &s, argument, 1, true))
        return false;
    step part[2];
    if (!sum_split(r->out, &s, part) || t->count + t->pending + 2 > MOST_FACTORS)
        return false;
    for (int i = 0; i < 2; i++) {
        step factor = plan_one(r->out, OP_EXP, part[i]);
        r->out->at[factor].split = true;
        term_add(r->out, t, factor, under);
    }
    return true;
}

static void collect_factors(struct regroup *r, struct term *t, step at, bool under,
                            bool top);

static void collect_pair(struct regroup *r, struct term *t, step a, step b, bool under,
                         bool under_b)
{
    t->pending++;
    collect_factors(r, t, a, under, false);
    t->pending--;
    collect_factors(r, t, b, under_b, false);
}

// A power below the bar whose base stands below another one too.
static bool divides_often(const struct regroup *r, step at, bool under)
{
    const struct plan_node *n = &r->in->at[at];
    return under && (n->code == CODE_SQUARE || n->code == CODE_CUBE)
           && r->divides[n->a] > 1 && plan_loose(r->in, at);
}

// A power whose base is a product of functions of x and of y, or divides elsewhere.
static bool open_power(struct regroup *r, struct term *t, step at, bool under)
{
    const struct plan_node *n = &r->in->at[at];
    int times = n->code == CODE_SQUARE ? 2 : 3;
    if (!(r->separable[at] & SEPARABLE_PRODUCT) && !divides_often(r, at, under))
        return false;
    for (t->pending += times - 1; times > 0; times--) {
        collect_factors(r, t, n->a, under, false);
        t->pending -= times > 1;
    }
    return true;
}

// True when the node could be taken apart into factors.
static bool open_product(struct regroup *r, struct term *t, step at, bool under,
                         bool top)
{
    const struct plan_node *n = &r->in->at[at];
    bool open = open_to(r, at, SEPARABLE_PRODUCT, top) || divides_often(r, at, under);
    if (!open || pure(r->in, at) || t->count + t->pending + 3 > MOST_FACTORS)
        return false;
    switch (n->code) {
    case OP_MUL: collect_pair(r, t, n->a, n->b, under, under); return true;
    case OP_DIV: collect_pair(r, t, n->a, n->b, under, !under); return true;
    case CODE_RECIPROCAL: collect_factors(r, t, n->a, !under, false); return true;
    case OP_NEG: t->k = -t->k; collect_factors(r, t, n->a, under, false); return true;
    case OP_EXP: return collect_exp(r, t, n->a, under);
    case CODE_SQUARE: case CODE_CUBE: return open_power(r, t, at, under);
    default: return false;
    }
}

static void collect_factors(struct regroup *r, struct term *t, step at, bool under,
                            bool top)
{
    const struct plan_node *n = &r->in->at[at];
    if (constant(r->in, at))
        t->k = under ? t->k / n->value : t->k * n->value;
    else if (!open_product(r, t, at, under, top))
        term_add(r->out, t, r->to[at], under);
    t->shared |= under && r->divides[at] > 1;
}

static struct term product_of(struct regroup *r, step at, double k, bool top)
{
    struct term t = {.k = k};
    collect_factors(r, &t, at, false, top);
    return t;
}

// False when there are more terms than a sum can hold.
static bool collect_terms(struct regroup *r, struct sum *s, step at, double k, bool top)
{
    const struct plan_node *n = &r->in->at[at];
    bool open = open_to(r, at, SEPARABLE_SUM, top) && !pure(r->in, at)
                && s->count + s->pending + 2 <= MOST_TERMS;
    if (open && (n->code == OP_ADD || n->code == OP_SUB)) {
        s->pending++;
        bool first = collect_terms(r, s, n->a, k, false);
        s->pending--;
        return collect_terms(r, s, n->b, n->code == OP_ADD ? k : -k, false) && first;
    }
    if (open && n->code == OP_NEG)
        return collect_terms(r, s, n->a, -k, false);
    if (open && n->code == OP_MUL && constant(r->in, n->a))
        return collect_terms(r, s, n->b, k * r->in->at[n->a].value, false);
    if (open && n->code == OP_DIV && constant(r->in, n->b))
        return collect_terms(r, s, n->a, k / r->in->at[n->b].value, false);
    return sum_add(s, product_of(r, at, k, false));
}

static step rebuild_sum(struct regroup *r, step at)
{
    struct sum s = {0};
    collect_terms(r, &s, at, 1, true);
    return sum_build(r->out, &s);
}

static step rebuild_product(struct regroup *r, step at)
{
    struct term t = product_of(r, at, 1, true);
    return term_build(r->out, &t);
}

static step plainly(struct regroup *r, const struct plan_node *n)
{
    int arity = code_arity(n->code);
    if (n->code == OP_CONST)
        return plan_number(r->out, n->value);
    return plan_node(r->out, n->code, arity > 0 ? r->to[n->a] : STEP_NONE,
                     arity > 1 ? r->to[n->b] : STEP_NONE,
                     arity > 2 ? r->to[n->c] : STEP_NONE);
}

// sin(a + b) = sin a cos b + cos a sin b,  cos(a + b) = cos a cos b − sin a sin b
static step rebuild_wave(struct regroup *r, step at)
{
    const struct plan_node *n = &r->in->at[at];
    struct sum s = {0};
    step part[2];
    if (!(r->separable[n->a] & SEPARABLE_SUM) || !collect_terms(r, &s, n->a, 1, true)
        || !sum_split(r->out, &s, part))
        return r->to[at];
    struct plan *p = r->out;
    bool sine = n->code == OP_SIN;
    step first = plan_two(p, OP_MUL, plan_one(p, n->code, part[0]),
                          plan_one(p, OP_COS, part[1]));
    step other = plan_one(p, sine ? OP_COS : OP_SIN, part[0]);
    step second = plan_two(p, OP_MUL, other, plan_one(p, OP_SIN, part[1]));
    return plan_two(p, sine ? OP_ADD : OP_SUB, first, second);
}

static step rebuild(struct regroup *r, step at)
{
    const struct plan_node *n = &r->in->at[at];
    if (n->deps != ON_BOTH || !plan_loose(r->in, at))
        return r->to[at];
    switch (n->code) {
    case OP_ADD: case OP_SUB: return rebuild_sum(r, at);
    case OP_MUL:
        if (constant(r->in, n->a))
            return rebuild_sum(r, at);
        return rebuild_product(r, at);
    case OP_NEG: return rebuild_sum(r, at);
    case OP_DIV: case OP_EXP: case CODE_SQUARE: case CODE_CUBE: case CODE_RECIPROCAL:
        return rebuild_product(r, at);
    case OP_SIN: case OP_COS: return rebuild_wave(r, at);
    default: return r->to[at];
    }
}

static void count_divisions(struct regroup *r)
{
    for (size_t i = 0; i < r->in->count; i++) {
        const struct plan_node *n = &r->in->at[i];
        if (!n->uses || (n->code != OP_DIV && n->code != CODE_RECIPROCAL))
            continue;
        step by = n->code == OP_DIV ? n->b : n->a;
        r->divides[by]++;
        if (r->in->at[by].code == CODE_SQUARE || r->in->at[by].code == CODE_CUBE)
            r->divides[r->in->at[by].a]++;
    }
}

static void rebuild_all(struct regroup *r)
{
    count_divisions(r);
    for (size_t i = 0; i < r->in->count && !r->out->failed; i++) {
        if (!r->in->at[i].uses)
            continue;
        r->separable[i] = (uint8_t)separable(r, (step)i);
        r->to[i] = plainly(r, &r->in->at[i]);   // as it stands, if nothing is better
        r->to[i] = rebuild(r, (step)i);
    }
    for (int part = 0; part < PARTS && !r->out->failed; part++)
        if (r->in->root[part] != STEP_NONE)
            r->out->root[part] = r->to[r->in->root[part]];
}

bool regroup(struct plan *out, const struct plan *in)
{
    struct regroup r = {.in = in, .out = out,
                        .to = calloc(in->count + 1, sizeof *r.to),
                        .separable = calloc(in->count + 1, 1),
                        .divides = calloc(in->count + 1, sizeof *r.divides)};
    bool enough = r.to && r.separable && r.divides;
    if (enough)
        rebuild_all(&r);
    free(r.to);
    free(r.separable);
    free(r.divides);
    return enough && !out->failed;
}
