// SPDX-License-Identifier: MIT
#include "calc/algebra.h"

#include "base/array.h"
#include "calc/product.h"

#include <math.h>

enum { MOST_TERMS = 24, MOST_WEIGHT = 400, MOST_COMMON = MOST_FACTORS / 2 - 4 };

struct term { struct ratio number; expr rest; struct rank rank; };

struct sum { struct term *at; size_t count, capacity; bool failed; };

expr algebra_product(struct graph *g, double number, const struct factor *factors,
                     int count)
{
    struct product p = {.number = ratio_make(number, 1)};
    for (int i = 0; i < count; i++) {
        if (factors[i].base == EXPR_NONE)
            return EXPR_NONE;
        product_take(g, &p, factors[i].base, factors[i].power);
    }
    return product_build(g, &p);
}

// Splits e into a number and the rest, canonical so that equal rests are one node.
static struct term split(struct graph *g, expr e)
{
    struct product p = {.number = {1, 1}};
    product_take(g, &p, e, 1);
    struct ratio number = p.number;
    p.number = (struct ratio){1, 1};
    expr rest = product_build(g, &p);
    struct rank rank = rest == EXPR_NONE ? (struct rank){0} : order_rank(g, rest);
    return (struct term){number, rest, rank};
}

static void add_term(struct graph *g, struct sum *s, expr e, double sign)
{
    struct term t = split(g, e);
    if (t.rest == EXPR_NONE)
        return;
    t.number.over *= sign;
    bool may = product_may(g, s->count / 16);
    for (size_t i = 0; i < s->count && may; i++) {
        struct ratio both = ratio_add(s->at[i].number, t.number);
        if (s->at[i].rest == t.rest && isfinite(both.over)) {
            s->at[i].number = both;
            return;
        }
    }
    array_push(s, t);
}

// Adds the terms from the last to the first: a sum leans to the left.
static void collect(struct graph *g, struct sum *s, expr e, double sign)
{
    if (e == EXPR_NONE)
        return;
    while (product_may(g, 1)) {
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
    product_take(g, &p, t.rest, 1);
    return product_build(g, &p);
}

static expr build_sum(struct graph *g, struct sum *s);

static int find_factor(const struct factor *factors, int count, expr base)
{
    int i = 0;
    while (i < count && factors[i].base != base)
        i++;
    return i;
}

static struct product factors_of(struct graph *g, struct term t)
{
    struct product p = {.number = t.number};
    product_take(g, &p, t.rest, 1);
    return p;
}

// What all terms have as a factor, to the power that all have.
static int share(struct graph *g, const struct sum *s, struct factor *common)
{
    struct product first = factors_of(g, s->at[0]);
    int count = 0;
    for (int i = 0; i < first.count && i < MOST_COMMON; i++)
        common[count++] = first.factor[i];
    for (size_t t = 1; t < s->count; t++) {
        struct product p = factors_of(g, s->at[t]);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int at = find_factor(p.factor, p.count, common[i].base);
            double power = at < p.count ? p.factor[at].power : 0;
            if (power * common[i].power <= 0)
                continue;
            common[kept] = common[i];
            if (fabs(power) < fabs(common[i].power))
                common[kept].power = power;
            kept++;
        }
        count = kept;
    }
    return count;
}

// Lowers the powers to what stands below any term's bar, so that one bar is left; with
// `all` of everything that stands there, else of what is shared.
static int share_bars(struct graph *g, const struct sum *s, struct factor *common,
                      int count, bool all)
{
    for (size_t t = 0; t < s->count; t++) {
        struct product p = factors_of(g, s->at[t]);
        for (int i = 0; i < p.count; i++) {
            struct factor f = p.factor[i];
            int at = find_factor(common, count, f.base);
            if (at < count && f.power < 0 && f.power < common[at].power)
                common[at].power = f.power;
            else if (at == count && f.power < 0 && all && count < MOST_COMMON)
                common[count++] = f;
        }
    }
    return count;
}

