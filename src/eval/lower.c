// SPDX-License-Identifier: MIT
#include "eval/lower.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_POWER = 16 };       // beyond it a product would lose too many digits

static step power(struct plan *p, step base, int n)
{
    if (n == 0)
        return plan_number(p, 1);
    if (n == 1)
        return base;
    if (n % 2 == 0)
        return plan_one(p, CODE_SQUARE, power(p, base, n / 2));
    if (n % 3 == 0)
        return plan_one(p, CODE_CUBE, power(p, base, n / 3));
    return plan_two(p, OP_MUL, power(p, base, n - 1), base);
}

static step signed_power(struct plan *p, step base, int n)
{
    if (n >= 0)
        return power(p, base, n);
    return power(p, plan_one(p, CODE_RECIPROCAL, base), -n);
}

static step lower_power(struct plan *p, step base, step exponent)
{
    double n = p->at[exponent].value;
    bool constant = p->at[exponent].code == OP_CONST && fabs(n) <= MOST_POWER;
    if (constant && n == floor(n))
        return signed_power(p, base, (int)n);
    if (constant && 2 * n == floor(2 * n) && p->at[base].sign != SIGN_ANY) {
        step root = plan_one(p, OP_SQRT, base);
        return signed_power(p, root, (int)(2 * n));
    }
    return plan_two(p, OP_POW, base, exponent);
}

static step lower_root(struct plan *p, step a, step degree)
{
    double q = p->at[degree].value;
    if (q == 3)
        return plan_one(p, OP_CBRT, a);
    step size = plan_two(p, OP_POW, plan_one(p, OP_ABS, a), plan_number(p, 1 / q));
    return plan_two(p, OP_MUL, plan_one(p, OP_SIGN, a), size);
}

static step lower_sinc(struct plan *p, step a)
{
    step quotient = plan_two(p, OP_DIV, plan_one(p, OP_SIN, a), a);
    step at_zero = plan_two(p, OP_EQ, a, plan_number(p, 0));
    return plan_node(p, OP_IF, at_zero, plan_number(p, 1), quotient);
}

static step lower_sigmoid(struct plan *p, step a)
{
    step decay = plan_one(p, OP_EXP, plan_one(p, OP_NEG, a));
    return plan_one(p, CODE_RECIPROCAL, plan_two(p, OP_ADD, plan_number(p, 1), decay));
}

static step lower_softplus(struct plan *p, step a)
{
    step size = plan_one(p, OP_NEG, plan_one(p, OP_ABS, a));
    step rest = plan_one(p, CODE_LOG1P, plan_one(p, OP_EXP, size));
    return plan_two(p, OP_ADD, plan_one(p, OP_RELU, a), rest);
}

static step lower_node(struct plan *p, int op, step a, step b, step c)
{
    switch (op) {
    case OP_POW: return lower_power(p, a, b);
    case OP_ROOT: return lower_root(p, a, b);
    case OP_SEC: return plan_one(p, CODE_RECIPROCAL, plan_one(p, OP_COS, a));
    case OP_CSC: return plan_one(p, CODE_RECIPROCAL, plan_one(p, OP_SIN, a));
    case OP_COT: return plan_one(p, CODE_RECIPROCAL, plan_one(p, OP_TAN, a));
    case OP_SINC: return lower_sinc(p, a);
    case OP_SIGMOID: return lower_sigmoid(p, a);
    case OP_SOFTPLUS: return lower_softplus(p, a);
    case OP_STEP: return plan_two(p, OP_GE, a, plan_number(p, 0));
    case OP_CLAMP: return plan_two(p, OP_MIN, plan_two(p, OP_MAX, a, b), c);
    default: return plan_node(p, op, a, b, c);
    }
}

static step lower_leaf(struct plan *p, const struct node *n, const double *parameters)
{
    switch (n->op) {
    case OP_X: case OP_Y: return plan_node(p, n->op, STEP_NONE, STEP_NONE, STEP_NONE);
    case OP_CONST: return plan_number(p, n->value);
    case OP_PARAM: return plan_number(p, parameters[n->a]);
    default: return plan_number(p, op_apply((enum op)n->op, 0, 0, 0));
    }
}

