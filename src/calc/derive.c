// SPDX-License-Identifier: MIT
#include "calc/derive.h"

#include "base/array.h"
#include "calc/algebra.h"
#include "calc/build.h"

#include <math.h>
#include <stdlib.h>

struct rules {
    struct graph *g;
    expr *d;                    // of the nodes there were at first; EXPR_NONE: not needed
    uint8_t mask;               // DEPENDS_X or DEPENDS_Y
};

static expr number(const struct rules *r, double value)
{
    return build_number(r->g, value);
}

static expr call(const struct rules *r, enum op op, expr a)
{
    return graph_node(r->g, op, a, 0, 0);
}

static expr plus(const struct rules *r, expr a, expr b)
{
    return algebra_add(r->g, a, b);
}

static expr minus(const struct rules *r, expr a, expr b)
{
    return algebra_subtract(r->g, a, b);
}

static expr times(const struct rules *r, expr a, expr b)
{
    return algebra_multiply(r->g, a, b);
}

static expr over(const struct rules *r, expr a, expr b)
{
    return algebra_divide(r->g, a, b);
}

static expr square(const struct rules *r, expr a)
{
    return algebra_square(r->g, a);
}

static bool is_fixed(const struct rules *r, expr e)
{
    return !(graph_at(r->g, e)->deps & r->mask);
}

static expr d_of(const struct rules *r, expr e)
{
    return is_fixed(r, e) ? graph_number(r->g, 0) : r->d[e];
}

// (a'b − ab') / bottom
static expr quotient(const struct rules *r, expr a, expr b, expr bottom)
{
    expr up[] = {times(r, d_of(r, a), b),
                 algebra_scale(r->g, -1, times(r, a, d_of(r, b)))};
    return algebra_fraction(r->g, up, 2, bottom);
}

static expr d_quotient(const struct rules *r, expr a, expr b)
{
    if (is_fixed(r, b))
        return over(r, d_of(r, a), b);
    return quotient(r, a, b, square(r, b));
}

static expr d_atan2(const struct rules *r, expr a, expr b)
{
    return quotient(r, a, b, plus(r, square(r, b), square(r, a)));
}

static expr d_power(const struct rules *r, expr e, expr a, expr b)
{
    struct graph *g = r->g;
    if (is_fixed(r, b)) {
        expr less = minus(r, b, number(r, 1));
        expr lower = less == EXPR_NONE ? less : build_power(g, a, less);
        return times(r, times(r, b, lower), d_of(r, a));
    }
    expr slope = times(r, call(r, OP_LN, a), d_of(r, b));
    if (!is_fixed(r, a))
        slope = plus(r, slope, times(r, b, over(r, d_of(r, a), a)));
    return times(r, e, slope);
}

static expr d_root(const struct rules *r, expr e, const struct node *n)
{
    double q = graph_at(r->g, n->b)->value;
    struct factor parts[] = {{d_of(r, n->a), 1}, {number(r, q), -1}, {e, 1 - q}};
    return algebra_product(r->g, 1, parts, 3);
}

static expr choose(const struct rules *r, enum op op, expr a, expr b, expr yes, expr no)
{
    return graph_node(r->g, OP_IF, graph_node(r->g, op, a, b, 0), yes, no);
}

// The derivative of the larger (OP_GT) or smaller (OP_LT); at a tie half of each.
static expr d_extreme(const struct rules *r, const struct node *n, enum op op)
{
    expr a = d_of(r, n->a), b = d_of(r, n->b);
    if (a == b)
        return a;
    expr half = over(r, plus(r, a, b), number(r, 2));
    expr tie = choose(r, op == OP_GT ? OP_LT : OP_GT, n->a, n->b, b, half);
    return choose(r, op, n->a, n->b, a, tie);
}

// min(max(a, low), high), whichever of low and high is larger.
static expr d_clamp(const struct rules *r, const struct node *n)
{
    double low, high;
    bool apart = expr_is_number(r->g, n->b, &low) && expr_is_number(r->g, n->c, &high)
                 && low <= high;
    expr raised = apart ? n->a : graph_node(r->g, OP_MAX, n->a, n->b, 0);
    expr below = choose(r, OP_LT, n->a, n->b, d_of(r, n->b), d_of(r, n->a));
    return choose(r, OP_GT, raised, n->c, d_of(r, n->c), below);
}

static expr d_if(const struct rules *r, const struct node *n)
{
    bool open = graph_at(r->g, n->c)->op == OP_UNDEFINED;
    expr b = d_of(r, n->b), c = open ? n->c : d_of(r, n->c);
    return b == c ? b : graph_node(r->g, OP_IF, n->a, b, c);
}

static expr one_minus_square(const struct rules *r, expr u)
{
    return minus(r, number(r, 1), square(r, u));
}