static expr divide_out(struct graph *g, struct term t, const struct factor *common,
                       int count)
{
    struct product p = factors_of(g, t);
    for (int i = 0; i < count; i++)
        product_factor(&p, common[i].base, -common[i].power);
    return product_build(g, &p);
}

static struct sum collected(struct graph *g, const expr *terms, int count);
static void sort(struct sum *s);
static void shorten(struct graph *g, struct sum *s);

// The whole number that divides all terms of a sum, negative when all of them are.
static double content(const struct sum *s)
{
    double divisor = 0;
    bool negative = true;
    for (size_t i = 0; i < s->count; i++) {
        struct ratio n = s->at[i].number;
        if (!ratio_is_whole(n))
            divisor = 1;
        for (double b = fabs(n.over), rest; b > 0 && divisor != 1; b = rest) {
            rest = divisor == 0 ? 0 : fmod(divisor, b);
            divisor = b;
        }
        negative &= n.over < 0;
    }
    return negative ? -divisor : divisor;
}

// s over `below`, with common[] taken out in front.
static expr rebuild(struct graph *g, const struct sum *s, struct factor *common,
                    int count, expr below)
{
    expr rest[MOST_TERMS];
    for (size_t i = 0; i < s->count; i++)
        rest[i] = divide_out(g, s->at[i], common, count);
    struct sum left = collected(g, rest, (int)s->count);
    sort(&left);
    shorten(g, &left);
    double number = left.count > 1 && !left.failed ? content(&left) : 1;
    for (size_t i = 0; i < left.count; i++)
        left.at[i].number = ratio_multiply(left.at[i].number, ratio_make(1, number));
    common[count++] = (struct factor){build_sum(g, &left), 1};
    g->failed |= left.failed;
    array_free(&left);
    if (below != EXPR_NONE)
        common[count++] = (struct factor){below, -1};
    return algebra_product(g, number, common, count);
}

static expr factor_out(struct graph *g, const struct sum *s)
{
    struct factor common[MOST_COMMON + 2];
    bool worth = false;
    if (s->count < 2 || s->count > MOST_TERMS || !product_may(g, 0))
        return EXPR_NONE;
    int count = share(g, s, common);
    for (int i = 0; i < count; i++)
        worth |= order_is_bulky(g, common[i].base);
    if (!worth)
        return EXPR_NONE;
    count = share_bars(g, s, common, count, false);
    return rebuild(g, s, common, count, EXPR_NONE);
}

