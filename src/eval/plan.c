// SPDX-License-Identifier: MIT
#include "eval/plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_NODES = 128 };

bool plan_open(struct plan *p)
{
    *p = (struct plan){.capacity = FIRST_NODES, .table_size = 2 * FIRST_NODES};
    for (int part = 0; part < PARTS; part++)
        p->root[part] = STEP_NONE;
    p->at = malloc(p->capacity * sizeof *p->at);
    p->table = malloc(p->table_size * sizeof *p->table);
    if (!p->at || !p->table)
        return false;
    memset(p->table, 0xff, p->table_size * sizeof *p->table);
    return true;
}

void plan_close(struct plan *p)
{
    free(p->at);
    free(p->table);
    *p = (struct plan){0};
}

static size_t place(const struct plan *p, const struct plan_node *n)
{
    uint64_t h = n->code + 0x9e3779b97f4a7c15u * (1 + (uint64_t)n->a);
    h = (h ^ n->b) * 0xff51afd7ed558ccdu;
    h = (h ^ h >> 32 ^ n->c) * 0xc4ceb9fe1a85ec53u;
    uint64_t bits;
    memcpy(&bits, &n->value, sizeof bits);
    h = (h ^ bits) * 0x9e3779b97f4a7c15u;
    return (size_t)(h ^ h >> 29) & (p->table_size - 1);
}

static bool same(const struct plan_node *a, const struct plan_node *b)
{
    return a->code == b->code && a->a == b->a && a->b == b->b && a->c == b->c
           && memcmp(&a->value, &b->value, sizeof a->value) == 0;
}

static size_t find(const struct plan *p, const struct plan_node *n)
{
    size_t at = place(p, n);
    while (p->table[at] != STEP_NONE && !same(&p->at[p->table[at]], n))
        at = (at + 1) & (p->table_size - 1);
    return at;
}

static bool grow(struct plan *p)
{
    size_t capacity = 2 * p->capacity;
    struct plan_node *nodes = realloc(p->at, capacity * sizeof *nodes);
    if (nodes)
        p->at = nodes;
    step *table = malloc(2 * capacity * sizeof *table);
    p->failed = p->failed || !nodes || !table;
    if (p->failed) {
        free(table);
        return false;
    }
    free(p->table);
    p->table = table;
    p->table_size = 2 * capacity;
    p->capacity = capacity;
    memset(table, 0xff, p->table_size * sizeof *table);
    for (size_t i = 0; i < p->count; i++)
        table[find(p, &p->at[i])] = (step)i;
    return true;
}

static step intern(struct plan *p, struct plan_node n)
{
    if (p->failed || (p->count == p->capacity && !grow(p)))
        return 0;
    size_t at = find(p, &n);
    if (p->table[at] == STEP_NONE) {
        p->table[at] = (step)p->count;
        p->at[p->count++] = n;
    }
    return p->table[at];
}

step plan_number(struct plan *p, double value)
{
    int sign = value > 0 ? SIGN_POSITIVE : value == 0 ? SIGN_NOT_NEGATIVE : SIGN_ANY;
    return intern(p, (struct plan_node){
                      .code = OP_CONST, .tame = true, .sign = (uint8_t)sign,
                      .a = STEP_NONE, .b = STEP_NONE, .c = STEP_NONE, .value = value});
}

static bool commutes(int code)
{
    return code == OP_ADD || code == OP_MUL;
}

static int of_sum(int a, int b)
{
    return a == SIGN_ANY || b == SIGN_ANY ? SIGN_ANY : a > b ? a : b;
}

static int of_product(int a, int b)
{
    return a < b ? a : b;
}

static int sign_of(const struct plan *p, int code, step a, step b)
{
    int sa = a == STEP_NONE ? SIGN_ANY : p->at[a].sign;
    int sb = b == STEP_NONE ? SIGN_ANY : p->at[b].sign;
    switch (code) {
    case OP_ADD: return of_sum(sa, sb);
    case OP_MUL: return a == b ? SIGN_NOT_NEGATIVE : of_product(sa, sb);
    case OP_DIV: case OP_MIN: return of_product(of_product(sa, sb), SIGN_NOT_NEGATIVE);
    case OP_SQRT: return sa == SIGN_POSITIVE ? SIGN_POSITIVE : SIGN_NOT_NEGATIVE;
    case OP_COSH: return SIGN_POSITIVE;
    case CODE_SQUARE: return sa == SIGN_POSITIVE ? SIGN_POSITIVE : SIGN_NOT_NEGATIVE;
    case CODE_CUBE: return sa;
    case CODE_RECIPROCAL: return of_product(sa, SIGN_NOT_NEGATIVE);
    case OP_EXP: case OP_ABS: case OP_HYPOT: case OP_RELU:
        return SIGN_NOT_NEGATIVE;
    default: return SIGN_ANY;
    }
}

static bool tame(const struct plan *p, const struct plan_node *n)
{
    switch (n->code) {
    case OP_ADD: case OP_SUB: case OP_MUL: case OP_NEG: case OP_SIN: case OP_COS:
    case OP_TANH: case OP_ATAN: case OP_ERF: case OP_ABS: case OP_RELU:
    case CODE_SQUARE: case CODE_CUBE: return true;
    case OP_SQRT: return p->at[n->a].sign != SIGN_ANY;
    case OP_LN: case CODE_RECIPROCAL: return p->at[n->a].sign == SIGN_POSITIVE;
    case OP_DIV: return p->at[n->b].sign == SIGN_POSITIVE;
    default: return false;
    }
}

