// SPDX-License-Identifier: MIT
#include "eval/select.h"

struct scope {
    struct select *select;
    const struct plan *plan;
    int deps;                   // ON_NOTHING: all
};

static bool made_here(const struct scope *s, step at)
{
    const struct plan_node *n = &s->plan->at[at];
    return n->code > OP_UNDEFINED && (s->deps == ON_NOTHING || n->deps == s->deps);
}

static void set(struct select *s, int code, step a, step b, step c)
{
    s->code = (uint8_t)code;
    s->arity = (uint8_t)code_arity(code);
    s->from[0] = a;
    s->from[1] = b;
    s->from[2] = c;
}

// A product that nobody else wants may become part of the sum it stands in.
static bool absorbed(const struct scope *s, step at, int code)
{
    const struct plan_node *n = &s->plan->at[at];
    return n->code == code && n->uses == 1 && plan_loose(s->plan, at)
           && made_here(s, at);
}

static void choose_sum(const struct scope *s, struct select *out,
                       const struct plan_node *n, step product, step other)
{
    const struct plan_node *m = &s->plan->at[product];
    if (n->code == OP_SUB && product == n->a)
        set(out, CODE_FMS, m->a, m->code == OP_MUL ? m->b : m->a, other);
    else if (n->code == OP_SUB)
        set(out, CODE_FNMA, m->a, m->code == OP_MUL ? m->b : m->a, other);
    else if (m->code == OP_MUL)
        set(out, CODE_FMA, m->a, m->b, other);
    else
        set(out, CODE_SQUARE_ADD, m->a, other, STEP_NONE);
}

static void choose(const struct scope *s, struct select *out, step at)
{
    const struct plan_node *n = &s->plan->at[at];
    set(out, n->code, n->a, n->b, n->c);
    if ((n->code != OP_ADD && n->code != OP_SUB) || n->a == n->b
        || !plan_loose(s->plan, at))
        return;
    if (absorbed(s, n->b, OP_MUL) || absorbed(s, n->b, CODE_SQUARE))
        choose_sum(s, out, n, n->b, n->a);
    else if (absorbed(s, n->a, OP_MUL) || absorbed(s, n->a, CODE_SQUARE))
        choose_sum(s, out, n, n->a, n->b);
}

static void want_below(const struct scope *s, struct select *of)
{
    for (int i = 0; i < of->arity; i++) {
        s->select[of->from[i]].wanted |= made_here(s, of->from[i]);
        s->select[of->from[i]].left++;
    }
}

static void weigh(const struct scope *s, struct select *of)
{
    of->weight = 1;
    for (int i = 0; i < of->arity; i++) {
        uint32_t w = s->select[of->from[i]].weight;
        if (w && w == of->weight)
            of->weight++;
        else if (w > of->weight)
            of->weight = w;
    }
}

// Joins a sine and a cosine of the same node: each becomes the other's partner.  The
// argument remembers its cosine (plus one) meanwhile.
static void pair_waves(const struct scope *s)
{
    for (size_t i = 0; i < s->plan->count; i++)
        if (s->select[i].wanted && s->select[i].code == OP_COS)
            s->select[s->select[i].from[0]].cosine = (step)i + 1;
    for (size_t i = 0; i < s->plan->count; i++) {
        struct select *sine = &s->select[i];
        if (!sine->wanted || sine->code != OP_SIN)
            continue;
        struct select *argument = &s->select[sine->from[0]];
        if (!argument->cosine)
            continue;
        struct select *cosine = &s->select[argument->cosine - 1];
        sine->code = cosine->code = CODE_SINCOS;
        sine->partner = argument->cosine - 1;
        cosine->partner = (step)i;
        argument->left--;
    }
}

static void select_below(const struct scope *s)
{
    for (size_t i = s->plan->count; i-- > 0;)
        if (s->select[i].wanted) {
            choose(s, &s->select[i], (step)i);
            want_below(s, &s->select[i]);
        }
    pair_waves(s);
    for (size_t i = 0; i < s->plan->count; i++)
        if (s->select[i].wanted)
            weigh(s, &s->select[i]);
}

void select_roots(struct select *s, const struct plan *p, int deps)
{
    const struct scope scope = {s, p, deps};
    for (int part = 0; part < PARTS; part++)
        if (p->root[part] != STEP_NONE) {
            s[p->root[part]].wanted |= made_here(&scope, p->root[part]);
            s[p->root[part]].left++;
        }
    select_below(&scope);
}

void select_kept(struct select *s, const struct plan *p, const uint32_t *index,
                 int deps)
{
    const struct scope scope = {s, p, deps};
    for (size_t i = 0; i < p->count; i++)
        s[i].wanted = index[i] != UINT32_MAX && made_here(&scope, (step)i);
    select_below(&scope);
}
