// SPDX-License-Identifier: MIT
// Exact derivatives against differences, and against the bare rules evaluated number by
// number without any simplification.

#include "calc/derive.h"
#include "calc/formula.h"
#include "random_formula.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#if defined(__SANITIZE_ADDRESS__)
enum { FORMULAS = 2500, DEPTH = 4 };
#else
enum { FORMULAS = 10000, DEPTH = 4 };
#endif
static const uint64_t seed = 20260117;

static struct formula *read(const char *text)
{
    struct fault fault = {0};
    struct formula *f = formula_read(text, strlen(text), &fault);
    if (!f || !formula_derive(f, true, &fault))
        fail_msg("%s: %d: %s", text, fault.column, fault.text);
    return f;
}

static double value(const struct formula *f, enum part part, double x, double y)
{
    double out[PARTS];
    assert_true(formula_eval(f, NULL, x, y, out));
    return out[part];
}

// ---- differences ------------------------------------------------------------

static double difference(const struct formula *f, enum part part, bool by_x, double x,
                         double y, double h)
{
    double v[5];
    for (int i = 0; i < 5; i++) {
        double d = (i - 2) * h;
        v[i] = value(f, part, by_x ? x + d : x, by_x ? y : y + d);
    }
    return (v[0] - 8 * v[1] + 8 * v[3] - v[4]) / (12 * h);
}

// 1: agrees, 0: differences are no guide here, -1: disagrees.
static int agrees(const struct formula *f, enum part of, bool by_x, enum part part,
                  double x, double y)
{
    double a = difference(f, of, by_x, x, y, 1e-3), b = difference(f, of, by_x, x, y, 5e-4);
    double exact = value(f, part, x, y), size = fmax(1, fabs(b));
    if (!(fabs(a - b) <= 2e-8 * size) || size > 1e3
        || fabs(value(f, of, x, y)) > 1e3 * size)
        return 0;
    if (isnan(exact))                                   // 0 to a power that varies
        return 0;
    return fabs(exact - b) <= 1e-6 * size ? 1 : -1;
}

static int check_part(const struct formula *f, enum part of, bool by_x, enum part part,
                      double x, double y, const char *text, int *lost)
{
    int is = agrees(f, of, by_x, part, x, y);
    *lost += isfinite(value(f, of, x, y)) && isnan(value(f, part, x, y));
    if (is < 0 && agrees(f, of, by_x, part, x + 1e-4, y + 1e-4) < 0)
        fail_msg("part %d of %s at %.17g, %.17g: %.12g, by differences %.12g", part, text,
                 x, y, value(f, part, x, y), difference(f, of, by_x, x, y, 1e-3));
    return is > 0;
}

static void agrees_with_differences(void **state)
{
    (void)state;
    static const struct { enum part of; bool by_x; enum part part; } pairs[] = {
        {PART_F, true, PART_FX}, {PART_F, false, PART_FY}, {PART_FX, true, PART_FXX},
        {PART_FX, false, PART_FXY}, {PART_FY, true, PART_FXY}, {PART_FY, false, PART_FYY},
    };
    uint64_t chance = seed;
    int good = 0, lost = 0;
    struct text text = {0};
    for (int i = 0; i < FORMULAS / 8; i++) {
        text_clear(&text);
        random_formula(&text, &chance, DEPTH);
        struct formula *f = read(text.at);
        double x = random_between(&chance, -3, 3), y = random_between(&chance, -3, 3);
        for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++)
            good += check_part(f, pairs[k].of, pairs[k].by_x, pairs[k].part, x, y, text.at,
                               &lost);
        formula_free(f);
    }
    text_free(&text);
    print_message("# seed %llu, %d derivatives agree, %d lost\n",
                  (unsigned long long)seed, good, lost);
    assert_true(lost < FORMULAS / 300);
    assert_true(good > FORMULAS / 6);
}

// ---- the rules, number by number ---------------------------------------------

struct dual { double v, d; bool fixed; };          // fixed: depends on other letters

