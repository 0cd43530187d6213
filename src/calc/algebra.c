// SPDX-License-Identifier: MIT
#include "calc/algebra.h"

#include "base/array.h"
#include "calc/build.h"
#include "calc/order.h"

#include <math.h>

enum { MOST_FACTORS = 32, MOST_POWER = 100000 };

struct ratio { double over, under; };                   // whole numbers, or under == 1

struct product {
    struct ratio number;
    struct factor factor[MOST_FACTORS];
    int count;
    int pending;                // factors that are still to come for certain
};

struct term { struct ratio number; expr rest; struct rank rank; };

struct sum { struct term *at; size_t count, capacity; bool failed; };

static bool is_whole(double a)
{
    return a == rint(a) && fabs(a) < 9007199254740992.0;
}

static struct ratio ratio_make(double over, double under)
{
    if (!is_whole(over) || !is_whole(under) || under == 0)
        return (struct ratio){over / under, 1};
    double a = fabs(over), b = fabs(under), sign = under < 0 ? -1 : 1;
    while (b > 0) {
        double rest = fmod(a, b);
        a = b;
        b = rest;
    }
    return (struct ratio){sign * over / a, sign * under / a};
}

static struct ratio ratio_multiply(struct ratio a, struct ratio b)
{
    return ratio_make(a.over * b.over, a.under * b.under);
}

static struct ratio ratio_add(struct ratio a, struct ratio b)
{
    return ratio_make(a.over * b.under + b.over * a.under, a.under * b.under);
}

bool expr_is_zero(const struct graph *g, expr e)
{
    return graph_at(g, e)->op == OP_CONST && graph_at(g, e)->value == 0;
}

static void add_factor(struct product *p, expr base, double power)
{
    for (int i = 0; i < p->count; i++) {
        if (p->factor[i].base == base) {
            p->factor[i].power += power;
            return;
        }
    }
    p->factor[p->count++] = (struct factor){base, power};
}

static bool fold_number(struct product *p, double value, double power)
{
    struct ratio r = ratio_multiply(p->number, power > 0 ? ratio_make(value, 1)
                                                         : ratio_make(1, value));
    bool fits = isfinite(r.over) && fabs(power) == 1 && (value != 0 || power > 0)
                && (r.over != 0 || value == 0 || p->number.over == 0);
    if (fits)
        p->number = r;
    return fits;
}

static bool is_whole_power(const struct graph *g, const struct node *n, double *value)
{
    double base;
    return n->op == OP_POW && expr_is_number(g, n->b, value) && *value == rint(*value)
           && fabs(*value) < MOST_POWER && !expr_is_number(g, n->a, &base);
}

// Splits an expression into factors, as far as there is room for them.
static void flatten(struct graph *g, struct product *p, expr e, double power)
{
    double value;
    for (;;) {
        const struct node n = *graph_at(g, e);
        bool room = p->count + p->pending < MOST_FACTORS / 2;
        if (expr_is_number(g, e, &value) && fold_number(p, value, power))
            return;
        if (n.op == OP_NEG) {
            p->number.over *= fmod(power, 2) == 0 ? 1 : -1;
        } else if ((n.op == OP_MUL || n.op == OP_DIV) && room) {
            p->pending++;
            flatten(g, p, n.b, n.op == OP_MUL ? power : -power);
            p->pending--;
        } else if (is_whole_power(g, &n, &value) && fabs(power) < MOST_POWER) {
            power *= value;
        } else {
            add_factor(p, e, power);
            return;
        }
        e = n.a;
    }
}

// √u² is u, and e^u to a power is one exponential; zero powers go.
static void settle(struct graph *g, struct product *p)
{
    int kept = 0;
    for (int i = 0; i < p->count; i++) {
        struct factor f = p->factor[i];
        enum op op = graph_at(g, f.base)->op;
        if (f.power == 0)
            continue;
        if (op == OP_SQRT && fmod(f.power, 2) == 0)
            f = (struct factor){graph_at(g, f.base)->a, f.power / 2};
        if (op == OP_EXP && fabs(f.power) != 1) {
            expr u = algebra_scale(g, f.power, graph_at(g, f.base)->a);
            f = (struct factor){graph_node(g, OP_EXP, u, 0, 0), 1};
        }
        p->factor[kept++] = f;
    }
    p->count = kept;
}