step plan_node(struct plan *p, int code, step a, step b, step c)
{
    if (code == OP_MUL && a == b)
        return plan_one(p, CODE_SQUARE, a);
    if (commutes(code) && a > b)
        return plan_node(p, code, b, a, c);
    step child[3] = {a, b, c};
    double value[3] = {0, 0, 0};
    bool all_tame = true;
    struct plan_node n = {.code = (uint8_t)code, .a = a, .b = b, .c = c,
                          .sign = (uint8_t)sign_of(p, code, a, b)};
    for (int i = 0; i < code_arity(code); i++) {
        const struct plan_node *from = &p->at[child[i]];
        n.deps |= from->deps;
        n.split |= from->split;
        all_tame &= from->tame;
        value[i] = from->value;
    }
    if (code == OP_X || code == OP_Y)
        n.deps = code == OP_X ? ON_X : ON_Y;
    if (!n.deps)
        return plan_number(p, code_apply(code, value[0], value[1], value[2]));
    n.tame = n.deps != ON_BOTH || (all_tame && tame(p, &n));
    return intern(p, n);
}

step plan_one(struct plan *p, int code, step a)
{
    return plan_node(p, code, a, STEP_NONE, STEP_NONE);
}

step plan_two(struct plan *p, int code, step a, step b)
{
    return plan_node(p, code, a, b, STEP_NONE);
}

// Codes that hand small changes of their argument on as small changes.
static bool smooth(int code)
{
    switch (code) {
    case OP_ADD: case OP_SUB: case OP_MUL: case OP_NEG:
    case OP_SIN: case OP_COS: case OP_ATAN: case OP_TANH: case OP_ASINH: case OP_EXP:
    case OP_MIN: case OP_MAX: case OP_SIGMOID: case OP_SOFTPLUS: case OP_RELU:
    case OP_ABS: case OP_ERF: case CODE_FMA: case CODE_FMS: case CODE_FNMA:
    case CODE_SQUARE: case CODE_CUBE: case CODE_SQUARE_ADD: case CODE_COPY:
        return true;
    default:
        return false;
    }
}

// A quotient by something that may be zero.
static bool has_pole(const struct plan *p, step at)
{
    const struct plan_node *n = &p->at[at];
    step by = n->code == CODE_RECIPROCAL ? n->a : n->code == OP_DIV ? n->b : STEP_NONE;
    return by != STEP_NONE && p->at[by].sign != SIGN_POSITIVE;
}

// What the code by itself asks of its arguments.
static int asks(const struct plan *p, const struct plan_node *n)
{
    switch (n->code) {
    case OP_DIV: return p->at[n->b].sign == SIGN_POSITIVE ? EXACT_NO : EXACT_ZERO;
    case OP_SQRT: case OP_LN: case OP_LOG2: case OP_LOG10: case OP_CBRT:
    case CODE_RECIPROCAL:
        return p->at[n->a].sign == SIGN_POSITIVE ? EXACT_NO : EXACT_ZERO;
    case OP_MUL: return has_pole(p, n->a) || has_pole(p, n->b) ? EXACT_ZERO : EXACT_NO;
    default: return smooth(n->code) ? EXACT_NO : EXACT_ALL;
    }
}

// What it must ask so that its own value can be as exact as it is asked to be.
static int passes_on(const struct plan_node *n)
{
    if (n->exact != EXACT_ZERO)
        return n->exact;
    switch (n->code) {
    case OP_EXP: case OP_COSH: return EXACT_NO;
    case OP_ADD: return n->sign == SIGN_ANY ? EXACT_ALL : EXACT_ZERO;
    case OP_MUL: case OP_DIV: case OP_NEG: case OP_ABS: case OP_SQRT: case OP_CBRT:
    case CODE_SQUARE: case CODE_CUBE: case CODE_RECIPROCAL: return EXACT_ZERO;
    default: return EXACT_ALL;
    }
}

static int exact_below(const struct plan *p, const struct plan_node *n, int child)
{
    if (n->code == OP_IF && child == 0)
        return EXACT_ALL;
    int passed = passes_on(n);
    int asked = n->code == OP_IF || n->code == CODE_MASK ? EXACT_NO : asks(p, n);
    return passed > asked ? passed : asked;
}

bool plan_loose(const struct plan *p, step at)
{
    const struct plan_node *n = &p->at[at];
    if (n->exact == EXACT_NO)
        return true;
    if (n->exact == EXACT_ALL)
        return false;
    switch (n->code) {
    case OP_ADD: return n->sign != SIGN_ANY;
    case OP_MUL: case OP_DIV: case OP_NEG: case CODE_SQUARE: case CODE_CUBE:
    case CODE_RECIPROCAL: case OP_EXP: return true;
    default: return false;
    }
}

void plan_mark(struct plan *p)
{
    for (size_t i = 0; i < p->count; i++) {
        p->at[i].uses = 0;
        p->at[i].exact = EXACT_NO;
    }
    for (int part = 0; part < PARTS; part++)
        if (p->root[part] != STEP_NONE)
            p->at[p->root[part]].uses++;
    for (size_t i = p->count; i-- > 0;) {
        const struct plan_node *n = &p->at[i];
        const step child[3] = {n->a, n->b, n->c};
        for (int k = 0; n->uses && k < code_arity(n->code); k++) {
            struct plan_node *below = &p->at[child[k]];
            int level = exact_below(p, n, k);
            below->uses++;
            below->exact = (uint8_t)(level > below->exact ? level : below->exact);
        }
    }
}
