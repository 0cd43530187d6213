// SPDX-License-Identifier: MIT
// Intervals hold every value: random expressions at random points of random boxes.
#include "eval/interval_grid.h"
#include "eval/evaluator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { EXPRESSIONS = 3000, BOXES = 6, POINTS = 8, DEPTH = 4, SEED = 20240607 };

static double uniform(uint64_t *state)                  // in [0, 1), xorshift
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static double number(uint64_t *state)
{
    static const double often[] = {0, 1, -1, 2, 3, 0.5, -2, 10, 0.1, -0.5};
    double u = uniform(state);
    return u < 0.6 ? often[(int)(uniform(state) * 10)] : 6 * uniform(state) - 3;
}

static enum op any_op(uint64_t *state)
{
    double u = uniform(state);
    return u < 0.4 ? OP_ADD + (int)(uniform(state) * 6)
                   : OP_ADD + (int)(uniform(state) * (OP_COUNT - OP_ADD));
}

static expr any_expr(struct graph *g, uint64_t *state, int depth)
{
    double u = uniform(state);
    if (depth == 0 || u < 0.1)
        return u < 0.03 ? graph_number(g, number(state))
                        : graph_node(g, uniform(state) < 0.5 ? OP_X : OP_Y, 0, 0, 0);
    enum op op = any_op(state);
    int arity = op_table[op].arity;
    expr a = any_expr(g, state, depth - 1), b = 0, c = 0;
    if (arity > 1)
        b = any_expr(g, state, depth - 1);
    if (arity > 2)
        c = any_expr(g, state, depth - 1);
    if (op == OP_POLYGAMMA)
        a = graph_number(g, floor(4 * uniform(state)));
    if (op == OP_ROOT)
        b = graph_number(g, 3 + 2 * floor(3 * uniform(state)));
    if (op == OP_POW && uniform(state) < 0.7)
        b = graph_number(g, floor(9 * uniform(state)) - 4);
    return graph_node(g, op, a, b, c);
}

static struct interval any_range(uint64_t *state)
{
    double width = pow(10, -4 * uniform(state)) * 3, low = number(state);
    low -= uniform(state) < 0.5 ? 0 : width * uniform(state);
    return interval_range(low, low + width);
}

static bool holds(struct interval a, double value)
{
    if (!isfinite(value))
        return true;
    double slack = 1e-13 * fabs(value) + 1e-300;
    return !(a.marks & INTERVAL_NOWHERE) && value >= a.low - slack &&
           value <= a.high + slack;
}

// Where no break is marked, halving a step halves what f does on it, sooner or later.
static bool has_break(const struct graph *g, expr e, double *values, double x,
                      double y0, double y1)
{
    double f0 = graph_eval(g, e, x, y0, NULL, values);
    double f1 = graph_eval(g, e, x, y1, NULL, values), whole = fabs(f1 - f0);
    for (int k = 0; k < 50; k++) {
        double y = (y0 + y1) / 2, f = graph_eval(g, e, x, y, NULL, values);
        if (!isfinite(f))
            return isnan(f);
        if (fabs(f - f0) > fabs(f1 - f))
            y1 = y, f1 = f;
        else
            y0 = y, f0 = f;
    }
    return fabs(f1 - f0) > 0.5 * whole && whole > 1e-6 * (1 + fabs(f0));
}

// A value that went through a pole: what comes out depends on the sign of a zero.
static bool went_to_infinity(const struct formula *f, const double *values)
{
    for (expr e = 0; e <= f->part[PART_F]; e++)
        if (isinf(values[e]))
            return true;
    return false;
}