static expr raise(struct graph *g, struct factor f)
{
    double power = fabs(f.power);
    return power == 1 ? f.base : graph_node(g, OP_POW, f.base, graph_number(g, power), 0);
}

static expr chain(struct graph *g, expr left, expr right)
{
    return left == EXPR_NONE ? right : graph_node(g, OP_MUL, left, right, 0);
}

// The factors above the bar (sign 1) or below it (−1), led by a number unless it is 1.
static expr row(struct graph *g, const struct product *p, int sign, double number)
{
    bool lead = fabs(number) != 1, negative = number < 0;
    expr e = lead ? build_number(g, number) : EXPR_NONE;
    for (int i = 0; i < p->count; i++) {
        if (p->factor[i].power * sign < 0)
            continue;
        expr next = raise(g, p->factor[i]);
        if (e == EXPR_NONE && negative)
            next = graph_node(g, OP_NEG, next, 0, 0);
        e = chain(g, e, next);
    }
    return e == EXPR_NONE ? build_number(g, number) : e;
}

static expr build_product(struct graph *g, struct product *p)
{
    settle(g, p);
    if (p->number.over == 0)
        return graph_number(g, 0);
    for (int i = 1; i < p->count; i++)
        for (int k = i; k > 0 && order_factors(g, p->factor[k], p->factor[k - 1]) < 0; k--) {
            struct factor f = p->factor[k];
            p->factor[k] = p->factor[k - 1];
            p->factor[k - 1] = f;
        }
    bool below = p->number.under != 1;
    for (int i = 0; i < p->count; i++)
        below |= p->factor[i].power < 0;
    expr over = row(g, p, 1, p->number.over);
    if (!below || g->failed)
        return g->failed ? EXPR_NONE : over;
    return graph_node(g, OP_DIV, over, row(g, p, -1, p->number.under), 0);
}

expr algebra_product(struct graph *g, double number, const struct factor *factors,
                     int count)
{
    struct product p = {.number = ratio_make(number, 1)};
    for (int i = 0; i < count; i++) {
        if (factors[i].base == EXPR_NONE)
            return EXPR_NONE;
        flatten(g, &p, factors[i].base, factors[i].power);
    }
    return build_product(g, &p);
}

// Splits e into a number and the rest, canonical so that equal rests are one node.
static struct term split(struct graph *g, expr e)
{
    struct product p = {.number = {1, 1}};
    flatten(g, &p, e, 1);
    struct ratio number = p.number;
    p.number = (struct ratio){1, 1};
    expr rest = build_product(g, &p);
    struct rank rank = rest == EXPR_NONE ? (struct rank){0} : order_rank(g, rest);
    return (struct term){number, rest, rank};
}

static void add_term(struct graph *g, struct sum *s, expr e, double sign)
{
    struct term t = split(g, e);
    if (t.rest == EXPR_NONE)
        return;
    t.number.over *= sign;
    for (size_t i = 0; i < s->count; i++) {
        if (s->at[i].rest == t.rest) {
            s->at[i].number = ratio_add(s->at[i].number, t.number);
            return;
        }
    }
    array_push(s, t);
}

// Adds the terms from the last to the first: a sum leans to the left.
static void collect(struct graph *g, struct sum *s, expr e, double sign)
{
    for (;;) {
        const struct node n = *graph_at(g, e);
        if (n.op != OP_ADD && n.op != OP_SUB)
            break;
        collect(g, s, n.b, n.op == OP_ADD ? sign : -sign);
        e = n.a;
    }
    if (graph_at(g, e)->op == OP_NEG)
        collect(g, s, graph_at(g, e)->a, -sign);
    else
        add_term(g, s, e, sign);
}

static expr term_expr(struct graph *g, struct term t)
{
    struct product p = {.number = t.number};
    flatten(g, &p, t.rest, 1);
    return build_product(g, &p);
}