static expr one_plus_square(const struct rules *r, expr u)
{
    return graph_node(r->g, OP_ADD, number(r, 1), square(r, u), 0);
}

static expr half_over(const struct rules *r, expr root)
{
    return over(r, number(r, 1), algebra_scale(r->g, 2, root));
}

static expr gaussian(const struct rules *r, expr u)
{
    expr bell = call(r, OP_EXP, algebra_scale(r->g, -1, square(r, u)));
    expr root = call(r, OP_SQRT, graph_node(r->g, OP_PI, 0, 0, 0));
    return algebra_scale(r->g, 2, over(r, bell, root));
}

// (cos u − sinc u)/u loses its digits near 0: there, the series of sinc'.
static expr slope_of_sinc(const struct rules *r, expr e, expr u)
{
    static const double under[] = {-3, 30, -840, 45360};
    enum { TERMS = sizeof under / sizeof *under };
    expr term[TERMS];
    for (int i = 0; i < TERMS; i++)
        term[i] = algebra_product(r->g, 1, (struct factor[]){
            {u, 2 * i + 1}, {number(r, under[i]), -1}}, 2);
    expr series = algebra_sum(r->g, term, TERMS);
    expr rule = over(r, minus(r, call(r, OP_COS, u), e), u);
    return choose(r, OP_LT, call(r, OP_ABS, u), number(r, 0.1), series, rule);
}

static expr inverse_root(const struct rules *r, expr under)
{
    return over(r, number(r, 1), call(r, OP_SQRT, under));
}

// de/du for e = op(u).
static expr slope_of_circle(const struct rules *r, enum op op, expr e, expr u)
{
    expr one = number(r, 1);
    switch (op) {
    case OP_SIN: return call(r, OP_COS, u);
    case OP_COS: return algebra_scale(r->g, -1, call(r, OP_SIN, u));
    case OP_TAN: return one_plus_square(r, e);
    case OP_SEC: return times(r, e, call(r, OP_TAN, u));
    case OP_CSC: return algebra_scale(r->g, -1, times(r, e, call(r, OP_COT, u)));
    case OP_COT: return algebra_scale(r->g, -1, one_plus_square(r, e));
    case OP_ASIN: return inverse_root(r, one_minus_square(r, u));
    case OP_ACOS:
        return algebra_scale(r->g, -1, inverse_root(r, one_minus_square(r, u)));
    case OP_ATAN: return over(r, one, plus(r, square(r, u), one));
    case OP_SINH: return call(r, OP_COSH, u);
    case OP_COSH: return call(r, OP_SINH, u);
    case OP_TANH: return one_minus_square(r, e);
    case OP_ASINH: return inverse_root(r, plus(r, square(r, u), one));
    case OP_ACOSH: return inverse_root(r, minus(r, square(r, u), one));
    default: return over(r, one, one_minus_square(r, u));
    }
}

static expr slope_of_other(const struct rules *r, enum op op, expr e, expr u)
{
    expr one = number(r, 1);
    switch (op) {
    case OP_EXP: return e;
    case OP_LN: return over(r, one, u);
    case OP_LOG2: return over(r, one, times(r, u, call(r, OP_LN, number(r, 2))));
    case OP_LOG10: return over(r, one, times(r, u, call(r, OP_LN, number(r, 10))));
    case OP_SQRT: return half_over(r, e);
    case OP_CBRT: return over(r, one, algebra_scale(r->g, 3, square(r, e)));
    case OP_ABS: return call(r, OP_SIGN, u);
    case OP_SINC: return slope_of_sinc(r, e, u);
    case OP_SIGMOID: return times(r, e, minus(r, one, e));
    case OP_SOFTPLUS: return call(r, OP_SIGMOID, u);
    case OP_RELU: return choose(r, OP_GT, u, number(r, 0), one, number(r, 0));
    case OP_ERF: return gaussian(r, u);
    case OP_GAMMA: return times(r, e, call(r, OP_DIGAMMA, u));
    case OP_LGAMMA: return call(r, OP_DIGAMMA, u);
    case OP_DIGAMMA: return call(r, OP_TRIGAMMA, u);
    case OP_TRIGAMMA: return graph_node(r->g, OP_POLYGAMMA, number(r, 2), u, 0);
    default: return number(r, 0);
    }
}

static expr d_function(const struct rules *r, expr e, const struct node *n)
{
    const struct node u = *graph_at(r->g, n->a);
    if (n->op == OP_ATAN && u.op == OP_DIV && !is_fixed(r, n->a))
        return d_atan2(r, u.a, u.b);
    expr slope = n->op < OP_EXP ? slope_of_circle(r, n->op, e, n->a)
                                : slope_of_other(r, n->op, e, n->a);
    return times(r, slope, d_of(r, n->a));
}