static void sort(struct sum *s)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->count; i++)
        if (s->at[i].number.over != 0)
            s->at[kept++] = s->at[i];
    s->count = kept;
    for (size_t i = 1; i < s->count; i++) {
        struct term t = s->at[i];
        size_t k = i;
        for (; k > 0 && order_ranks(t.rank, s->at[k - 1].rank) < 0; k--)
            s->at[k] = s->at[k - 1];
        s->at[k] = t;
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

static void reverse(struct sum *s)
{
    for (size_t i = 0; i < s->count / 2; i++) {
        struct term t = s->at[i];
        s->at[i] = s->at[s->count - 1 - i];
        s->at[s->count - 1 - i] = t;
    }
}

// The terms in a row, just as they are.
static expr chain_sum(struct graph *g, const struct sum *s)
{
    expr e = EXPR_NONE;
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

static bool is_sum(const struct graph *g, expr e)
{
    return graph_at(g, e)->op == OP_ADD || graph_at(g, e)->op == OP_SUB;
}

static int find_sum(const struct graph *g, const struct product *p)
{
    int at = 0;
    while (at < p->count
           && !(p->factor[at].power == 1 && is_sum(g, p->factor[at].base)))
        at++;
    return at;
}

static bool is_expandable(struct graph *g, const struct sum *s)
{
    bool found = false;
    for (size_t i = 0; i < s->count && s->count <= MOST_TERMS && !found; i++) {
        struct product p = factors_of(g, s->at[i]);
        found = find_sum(g, &p) < p.count;
    }
    return found && s->count > 1 && product_may(g, 0);
}

// Adds t to `out`, multiplied out where it has a sum for a factor.
static bool expand_term(struct graph *g, struct sum *out, struct term t)
{
    struct product p = factors_of(g, t);
    int at = find_sum(g, &p);
    if (at == p.count || !product_may(g, 1)) {
        collect(g, out, term_expr(g, t), 1);
        return false;
    }
    expr sum = p.factor[at].base;
    p.factor[at] = p.factor[--p.count];
    expr others = product_build(g, &p);
    struct sum inner = {0};
    collect(g, &inner, sum, 1);
    for (size_t i = inner.count; i-- > 0 && !g->failed && out->count <= MOST_TERMS;) {
        expr e = algebra_multiply(g, others, term_expr(g, inner.at[i]));
        if (e != EXPR_NONE)
            expand_term(g, out, split(g, e));
    }
    out->failed |= inner.failed;
    array_free(&inner);
    return true;
}

// Which of the terms to multiply out: all of them (which < 0) or one.
static bool expand(struct graph *g, struct sum *out, const struct sum *s, int which)
{
    bool changed = false;
    for (size_t i = s->count; i-- > 0 && out->count <= MOST_TERMS && !g->failed;) {
        if (which < 0 || (size_t)which == i)
            changed |= expand_term(g, out, s->at[i]);
        else
            collect(g, out, term_expr(g, s->at[i]), 1);
    }
    bool whole = out->count <= MOST_TERMS && !out->failed && !g->failed;
    reverse(out);
    sort(out);
    return changed && whole;
}

// Multiplies terms out where the sum becomes shorter.
static void shorten(struct graph *g, struct sum *s)
{
    int tries = s->count <= 8 ? (int)s->count : 0;
    if (!is_expandable(g, s))
        return;
    int least = order_weight(g, chain_sum(g, s), MOST_WEIGHT);
    for (int which = -1; which < tries && least < MOST_WEIGHT && !g->failed; which++) {
        struct sum other = {0};
        int weight = expand(g, &other, s, which)
                         ? order_weight(g, chain_sum(g, &other), MOST_WEIGHT) : least;
        if (weight < least) {
            struct sum old = *s;
            *s = other;
            other = old;
            least = weight;
            tries = 0;
        }
        s->failed |= other.failed;
        array_free(&other);
    }
}

static expr build_sum(struct graph *g, struct sum *s)
{
    sort(s);
    expr e = factor_out(g, s);
    if (e != EXPR_NONE || g->failed)
        return e;
    shorten(g, s);
    e = factor_out(g, s);
    return e != EXPR_NONE || g->failed ? e : chain_sum(g, s);
}

static struct sum collected(struct graph *g, const expr *terms, int count)
{
    struct sum s = {0};
    for (int i = count - 1; i >= 0; i--)
        if (terms[i] != EXPR_NONE)
            collect(g, &s, terms[i], 1);
        else
            s.failed = true;
    reverse(&s);
    return s;
}

expr algebra_sum(struct graph *g, const expr *terms, int count)
{
    struct sum s = collected(g, terms, count);
    expr e = s.failed ? EXPR_NONE : build_sum(g, &s);
    g->failed |= s.failed;
    array_free(&s);
    return e;
}

expr algebra_fraction(struct graph *g, const expr *terms, int count, expr below)
{
    struct factor common[MOST_COMMON + 2];
    struct sum s = collected(g, terms, count);
    expr e = EXPR_NONE;
    sort(&s);
    if (!s.failed && s.count > 0 && s.count <= MOST_TERMS && product_may(g, 0)) {
        int found = share_bars(g, &s, common, share(g, &s, common), true);
        e = rebuild(g, &s, common, found, below);
    } else if (!s.failed) {
        e = algebra_divide(g, build_sum(g, &s), below);
    }
    g->failed |= s.failed;
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
