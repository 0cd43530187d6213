// SPDX-License-Identifier: MIT
#include "calc/order.h"

#include "calc/build.h"

#include <math.h>

enum { LOOKS = 64, MOST_DEGREE = 1000 };                // nodes looked at, per term
enum { POLYNOMIAL, OTHER, CONSTANT };

struct degree { int all, of_x; bool known; };

static struct degree degree_of(const struct graph *g, expr e, int *looks);

static struct degree largest(struct degree a, struct degree b)
{
    return (struct degree){a.all > b.all ? a.all : b.all,
                           a.of_x > b.of_x ? a.of_x : b.of_x, a.known && b.known};
}

static struct degree of_power(struct degree base, double power)
{
    bool fits = power >= 0 && power < MOST_DEGREE && power == rint(power)
                && power * base.all < MOST_DEGREE;
    return (struct degree){fits ? base.all * (int)power : 0,
                           fits ? base.of_x * (int)power : 0, base.known && fits};
}

static struct degree of_pair(const struct graph *g, const struct node *n, int *looks)
{
    struct degree a = degree_of(g, n->a, looks), b = degree_of(g, n->b, looks);
    if (n->op == OP_ADD || n->op == OP_SUB)
        return largest(a, b);
    if (n->op == OP_DIV)
        return (struct degree){a.all, a.of_x, a.known && b.known && b.all == 0};
    return (struct degree){a.all + b.all, a.of_x + b.of_x, a.known && b.known};
}

static struct degree degree_of(const struct graph *g, expr e, int *looks)
{
    const struct node *n = graph_at(g, e);
    double power;
    if (--*looks < 0)
        return (struct degree){0};
    if (!(n->deps & (DEPENDS_X | DEPENDS_Y)))
        return (struct degree){0, 0, true};
    switch (n->op) {
    case OP_X: return (struct degree){1, 1, true};
    case OP_Y: return (struct degree){1, 0, true};
    case OP_NEG: return degree_of(g, n->a, looks);
    case OP_ADD: case OP_SUB: case OP_MUL: case OP_DIV: return of_pair(g, n, looks);
    case OP_POW:
        if (expr_is_number(g, n->b, &power))
            return of_power(degree_of(g, n->a, looks), power);
        return (struct degree){0};
    default: return (struct degree){0};
    }
}

struct rank order_rank(const struct graph *g, expr term)
{
    int looks = LOOKS;
    struct degree d = degree_of(g, term, &looks);
    if (!d.known)
        return (struct rank){.group = OTHER};
    return (struct rank){d.all ? POLYNOMIAL : CONSTANT, d.all, d.of_x};
}

int order_ranks(struct rank a, struct rank b)
{
    if (a.group != b.group)
        return a.group - b.group;
    return a.degree != b.degree ? b.degree - a.degree : b.of_x - a.of_x;
}

static int class_of(const struct graph *g, struct factor f)
{
    switch (graph_at(g, f.base)->op) {
    case OP_CONST: return 0;
    case OP_PI: case OP_TAU: case OP_E: return 1;
    case OP_PARAM: return 2;
    case OP_X: return 3;
    case OP_Y: return 4;
    case OP_POW: case OP_ROOT: return 5;
    case OP_ADD: case OP_SUB: return 6;
    case OP_SQRT: case OP_CBRT: return 7;
    case OP_EXP: return 8;
    default: return 9;
    }
}

// What depends on x alone, on y alone, on both.
static int reach_of(const struct node *n)
{
    return n->deps & (DEPENDS_X | DEPENDS_Y);
}

int order_factors(const struct graph *g, struct factor a, struct factor b)
{
    const struct node *n = graph_at(g, a.base), *m = graph_at(g, b.base);
    int by[] = {class_of(g, a) - class_of(g, b), reach_of(n) - reach_of(m),
                n->op - m->op};
    for (size_t i = 0; i < sizeof by / sizeof *by; i++)
        if (by[i])
            return by[i];
    return (a.base > b.base) - (a.base < b.base);
}

bool order_is_bulky(const struct graph *g, expr base)
{
    return graph_at(g, base)->op >= OP_ADD;
}

int order_weight(const struct graph *g, expr e, int most)
{
    int weight = 0;
    while (e != EXPR_NONE && weight < most) {
        const struct node *n = graph_at(g, e);
        int arity = op_table[n->op].arity;
        if (arity == 0)
            return weight + 1;
        weight += op_table[n->op].name != NULL;
        if (arity > 1)
            weight += order_weight(g, n->b, most - weight);
        if (arity > 2)
            weight += order_weight(g, n->c, most - weight);
        e = n->a;
    }
    return most;
}