static void check_box(const struct formula *f, const struct interval_program *p,
                      struct interval_scratch *s, uint64_t *state, double *values)
{
    struct interval x = any_range(state), y = any_range(state), out[PARTS];
    intervals_at(p, s, x, y, out);
    struct interval range = out[PART_F];
    assert_true(range.low <= range.high || (range.marks & INTERVAL_NOWHERE));
    for (int k = 0; k < POINTS; k++) {
        double u = x.low + (x.high - x.low) * uniform(state);
        double v = y.low + (y.high - y.low) * (k < 2 ? k : uniform(state));
        double value = graph_eval(&f->graph, f->part[PART_F], u, v, NULL, values);
        if (went_to_infinity(f, values))
            continue;
        bool undefined = isnan(value) && !(range.marks & INTERVAL_UNDEFINED);
        bool modest = fabs(range.low) < 1e9 && fabs(range.high) < 1e9;
        bool jump = !(range.marks & (INTERVAL_JUMP | INTERVAL_UNDEFINED)) &&
                    isfinite(value) && modest &&
                    has_break(&f->graph, f->part[PART_F], values, u, y.low, y.high);
        if (!undefined && !jump && holds(range, value))
            continue;
        struct text text = {0};
        formula_print(&text, f, f->part[PART_F]);
        fail_msg("seed %d: %s is %.17g at %.17g, %.17g, not in [%.17g, %.17g] %u%s",
                 SEED, text_or_empty(&text), value, u, v, range.low, range.high,
                 range.marks, jump ? ", it jumps" : "");
    }
}

static void random_expressions_are_contained(void **state)
{
    (void)state;
    uint64_t random = SEED;
    for (int k = 0; k < EXPRESSIONS; k++) {
        struct formula f = {0};
        f.part[PART_F] = any_expr(&f.graph, &random, 1 + k % DEPTH);
        double *values = malloc((f.graph.count + 1) * sizeof *values);
        struct interval_program *p = intervals_open(&f, NULL, NEED_F);
        struct interval_scratch *s = intervals_scratch(p);
        for (int box = 0; box < BOXES; box++)
            check_box(&f, p, s, &random, values);
        intervals_scratch_free(s);
        intervals_close(p);
        free(values);
        graph_free(&f.graph);
    }
}

static struct formula *read(const char *text)
{
    struct fault fault = {0};
    struct formula *f = formula_read(text, strlen(text), &fault);
    if (!f || !formula_derive(f, false, &fault))
        fail_msg("%s: %s", text, fault.text);
    return f;
}

// What is known by hand: range and marks over x in [low, high], y in [1, 2].
static void ranges_known_by_hand(void **state)
{
    (void)state;
    enum { U = INTERVAL_UNDEFINED, J = INTERVAL_JUMP, K = INTERVAL_KINK,
           N = INTERVAL_NOWHERE };
    static const struct {
        const char *text;
        double low, high, least, most;
        unsigned marks;
    } known[] = {
        {"sin(x)", 0, 3.14159265, 0, 1, 0},
        {"x^2", -1, 2, 0, 4, 0},
        {"x^3", -1, 2, -1, 8, 0},
        {"x^2 y", -1, 2, 0, 8, 0},
        {"1/x", 0.5, 2, 0.5, 2, 0},
        {"1/x", -1, 1, -INFINITY, INFINITY, U | J},
        {"1/x", 0, 2, 0.5, INFINITY, U | J},
        {"tan(x)", 1, 2, -INFINITY, INFINITY, U | J},
        {"tan(x)", -1, 1, -1.5574077246549, 1.5574077246549, 0},
        {"sqrt(x)", -1, 4, 0, 2, U},
        {"sqrt(x)", -4, -1, 0, 0, U | N},
        {"ln(x)", 1, 2.718281828459045, 0, 1, 0},
        {"floor(x)", 0.5, 1.5, 0, 1, J | K},
        {"floor(x)", 0.1, 0.9, 0, 0, 0},
        {"abs(x)", -1, 2, 0, 2, K},
        {"mod(x, 3)", 1, 2, 1, 2, 0},
        {"mod(x, 3)", 2, 4, 0, 3, J | K},
        {"atan2(x, y)", -1, 1, -0.78539816339745, 0.78539816339745, 0},
        {"atan2(x, -y)", -1, 1, -3.14159265358979, 3.14159265358979, J | K},
        {"hypot(x, y)", 0, 1, 1, 2.2360679774998, 0},
        {"gamma(x)", 1, 3, 0.88560319441089, 2, 0},
        {"gamma(x)", -0.45, -0.25, -4.90166680986071, -3.591387263852389, 0},
        {"gamma(x)", -1.5, -1.25, 2.3632718012073544, 3.9213334478885677, 0},
        {"gamma(x)", -2.5, -2.25, -1.7428148657282527, -0.9453087204829417, 0},
        {"gamma(x)", -0.6, 0.6, -INFINITY, INFINITY, U | J},
        {"lgamma(x)", -1.5, -1.25, 0.8600470153764812, 1.3664317612369756, 0},
        {"digamma(x)", -0.75, -0.25, -2.89412020004293, 2.91413912021353, 0},
        {"x^(2 - 1)", -1, 2, -1, 2, 0},
        {"x^(6/2)", -1, 2, -1, 8, 0},
        {"x^(3^2 - 7)", -1, 2, 0, 4, 0},
        {"floor(7/2)x", -1, 2, -3, 6, 0},
        {"sign(x)", 1, 2, 1, 1, 0},
        {"step(x)", -1, 1, 0, 1, J | K},
        {"max(x, y)", 0, 0.5, 1, 2, 0},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct formula *f = read(known[i].text);
        struct interval_program *p = intervals_open(f, NULL, NEED_F);
        struct interval_scratch *s = intervals_scratch(p);
        struct interval out[PARTS];
        intervals_at(p, s, interval_range(known[i].low, known[i].high),
                     interval_range(1, 2), out);
        struct interval r = out[PART_F];
        bool nowhere = known[i].marks & INTERVAL_NOWHERE;
        bool low = r.low == known[i].least || fabs(r.low - known[i].least) < 1e-11;
        bool high = r.high == known[i].most || fabs(r.high - known[i].most) < 1e-11;
        if (r.marks != known[i].marks || (!nowhere && !(low && high)))
            fail_msg("%s on [%g, %g]: [%.17g, %.17g] %u", known[i].text, known[i].low,
                     known[i].high, r.low, r.high, r.marks);
        intervals_scratch_free(s);
        intervals_close(p);
        formula_free(f);
    }
}