static double slope_of(enum op op, double u, double v)
{
    switch (op) {
    case OP_SIN: return cos(u);
    case OP_COS: return -sin(u);
    case OP_TAN: return 1 / (cos(u) * cos(u));
    case OP_SEC: return tan(u) / cos(u);
    case OP_CSC: return -cos(u) / (sin(u) * sin(u));
    case OP_COT: return -1 / (sin(u) * sin(u));
    case OP_ASIN: return 1 / sqrt(1 - u * u);
    case OP_ACOS: return -1 / sqrt(1 - u * u);
    case OP_ATAN: return 1 / (1 + u * u);
    case OP_SINH: return cosh(u);
    case OP_COSH: return sinh(u);
    case OP_TANH: return 1 / (cosh(u) * cosh(u));
    case OP_ASINH: return 1 / sqrt(u * u + 1);
    case OP_ACOSH: return 1 / sqrt(u * u - 1);
    case OP_ATANH: return 1 / (1 - u * u);
    case OP_EXP: return v;
    case OP_LN: return 1 / u;
    case OP_LOG2: return 1 / (u * log(2));
    case OP_LOG10: return 1 / (u * log(10));
    case OP_SQRT: return 0.5 / v;
    case OP_CBRT: return 1 / (3 * v * v);
    case OP_ABS: return (u > 0) - (u < 0);
    case OP_SINC: return fabs(u) < 0.05 ? -u / 3 + u * u * u / 30
                                          - pow(u, 5) / 840 + pow(u, 7) / 45360
                                        : (cos(u) - v) / u;
    case OP_SIGMOID: return v * op_apply(OP_SIGMOID, -u, 0, 0);
    case OP_SOFTPLUS: return op_apply(OP_SIGMOID, u, 0, 0);
    case OP_RELU: return u > 0;
    case OP_ERF: return 2 / sqrt(acos(-1)) * exp(-u * u);
    case OP_GAMMA: return v * op_apply(OP_DIGAMMA, u, 0, 0);
    case OP_LGAMMA: return op_apply(OP_DIGAMMA, u, 0, 0);
    case OP_DIGAMMA: return op_apply(OP_TRIGAMMA, u, 0, 0);
    case OP_TRIGAMMA: return op_apply(OP_POLYGAMMA, 2, u, 0);
    default: return 0;                                  // floor, sign and their like
    }
}

static double times(struct dual a, double slope)
{
    return a.fixed ? 0 : a.d * slope;
}

static double pow_slope(struct dual a, struct dual b, double v)
{
    return times(a, b.v * pow(a.v, b.v - 1)) + times(b, v * log(a.v));
}

static double several_slope(enum op op, struct dual a, struct dual b, struct dual c,
                            double v)
{
    switch (op) {
    case OP_ADD: return a.d + b.d;
    case OP_SUB: return a.d - b.d;
    case OP_MUL: return times(a, b.v) + times(b, a.v);
    case OP_DIV: return times(a, 1 / b.v) - times(b, a.v / b.v / b.v);
    case OP_NEG: return -a.d;
    case OP_POW: return pow_slope(a, b, v);
    case OP_ROOT: return times(a, v / (b.v * a.v));
    case OP_POLYGAMMA: return times(b, op_apply(OP_POLYGAMMA, a.v + 1, b.v, 0));
    case OP_ATAN2: return (a.d * b.v - a.v * b.d) / (a.v * a.v + b.v * b.v);
    case OP_MOD: return a.d - times(b, floor(a.v / b.v));
    case OP_MIN: return a.v < b.v ? a.d : a.v > b.v ? b.d : (a.d + b.d) / 2;
    case OP_MAX: return a.v > b.v ? a.d : a.v < b.v ? b.d : (a.d + b.d) / 2;
    case OP_HYPOT: return (a.v * a.d + b.v * b.d) / v;
    case OP_CLAMP: return fmax(a.v, b.v) > c.v ? c.d : a.v < b.v ? b.d : a.d;
    default: return a.v != 0 ? b.d : c.d;               // OP_IF
    }
}