static expr d_polygamma(const struct rules *r, const struct node *n)
{
    expr order = number(r, graph_at(r->g, n->a)->value + 1);
    return times(r, graph_node(r->g, OP_POLYGAMMA, order, n->b, 0), d_of(r, n->b));
}

static expr d_hypot(const struct rules *r, expr e, const struct node *n)
{
    expr up = plus(r, times(r, n->a, d_of(r, n->a)), times(r, n->b, d_of(r, n->b)));
    return over(r, up, e);
}

static expr d_mod(const struct rules *r, const struct node *n)
{
    if (is_fixed(r, n->b))
        return d_of(r, n->a);
    expr turns = call(r, OP_FLOOR, graph_node(r->g, OP_DIV, n->a, n->b, 0));
    return minus(r, d_of(r, n->a), times(r, turns, d_of(r, n->b)));
}

static expr d_product(const struct rules *r, const struct node *n)
{
    return plus(r, times(r, d_of(r, n->a), n->b), times(r, n->a, d_of(r, n->b)));
}

static bool is_sum(const struct rules *r, expr e)
{
    return graph_at(r->g, e)->op == OP_ADD || graph_at(r->g, e)->op == OP_SUB;
}

// The terms of a long sum are derived and collected once, not once for each plus.
static expr d_sum(const struct rules *r, expr e)
{
    struct { expr *at; size_t count, capacity; bool failed; } terms = {0};
    for (; is_sum(r, e); e = graph_at(r->g, e)->a) {
        const struct node n = *graph_at(r->g, e);
        expr d = d_of(r, n.b);
        array_push(&terms, n.op == OP_SUB ? algebra_scale(r->g, -1, d) : d);
    }
    array_push(&terms, d_of(r, e));
    r->g->failed |= terms.failed;
    for (size_t i = 0; i < terms.count / 2; i++) {
        expr t = terms.at[i];
        terms.at[i] = terms.at[terms.count - 1 - i];
        terms.at[terms.count - 1 - i] = t;
    }
    expr sum = algebra_sum(r->g, terms.at, (int)terms.count);
    array_free(&terms);
    return sum;
}

static expr derive_node(const struct rules *r, expr e)
{
    const struct node n = *graph_at(r->g, e);
    switch (n.op) {
    case OP_X: case OP_Y: return number(r, 1);
    case OP_ADD: case OP_SUB: return d_sum(r, e);
    case OP_MUL: return d_product(r, &n);
    case OP_DIV: return d_quotient(r, n.a, n.b);
    case OP_NEG: return algebra_scale(r->g, -1, d_of(r, n.a));
    case OP_POW: return d_power(r, e, n.a, n.b);
    case OP_ROOT: return d_root(r, e, &n);
    case OP_POLYGAMMA: return d_polygamma(r, &n);
    case OP_ATAN2: return d_atan2(r, n.a, n.b);
    case OP_MOD: return d_mod(r, &n);
    case OP_MIN: return d_extreme(r, &n, OP_LT);
    case OP_MAX: return d_extreme(r, &n, OP_GT);
    case OP_HYPOT: return d_hypot(r, e, &n);
    case OP_CLAMP: return d_clamp(r, &n);
    case OP_IF: return d_if(r, &n);
    default: break;
    }
    return op_table[n.op].truth ? number(r, 0) : d_function(r, e, &n);
}

static void mark(const struct rules *r, expr e)
{
    if (!is_fixed(r, e) && r->d[e] == EXPR_NONE)
        r->d[e] = 0;
}

static void mark_children(const struct rules *r, expr e)
{
    if (is_sum(r, e)) {
        for (; is_sum(r, e); e = graph_at(r->g, e)->a)
            mark(r, graph_at(r->g, e)->b);
        mark(r, e);
        return;
    }
    const struct node *n = graph_at(r->g, e);
    const expr child[] = {n->a, n->b, n->c};
    for (int i = 0; i < op_table[n->op].arity; i++)
        mark(r, child[i]);
}

static void mark_needed(const struct rules *r, expr root)
{
    mark(r, root);
    for (expr e = root + 1; e-- > 0;)
        if (r->d[e] != EXPR_NONE)
            mark_children(r, e);
}

expr derive(struct graph *g, expr e, enum op by)
{
    struct rules r = {g, malloc(sizeof(expr) * (e + 1)),
                      by == OP_X ? DEPENDS_X : DEPENDS_Y};
    if (!r.d) {
        g->failed = true;
        return EXPR_NONE;
    }
    for (expr i = 0; i <= e; i++)
        r.d[i] = EXPR_NONE;
    mark_needed(&r, e);
    for (expr i = 0; i <= e && !g->failed; i++)
        if (r.d[i] != EXPR_NONE)
            r.d[i] = derive_node(&r, i);
    expr result = g->failed ? EXPR_NONE : d_of(&r, e);
    free(r.d);
    return result;
}
