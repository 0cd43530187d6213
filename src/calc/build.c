// SPDX-License-Identifier: MIT
#include "calc/build.h"

#include <math.h>

expr build_number(struct graph *g, double value)
{
    if (!(value < 0))
        return graph_number(g, value);
    return graph_node(g, OP_NEG, graph_number(g, -value), 0, 0);
}

expr build_fraction(struct graph *g, double over, double under)
{
    return graph_node(g, OP_DIV, graph_number(g, over), graph_number(g, under), 0);
}

bool expr_is_number(const struct graph *g, expr e, double *value)
{
    const struct node *n = graph_at(g, e);
    double sign = 1;
    if (n->op == OP_NEG) {
        n = graph_at(g, n->a);
        sign = -1;
    }
    *value = sign * n->value;
    return n->op == OP_CONST;
}

static bool is_odd(double q)
{
    return q >= 3 && q < 1e9 && fmod(q, 2) == 1;
}

// A literal fraction p/q, its sign anywhere.
static bool is_fraction(const struct graph *g, expr e, double *p, double *q)
{
    const struct node *n = graph_at(g, e);
    double sign = 1;
    if (n->op == OP_NEG) {
        n = graph_at(g, n->a);
        sign = -1;
    }
    if (n->op != OP_DIV || !expr_is_number(g, n->a, p) || !expr_is_number(g, n->b, q))
        return false;
    *p *= sign;
    return *p == rint(*p);
}

expr build_power(struct graph *g, expr a, expr b)
{
    double p, q;
    if (a == EXPR_NONE || b == EXPR_NONE)
        return EXPR_NONE;
    if (graph_at(g, a)->op == OP_E)
        return graph_node(g, OP_EXP, b, 0, 0);
    if (!is_fraction(g, b, &p, &q) || !is_odd(q))
        return graph_node(g, OP_POW, a, b, 0);
    expr root = graph_node(g, OP_ROOT, a, graph_number(g, q), 0);
    return p == 1 ? root : graph_node(g, OP_POW, root, build_number(g, p), 0);
}

static expr square(struct graph *g, enum op leaf)
{
    return graph_node(g, OP_POW, graph_node(g, leaf, 0, 0, 0), graph_number(g, 2), 0);
}

expr build_radius(struct graph *g)
{
    expr sum = graph_node(g, OP_ADD, square(g, OP_X), square(g, OP_Y), 0);
    return graph_node(g, OP_SQRT, sum, 0, 0);
}

expr build_angle(struct graph *g)
{
    return graph_node(g, OP_ATAN2, graph_node(g, OP_Y, 0, 0, 0),
                      graph_node(g, OP_X, 0, 0, 0), 0);
}
