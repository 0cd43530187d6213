// SPDX-License-Identifier: MIT
// Values at kinks and ends, and that there is an answer for everything.

#include "calc/formula.h"
#include "calc/op.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static double at(const char *text, enum part part, double x, double y)
{
    double out[PARTS];
    struct formula *f = formula_read(text, strlen(text), NULL);
    if (!f || !formula_derive(f, true, NULL) || !formula_eval(f, NULL, x, y, out))
        fail_msg("%s", text);
    formula_free(f);
    return out[part];
}

static bool same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static const struct { const char *text; double x, y, f, fx, fy; } kinks[] = {
    {"abs(x)", 0, 0, 0, 0, 0}, {"sign(x)", 0, 0, 0, 0, 0}, {"floor(x)", 2, 0, 2, 0, 0},
    {"ceil(x)", 2, 0, 2, 0, 0}, {"round(x)", 2.5, 0, 3, 0, 0},
    {"round(x)", -2.5, 0, -2, 0, 0}, {"round(x)", 0.49999999999999994, 0, 0, 0, 0},
    {"step(x)", 0, 0, 1, 0, 0}, {"step(x)", -1e-300, 0, 0, 0, 0},
    {"relu(x)", 0, 0, 0, 0, 0}, {"relu(x)", 2, 0, 2, 1, 0}, {"relu(x)", -2, 0, 0, 0, 0},
    {"max(x, y)", 1, 1, 1, 0.5, 0.5}, {"min(x, y)", 1, 1, 1, 0.5, 0.5},
    {"max(x, 3y)", 3, 1, 3, 0.5, 1.5}, {"max(x, y)", 2, 1, 2, 1, 0},
    {"max(x, y, 1)", 1, 1, 1, 0.25, 0.25}, {"clamp(x, 0, 1)", 2, 0, 1, 0, 0},
    {"clamp(x, 0, 1)", 0.5, 0, 0.5, 1, 0}, {"clamp(x, 3, y)", 1, 2, 2, 0, 1},
    {"mod(x, 3)", -1, 0, 2, 1, 0}, {"mod(x, -3)", 1, 0, -2, 1, 0},
    {"mod(x, y)", 7, 3, 1, 1, -2}, {"x^(1/3)", -8, 0, -2, 1.0 / 12, 0},
    {"x^(2/3)", -8, 0, 4, -1.0 / 3, 0}, {"x^(1/5)", -32, 0, -2, 1.0 / 80, 0},
    {"x^3", -2, 0, -8, 12, 0}, {"x^-1", -2, 0, -0.5, -0.25, 0}, {"x^0", 0, 0, 1, 0, 0},
    {"x^0.5", -1, 0, NAN, NAN, NAN}, {"sqrt(x)", -1, 0, NAN, NAN, NAN},
    {"ln(x)", -1, 0, NAN, NAN, NAN}, {"asin(x)", 2, 0, NAN, NAN, NAN},
    {"r", 0, 0, 0, NAN, NAN}, {"theta", 0, 0, 0, NAN, NAN},
    {"sinc(x)", 0, 0, 1, 0, 0}, {"{x<0: 1}", 1, 0, NAN, NAN, NAN},
    {"{x<1: x^2, 5}", 1, 0, 5, 0, 0}, {"1/x", 0, 0, INFINITY, -INFINITY, 0},
    {"softplus(x)", 1000, 0, 1000, 1, 0}, {"softplus(x)", -1000, 0, 0, 0, 0},
    {"sigmoid(x)", 1000, 0, 1, 0, 0}, {"sigmoid(x)", -1000, 0, 0, 0, 0},
    {"undefined", 0, 0, NAN, NAN, NAN}, {"hypot(x, y)", 3, 4, 5, 0.6, 0.8},
    {"0/0", 1, 1, NAN, NAN, NAN}, {"2/0", 1, 1, INFINITY, 0, 0},
};

static void kinks_have_their_values(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof kinks / sizeof *kinks; i++) {
        const double want[] = {kinks[i].f, kinks[i].fx, kinks[i].fy};
        for (int k = 0; k < 3; k++) {
            double got = at(kinks[i].text, (enum part)k, kinks[i].x, kinks[i].y);
            if (!(fabs(got - want[k]) < 1e-14) && !same(got, want[k]))
                fail_msg("%s at %g, %g: part %d is %.17g, not %g", kinks[i].text,
                         kinks[i].x, kinks[i].y, k, got, want[k]);
        }
    }
}

