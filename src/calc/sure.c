// SPDX-License-Identifier: MIT
#include "calc/sure.h"

#include "calc/build.h"

#include <math.h>

#define TINY 1e-30              // nearer to 0, powers and products may become 0

static struct sure of_number(double value)
{
    bool not_zero = fabs(value) > TINY;
    return (struct sure){.value = !isnan(value), .not_negative = value >= 0,
                         .clear = value > TINY, .not_zero = not_zero};
}

static struct sure of_power(const struct graph *g, const struct node *n, struct sure a,
                            struct sure b)
{
    double power;
    bool whole = expr_is_number(g, n->b, &power) && power == rint(power);
    if (!whole)
        power = NAN;
    struct sure s = {.clear = a.clear && fabs(power) <= 2};
    s.not_zero = s.clear || (a.not_zero && whole && power > 0 && power <= 2);
    s.value = (whole && power >= 0 && a.value) || (a.clear && b.value);
    s.not_negative = a.not_negative || (whole && fmod(power, 2) == 0);
    return s;
}

static struct sure of_sum(struct sure a, struct sure b)
{
    bool clear = a.not_negative && b.not_negative && (a.clear || b.clear);
    return (struct sure){.value = a.value && b.value,
                         .not_negative = a.not_negative && b.not_negative,
                         .clear = clear, .not_zero = clear};
}

static struct sure of_product(const struct node *n, struct sure a, struct sure b)
{
    bool clear = a.clear && b.clear;
    bool square = n->a == n->b;
    return (struct sure){.value = a.value && b.value,
                         .not_negative = square || (a.not_negative && b.not_negative),
                         .clear = clear, .not_zero = a.not_zero && b.not_zero};
}

static struct sure of_quotient(struct sure a, struct sure b)
{
    return (struct sure){.value = a.value && b.not_zero,
                         .not_negative = a.not_negative && b.not_negative};
}

static struct sure of_function(enum op op, struct sure a)
{
    switch (op) {
    case OP_SQRT: return (struct sure){.value = a.not_negative && a.value,
                                       .not_negative = true, .clear = a.clear,
                                       .not_zero = a.clear};
    case OP_LN: case OP_LOG2: case OP_LOG10: return (struct sure){.value = a.clear};
    case OP_COSH: return (struct sure){.value = a.value, .not_negative = true,
                                       .clear = true, .not_zero = true};
    case OP_ABS: return (struct sure){.value = a.value, .not_negative = true,
                                      .clear = a.not_zero, .not_zero = a.not_zero};
    case OP_EXP: case OP_SIGMOID: case OP_SOFTPLUS: case OP_RELU: case OP_STEP:
        return (struct sure){.value = a.value, .not_negative = true};
    case OP_ASIN: case OP_ACOS: case OP_ACOSH: case OP_ATANH: case OP_GAMMA:
    case OP_LGAMMA: case OP_DIGAMMA: case OP_TRIGAMMA: return (struct sure){0};
    default: return (struct sure){.value = a.value};
    }
}

static struct sure of_several(enum op op, struct sure a, struct sure b, struct sure c)
{
    switch (op) {
    case OP_POLYGAMMA: return (struct sure){0};
    case OP_MOD: return (struct sure){.value = a.value && b.not_zero};
    case OP_HYPOT: return (struct sure){.value = a.value && b.value,
                                            .not_negative = true};
    case OP_NOT: return (struct sure){.value = a.value};
    case OP_CLAMP: return (struct sure){.value = a.value && b.value && c.value};
    case OP_IF: return (struct sure){.value = a.value && b.value && c.value,
                                     .not_negative = b.not_negative && c.not_negative,
                                     .clear = b.clear && c.clear,
                                     .not_zero = b.not_zero && c.not_zero};
    default: return (struct sure){.value = a.value && b.value};
    }
}

static struct sure of_leaf(const struct node *n)
{
    if (n->op >= OP_X)
        return (struct sure){.value = n->op != OP_UNDEFINED};
    return of_number(n->op == OP_CONST ? n->value : op_apply(n->op, 0, 0, 0));
}

static bool is_tame(const struct node *n, struct sure a, struct sure b, struct sure c)
{
    int arity = op_table[n->op].arity;
    bool all = (arity < 1 || a.tame) && (arity < 2 || b.tame) && (arity < 3 || c.tame);
    switch (n->op) {
    case OP_EXP: case OP_SINH: case OP_COSH: case OP_GAMMA: case OP_TAN: case OP_SEC:
    case OP_CSC: case OP_COT: case OP_TRIGAMMA: case OP_POLYGAMMA: return false;
    case OP_DIV: return all && b.not_zero;
    case OP_POW: return all && a.value && b.not_negative;
    default: return all;
    }
}

void sure_of(const struct graph *g, expr last, struct sure *out)
{
    for (expr e = 0; e <= last; e++) {
        const struct node *n = graph_at(g, e);
        int arity = op_table[n->op].arity;
        struct sure none = {0}, a = arity > 0 ? out[n->a] : none;
        struct sure b = arity > 1 ? out[n->b] : none, c = arity > 2 ? out[n->c] : none;
        switch (n->op) {
        case OP_ADD: out[e] = of_sum(a, b); break;
        case OP_MUL: out[e] = of_product(n, a, b); break;
        case OP_DIV: out[e] = of_quotient(a, b); break;
        case OP_POW: out[e] = of_power(g, n, a, b); break;
        case OP_SUB: out[e] = (struct sure){.value = a.value && b.value}; break;
        case OP_NEG: out[e] = (struct sure){.value = a.value, .not_zero = a.not_zero}; break;
        default:
            out[e] = n->op < OP_ADD     ? of_leaf(n)
                     : n->op < OP_SIN   ? (struct sure){.value = a.value,
                                                      .not_negative = a.not_negative}
                     : n->op < OP_POLYGAMMA ? of_function(n->op, a)
                                            : of_several(n->op, a, b, c);
        }
        out[e].tame = is_tame(n, a, b, c);
    }
}
