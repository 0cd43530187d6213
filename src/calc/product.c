// SPDX-License-Identifier: MIT
#include "calc/product.h"

#include "calc/build.h"

#include <assert.h>
#include <math.h>

enum { MOST_POWER = 100000 };

static bool is_whole(double a)
{
    return a == rint(a) && fabs(a) < 9007199254740992.0;
}

// 0.1·3 is 0.3: what differs from a decimal of 14 digits by rounding alone is meant so.
static double decimal(double a)
{
    double scale = pow(10, 13 - floor(log10(fabs(a))));
    double near = rint(a * scale) / scale;
    return scale >= 1 && scale <= 1e22 && fabs(near - a) <= 1e-15 * fabs(a) ? near : a;
}

struct ratio ratio_make(double over, double under)
{
    if (!is_whole(over) || !is_whole(under) || under == 0)
        return (struct ratio){decimal(over / under), 1};
    if (under == 1)
        return (struct ratio){over, 1};
    double a = fabs(over), b = fabs(under), sign = under < 0 ? -1 : 1;
    while (b > 0) {
        double rest = fmod(a, b);
        a = b;
        b = rest;
    }
    return (struct ratio){sign * over / a, sign * under / a};
}

struct ratio ratio_multiply(struct ratio a, struct ratio b)
{
    return ratio_make(a.over * b.over, a.under * b.under);
}

struct ratio ratio_add(struct ratio a, struct ratio b)
{
    return ratio_make(a.over * b.under + b.over * a.under, a.under * b.under);
}

bool ratio_is_whole(struct ratio r)
{
    return is_whole(r.over) && r.under == 1;
}

void product_factor(struct product *p, expr base, double power)
{
    for (int i = 0; i < p->count; i++) {
        if (p->factor[i].base == base) {
            p->factor[i].power += power;
            return;
        }
    }
    assert(p->count < MOST_FACTORS);
    p->factor[p->count++] = (struct factor){base, power};
}

static bool fold_number(struct product *p, double value, double power)
{
    double raised = fabs(power) == 1 ? value : pow(value, fabs(power));
    struct ratio r = ratio_multiply(p->number, power > 0 ? ratio_make(raised, 1)
                                                         : ratio_make(1, raised));
    bool fits = isfinite(r.over) && power == rint(power)
                && (fabs(power) == 1 || (raised != 0 && fabs(raised) < 1e15))
                && (value != 0 || power > 0)
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

void product_take(struct graph *g, struct product *p, expr e, double power)
{
    double value;
    while (e != EXPR_NONE) {
        const struct node n = *graph_at(g, e);
        bool room = product_may(g, 1) && p->count + p->pending < MOST_FACTORS / 2;
        if (expr_is_number(g, e, &value) && fold_number(p, value, power))
            return;
        if (n.op == OP_EXP && expr_is_number(g, n.a, &value)) {
            e = graph_node(g, OP_E, 0, 0, 0);
            power *= value;
            continue;
        }
        if (n.op == OP_NEG) {
            p->number.over *= fmod(power, 2) == 0 ? 1 : -1;
        } else if ((n.op == OP_MUL || n.op == OP_DIV) && room) {
            p->pending++;
            product_take(g, p, n.b, n.op == OP_MUL ? power : -power);
            p->pending--;
        } else if (is_whole_power(g, &n, &value) && fabs(power) < MOST_POWER) {
            power *= value;
        } else {
            product_factor(p, e, power);
            return;
        }
        e = n.a;
    }
}

// To which power of itself an expression is its root: 2 for √u, 1 for what is none.
static double degree_of(const struct graph *g, const struct node *n)
{
    switch (n->op) {
    case OP_SQRT: return 2;
    case OP_CBRT: return 3;
    case OP_ROOT: return graph_at(g, n->b)->value;
    default: return 1;
    }
}

// u/√u is √u: what stands beside its root takes all the root can give.
static void join_roots(const struct graph *g, struct product *p)
{
    for (int i = 0; i < p->count; i++) {
        struct factor *root = &p->factor[i];
        const struct node *n = graph_at(g, root->base);
        double degree = degree_of(g, n);
        for (int k = 0; k < p->count && degree > 1; k++) {
            struct factor *u = &p->factor[k];
            if (u->base != n->a || u->power == 0)
                continue;
            double total = degree * u->power + root->power;
            root->power = fmod(total, degree);
            u->power = (total - root->power) / degree;
        }
    }
}

// √u² is u, ∛u³ too; zero powers go.
static void settle(struct graph *g, struct product *p)
{
    join_roots(g, p);
    struct product old = *p;
    p->count = 0;
    for (int i = 0; i < old.count; i++) {
        struct factor f = old.factor[i];
        const struct node *n = graph_at(g, f.base);
        double degree = degree_of(g, n);
        if (degree > 1 && f.power != 0 && fmod(f.power, degree) == 0)
            product_take(g, p, n->a, f.power / degree);
        else if (f.power != 0)
            product_factor(p, f.base, f.power);
    }
}

static expr raise(struct graph *g, struct factor f)
{
    double power = fabs(f.power);
    return power == 1 ? f.base : build_power(g, f.base, graph_number(g, power));
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

static void sort(const struct graph *g, struct product *p)
{
    for (int i = 1; i < p->count; i++) {
        struct factor f = p->factor[i];
        int k = i;
        for (; k > 0 && order_factors(g, f, p->factor[k - 1]) < 0; k--)
            p->factor[k] = p->factor[k - 1];
        p->factor[k] = f;
    }
}

expr product_build(struct graph *g, struct product *p)
{
    settle(g, p);
    if (p->number.over == 0)
        return graph_number(g, 0);
    sort(g, p);
    bool below = p->number.under != 1;
    for (int i = 0; i < p->count; i++)
        below |= p->factor[i].power < 0;
    expr over = row(g, p, 1, p->number.over);
    if (!below || g->failed)
        return g->failed ? EXPR_NONE : over;
    return graph_node(g, OP_DIV, over, row(g, p, -1, p->number.under), 0);
}