// sinc and its slopes by their series, summed with all digits near 0.
static void sinc_keeps_its_digits(void **state)
{
    (void)state;
    for (double x = 1e-12; x < 0.3; x *= 1.7) {
        double slope = 0, bend = 0, term = 1;           // x^(2k)/(2k+1)! with its sign
        for (int k = 1; k < 12; k++) {
            term *= -x * x / (2 * k * (2 * k + 1));
            slope += 2 * k * term / x;
            bend += 2.0 * k * (2 * k - 1) * term / (x * x);
        }
        assert_true(fabs(at("sinc(x)", PART_FX, x, 0) - slope) <= 1e-12 * fabs(slope));
        assert_true(fabs(at("sinc(x)", PART_FXX, x, 0) - bend) <= 1e-10);
    }
    assert_true(fabs(at("sinc(x)", PART_FXX, 0, 0) + 1.0 / 3) < 1e-15);
}

static void answers_everything(void **state)
{
    (void)state;
    static const double odd[] = {0, -0.0, 1, -1, 0.5, 3, -7, 1e300, -1e300, 5e-324, 200,
                                 INFINITY, -INFINITY, NAN};
    enum { ODD = sizeof odd / sizeof *odd };
    for (int op = 0; op < OP_COUNT; op++)
        for (int i = 0; i < ODD * ODD * ODD; i++) {
            double a = odd[i % ODD], b = odd[i / ODD % ODD], c = odd[i / ODD / ODD];
            double v = op_apply((enum op)op, a, b, c), w = op_apply((enum op)op, a, b, c);
            assert_true(same(v, w));
            bool lost = isnan(a) || (op_table[op].arity > 1 && isnan(b));
            if (op_table[op].truth)
                assert_true(isnan(v) ? lost || isnan(b) : v == 0 || v == 1);
            else if (op_table[op].arity == 1 && isnan(a))
                assert_true(isnan(v));
        }
}

static void not_a_number_is_handed_on(void **state)
{
    (void)state;
    for (int op = OP_ADD; op < OP_LT; op++) {
        if (op_table[op].arity < 2 || op == OP_POW || op == OP_ROOT
            || op == OP_POLYGAMMA)
            continue;
        assert_true(isnan(op_apply((enum op)op, NAN, 1, 2)));
        assert_true(isnan(op_apply((enum op)op, 1, NAN, 2)));
    }
    assert_true(isnan(op_apply(OP_CLAMP, 1, 0, NAN)));
    assert_true(isnan(op_apply(OP_LT, NAN, 1, 0)));
    assert_true(isnan(op_apply(OP_IF, NAN, 1, 2)));
    assert_true(op_apply(OP_IF, 1, 5, NAN) == 5);
    assert_true(isnan(op_apply(OP_UNDEFINED, 0, 0, 0)));
}

static void agrees_with_definitions(void **state)
{
    (void)state;
    for (double a = -6; a < 6; a += 0.37) {
        assert_true(fabs(op_apply(OP_SEC, a, 0, 0) * cos(a) - 1) < 1e-14);
        assert_true(fabs(op_apply(OP_CSC, a, 0, 0) * sin(a) - 1) < 1e-14);
        assert_true(fabs(op_apply(OP_COT, a, 0, 0) * tan(a) - 1) < 1e-14);
        double s = op_apply(OP_SIGMOID, a, 0, 0), p = op_apply(OP_SOFTPLUS, a, 0, 0);
        assert_true(fabs(s / (1 - s) - exp(a)) < 1e-12 * exp(a));
        assert_true(fabs(exp(p) - 1 - exp(a)) < 1e-13 * (1 + exp(a)));
        for (double b = -2.5; b < 3; b += 1.2) {
            double m = op_apply(OP_MOD, a, b, 0);
            assert_true(b > 0 ? m >= 0 && m < b : m <= 0 && m > b);
            assert_true(fabs((a - m) / b - rint((a - m) / b)) < 1e-12);
        }
        double root = op_apply(OP_ROOT, a, 7, 0);
        assert_true(fabs(pow(root, 7) - a) < 1e-14 * fabs(a));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinks_have_their_values),
        cmocka_unit_test(sinc_keeps_its_digits),
        cmocka_unit_test(answers_everything),
        cmocka_unit_test(not_a_number_is_handed_on),
        cmocka_unit_test(agrees_with_definitions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