static struct dual dual_of(const struct node *n, const struct dual *at, bool by_x,
                           double x, double y)
{
    static const struct dual none = {0};
    int arity = op_table[n->op].arity;
    struct dual a = arity > 0 ? at[n->a] : none, b = arity > 1 ? at[n->b] : none;
    struct dual c = arity > 2 ? at[n->c] : none;
    struct dual r = {op_apply(n->op, a.v, b.v, c.v), 0,
                     !(n->deps & (by_x ? DEPENDS_X : DEPENDS_Y))};
    if (n->op == OP_CONST)
        r.v = n->value;
    if (n->op == OP_X || n->op == OP_Y)
        r = (struct dual){n->op == OP_X ? x : y, !r.fixed, r.fixed};
    else if (!r.fixed && n->op >= OP_SIN && n->op < OP_POLYGAMMA)
        r.d = times(a, slope_of(n->op, a.v, r.v));
    else if (!r.fixed && !op_table[n->op].truth)
        r.d = several_slope(n->op, a, b, c, r.v);
    return r;
}

static struct dual walk(const struct formula *f, bool by_x, double x, double y)
{
    static struct dual at[EXPR_MOST_NODES];
    for (expr i = 0; i <= f->part[PART_F]; i++)
        at[i] = dual_of(graph_at(&f->graph, i), at, by_x, x, y);
    return at[f->part[PART_F]];
}

static bool is_tame(const struct formula *f, double x, double y)
{
    double *values = malloc(sizeof *values * f->graph.count);
    graph_eval(&f->graph, f->part[PART_F], x, y, NULL, values);
    bool tame = true;
    for (expr i = 0; i <= f->part[PART_F]; i++)
        tame &= isnan(values[i]) || fabs(values[i]) < 1e8;
    free(values);
    return tame;
}

// Where the rules have a value so has the simplified derivative, and the same one.
static int check_rules(const struct formula *f, bool by_x, double x, double y,
                       const char *text)
{
    struct dual rule = walk(f, by_x, x, y);
    if (!isfinite(rule.v) || !isfinite(rule.d) || !is_tame(f, x, y))
        return 0;
    double ours = value(f, by_x ? PART_FX : PART_FY, x, y);
    if (fabs(ours - rule.d) <= 1e-7 * fmax(1, fabs(rule.d)))
        return 1;
    // An ill-conditioned place moves as much when the point moves by a rounding.
    double moved = walk(f, by_x, x * (1 + 4e-15), y * (1 - 4e-15)).d;
    if (isfinite(ours) && !(fabs(ours - rule.d) <= 20 * fabs(moved - rule.d)))
        fail_msg("%s at %.17g, %.17g by %c: %.12g, the rules say %.12g", text, x, y,
                 by_x ? 'x' : 'y', ours, rule.d);
    if (!isfinite(ours))
        fail_msg("%s at %.17g, %.17g by %c: lost, the rules say %.12g", text, x, y,
                 by_x ? 'x' : 'y', rule.d);
    return 0;
}

static void agrees_with_the_bare_rules(void **state)
{
    (void)state;
    uint64_t chance = seed + 1;
    int good = 0;
    struct text text = {0};
    for (int i = 0; i < FORMULAS; i++) {
        text_clear(&text);
        random_formula(&text, &chance, DEPTH);
        struct formula *f = formula_read(text.at, text.count, NULL);
        assert_non_null(f);
        assert_true(formula_derive(f, false, NULL));
        for (int k = 0; k < 2; k++) {
            double x = random_between(&chance, -3, 3), y = random_between(&chance, -3, 3);
            good += check_rules(f, k % 2, x, y, text.at);
        }
        formula_free(f);
    }
    text_free(&text);
    print_message("# seed %llu, %d values agree\n", (unsigned long long)seed, good);
    assert_true(good > FORMULAS / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_differences),
        cmocka_unit_test(agrees_with_the_bare_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