// What both terms share besides numbers and bare variables: (1 − 2x²)·e^…
static int share(struct graph *g, const struct sum *s, struct factor *common)
{
    struct product a = {.number = {1, 1}}, b = {.number = {1, 1}};
    flatten(g, &a, s->at[0].rest, 1);
    flatten(g, &b, s->at[1].rest, 1);
    int count = 0;
    bool worth = false;
    for (int i = 0; i < a.count; i++) {
        for (int k = 0; k < b.count; k++) {
            double x = a.factor[i].power, y = b.factor[k].power;
            if (a.factor[i].base != b.factor[k].base || x * y <= 0)
                continue;
            common[count++] = (struct factor){a.factor[i].base,
                                              fabs(x) < fabs(y) ? x : y};
            worth |= order_is_bulky(g, a.factor[i].base);
        }
    }
    return worth ? count : 0;
}

static expr divide_out(struct graph *g, struct term t, const struct factor *common,
                       int count)
{
    struct product p = {.number = t.number};
    flatten(g, &p, t.rest, 1);
    for (int i = 0; i < count; i++)
        add_factor(&p, common[i].base, -common[i].power);
    return build_product(g, &p);
}

static expr factor_out(struct graph *g, const struct sum *s)
{
    struct factor common[MOST_FACTORS + 1];
    int count = s->count == 2 ? share(g, s, common) : 0;
    if (count == 0)
        return EXPR_NONE;
    expr rest[] = {divide_out(g, s->at[0], common, count),
                   divide_out(g, s->at[1], common, count)};
    common[count] = (struct factor){algebra_sum(g, rest, 2), 1};
    return algebra_product(g, 1, common, count + 1);
}

static void sort(struct sum *s)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->count; i++)
        if (s->at[i].number.over != 0)
            s->at[kept++] = s->at[i];
    s->count = kept;
    for (size_t i = 1; i < s->count; i++)
        for (size_t k = i; k > 0 && order_ranks(s->at[k].rank, s->at[k - 1].rank) < 0;
             k--) {
            struct term t = s->at[k];
            s->at[k] = s->at[k - 1];
            s->at[k - 1] = t;
        }
    size_t first = 0;
    while (first < s->count && s->at[first].number.over < 0)
        first++;
    for (; first > 0 && first < s->count; first--) {
        struct term t = s->at[first];
        s->at[first] = s->at[first - 1];
        s->at[first - 1] = t;
    }
}

static expr build_sum(struct graph *g, struct sum *s)
{
    sort(s);
    expr e = factor_out(g, s);
    if (e != EXPR_NONE)
        return e;
    for (size_t i = 0; i < s->count && !g->failed; i++) {
        struct term t = s->at[i];
        bool minus = e != EXPR_NONE && t.number.over < 0;
        if (minus)
            t.number.over = -t.number.over;
        expr next = term_expr(g, t);
        e = e == EXPR_NONE ? next : graph_node(g, minus ? OP_SUB : OP_ADD, e, next, 0);
    }
    return e == EXPR_NONE && !g->failed ? graph_number(g, 0) : e;
}

expr algebra_sum(struct graph *g, const expr *terms, int count)
{
    struct sum s = {0};
    for (int i = count - 1; i >= 0; i--)
        if (terms[i] != EXPR_NONE)
            collect(g, &s, terms[i], 1);
        else
            s.failed = true;
    for (size_t i = 0; i < s.count / 2; i++) {
        struct term t = s.at[i];
        s.at[i] = s.at[s.count - 1 - i];
        s.at[s.count - 1 - i] = t;
    }
    g->failed |= s.failed;
    expr e = s.failed ? EXPR_NONE : build_sum(g, &s);
    array_free(&s);
    return e;
}

expr algebra_add(struct graph *g, expr a, expr b)
{
    return algebra_sum(g, (expr[]){a, b}, 2);
}

expr algebra_subtract(struct graph *g, expr a, expr b)
{
    return algebra_add(g, a, algebra_scale(g, -1, b));
}

expr algebra_multiply(struct graph *g, expr a, expr b)
{
    return algebra_product(g, 1, (struct factor[]){{a, 1}, {b, 1}}, 2);
}

expr algebra_divide(struct graph *g, expr a, expr b)
{
    return algebra_product(g, 1, (struct factor[]){{a, 1}, {b, -1}}, 2);
}

expr algebra_scale(struct graph *g, double number, expr a)
{
    return algebra_product(g, number, (struct factor[]){{a, 1}}, 1);
}

expr algebra_square(struct graph *g, expr a)
{
    return algebra_product(g, 1, (struct factor[]){{a, 2}}, 1);
}