// Marks what the wanted parts and f consist of.
static void reach(const struct formula *f, unsigned need, step *to)
{
    const struct graph *g = &f->graph;
    for (size_t i = 0; i < g->count; i++)
        to[i] = STEP_NONE;
    for (int part = 0; part < PARTS; part++)
        if (need >> part & 1)
            to[f->part[part]] = 0;
    to[f->part[PART_F]] = 0;
    for (size_t i = g->count; i-- > 0;) {
        const struct node *n = graph_at(g, (expr)i);
        const expr child[3] = {n->a, n->b, n->c};
        for (int k = 0; to[i] == 0 && k < op_table[n->op].arity; k++)
            to[child[k]] = 0;
    }
}

static void lower_graph(struct plan *p, const struct graph *g, step *to,
                        const double *parameters)
{
    for (size_t i = 0; i < g->count; i++) {
        const struct node *n = graph_at(g, (expr)i);
        int arity = op_table[n->op].arity;
        if (to[i] == STEP_NONE)
            continue;
        if (n->op <= OP_UNDEFINED)
            to[i] = lower_leaf(p, n, parameters);
        else
            to[i] = lower_node(p, n->op, to[n->a], arity > 1 ? to[n->b] : STEP_NONE,
                               arity > 2 ? to[n->c] : STEP_NONE);
    }
}

// May the code give NaN though its arguments are finite?
static bool partial(const struct plan *p, const struct plan_node *n)
{
    switch (n->code) {
    case OP_CONST: return isnan(n->value);
    case OP_LN: case OP_LOG2: case OP_LOG10: case OP_SQRT:
        return p->at[n->a].sign == SIGN_ANY;
    case OP_DIV: return p->at[n->b].sign != SIGN_POSITIVE && p->at[n->b].deps;
    case OP_POW: return p->at[n->a].sign == SIGN_ANY;
    case CODE_RECIPROCAL: return p->at[n->a].sign != SIGN_POSITIVE;
    case OP_ASIN: case OP_ACOS: case OP_ACOSH: case OP_ATANH: case OP_MOD:
    case OP_GAMMA: case OP_LGAMMA: case OP_DIGAMMA: case OP_TRIGAMMA:
    case OP_POLYGAMMA: return true;
    default: return false;
    }
}

static bool may_be_undefined(const struct plan *p, step at, uint8_t *seen)
{
    bool found = false;
    seen[at] = 1;
    for (size_t i = (size_t)at + 1; i-- > 0 && !found;) {
        const struct plan_node *n = &p->at[i];
        const step child[3] = {n->a, n->b, n->c};
        found = seen[i] && partial(p, n);
        for (int k = 0; seen[i] && k < code_arity(n->code); k++)
            seen[child[k]] = 1;
    }
    return found;
}

static void set_roots(struct plan *p, const struct formula *f, const step *to,
                      unsigned need, uint8_t *seen)
{
    step value = to[f->part[PART_F]];
    bool mask = need >> 1 && may_be_undefined(p, value, seen);
    for (int part = 0; part < PARTS; part++) {
        if (!(need >> part & 1))
            continue;
        step at = to[f->part[part]];
        p->root[part] = mask && part ? plan_two(p, CODE_MASK, at, value) : at;
    }
}

bool lower(struct plan *p, const struct formula *f, const double *parameters,
           unsigned need)
{
    step *to = malloc(f->graph.count * sizeof *to);
    if (!to)
        return false;
    reach(f, need, to);
    lower_graph(p, &f->graph, to, parameters);
    uint8_t *seen = calloc(p->count + 1, 1);
    if (seen && !p->failed)
        set_roots(p, f, to, need, seen);
    bool done = seen && !p->failed;
    free(seen);
    free(to);
    return done;
}