// A grid of boxes tells the same as its boxes one by one.
static void grids_agree_with_boxes(void **state)
{
    (void)state;
    enum { COLUMNS = 70, ROWS = 5 };
    static const char *const texts[] = {"x^2 y - sin(x y)/(1+x^2)", "exp(-x^2) cos(y)",
                                        "1/(x-y) + sqrt(x)", "7", "floor(x) + y",
                                        "y^2"};
    double xs[COLUMNS + 1], ys[ROWS + 1];
    for (int k = 0; k <= COLUMNS; k++)
        xs[k] = -3 + 0.1 * k;
    for (int k = 0; k <= ROWS; k++)
        ys[k] = -1 + 0.5 * k;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct formula *f = read(texts[i]);
        struct interval_program *p = intervals_open(f, NULL, NEED_F_GRADIENT);
        struct interval_scratch *s = intervals_scratch(p);
        struct interval_grid *g = interval_grid_open(p, xs, COLUMNS, ys, ROWS);
        struct interval row[3][COLUMNS], one[PARTS];
        for (size_t r = 0; r < ROWS; r++) {
            interval_grid_run(g, s, r, 2, COLUMNS - 2,
                              (struct interval *[PARTS]){row[0], row[1], row[2]});
            for (size_t c = 2; c < COLUMNS; c++) {
                intervals_at(p, s, interval_range(xs[c], xs[c + 1]),
                             interval_range(ys[r], ys[r + 1]), one);
                for (int part = 0; part < 3; part++) {
                    struct interval a = row[part][c - 2], b = one[part];
                    bool nowhere = a.marks & b.marks & INTERVAL_NOWHERE;
                    assert_true(nowhere || (a.marks == b.marks && a.low == b.low &&
                                            a.high == b.high));
                }
            }
        }
        interval_grid_close(g);
        intervals_scratch_free(s);
        intervals_close(p);
        formula_free(f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_expressions_are_contained),
        cmocka_unit_test(ranges_known_by_hand),
        cmocka_unit_test(grids_agree_with_boxes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
