// SPDX-License-Identifier: MIT
// Every loop of every machine against op_apply, and the transcendental ones against
// long double: at most 4 units in the last place.
#include "eval/machine.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { COUNT = 4096, SPECIALS = 25 };

static double from[3][COUNT], into[2][COUNT];

static double chance(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (double)*seed / 4294967296.0;
}

static double ulps(double found, long double wanted)
{
    int exponent;
    frexpl(wanted, &exponent);
    long double unit = ldexpl(1, exponent < -1021 ? -1074 : exponent - 53);
    return (double)(fabsl(found - wanted) / unit);
}

static long double ln1p(long double a) { return log1pl(a); }

static const struct exact {
    int code;
    long double (*function)(long double);
    double low, high;
    bool powers;                // arguments e^low … e^high
} exacts[] = {
    {OP_EXP, expl, -700, 700, false}, {OP_EXP, expl, -1, 1, false},
    {OP_LN, logl, -700, 700, true}, {OP_LN, logl, -0.5, 0.5, true},
    {OP_SIN, sinl, -10, 10, false}, {OP_SIN, sinl, -1e6, 1e6, false},
    {OP_COS, cosl, -10, 10, false}, {OP_COS, cosl, -1e6, 1e6, false},
    {OP_TAN, tanl, -10, 10, false}, {OP_ATAN, atanl, -5, 5, false},
    {OP_ASIN, asinl, -1, 1, false}, {OP_ACOS, acosl, -1, 1, false},
    {OP_SINH, sinhl, -20, 20, false}, {OP_COSH, coshl, -20, 20, false},
    {OP_TANH, tanhl, -5, 5, false}, {OP_ASINH, asinhl, -1e3, 1e3, false},
    {OP_ACOSH, acoshl, 0, 20, true}, {OP_ATANH, atanhl, -1, 1, false},
    {OP_LOG2, log2l, -700, 700, true}, {OP_LOG10, log10l, -700, 700, true},
    {CODE_LOG1P, ln1p, -20, 20, true}, {OP_CBRT, cbrtl, -1e3, 1e3, false},
    {OP_ERF, erfl, -4, 4, false}, {OP_GAMMA, tgammal, -0.9, 30, false},
    {OP_GAMMA, tgammal, -150, 150, false}, {OP_LGAMMA, lgammal, 0.1, 1e3, false},
};

static double worst(const struct exact *x, const double *found)
{
    double most = 0;
    for (int i = 0; i < COUNT; i++)
        most = fmax(most, ulps(found[i], x->function(from[0][i])));
    return most;
}

static void test_accuracy(void **state)
{
    (void)state;
    unsigned seed = 1;
    for (size_t n = 0; n < sizeof exacts / sizeof *exacts; n++) {
        const struct exact *x = &exacts[n];
        for (int i = 0; i < COUNT; i++) {
            double u = x->low + (x->high - x->low) * chance(&seed);
            from[0][i] = x->powers ? exp(u) : u;
        }
        for (int isa = 0; isa < ISAS; isa++) {
            if (!isa_here((enum isa)isa))
                continue;
            kernel *run = isa_kernels((enum isa)isa)->table[x->code][0];
            run(into[0], into[1], from[0], from[0], from[0], COUNT);
            double most = worst(x, into[0]);
            if (most > 4)
                printf("# %s, code %d on [%g, %g]: %.2f ulp\n", isa_name((enum isa)isa),
                       x->code, x->low, x->high, most);
            assert_true(most <= 4);
        }
    }
}

static void test_pairs(void **state)
{
    (void)state;
    static const struct exact sine = {OP_SIN, sinl, 0, 0, false};
    static const struct exact cosine = {OP_COS, cosl, 0, 0, false};
    unsigned seed = 2;
    for (int i = 0; i < COUNT; i++)
        from[0][i] = (chance(&seed) - 0.5) * (i % 2 ? 20 : 1e6);
    for (int isa = 0; isa < ISAS; isa++) {
        if (!isa_here((enum isa)isa))
            continue;
        kernel *run = isa_kernels((enum isa)isa)->table[CODE_SINCOS][0];
        run(into[0], into[1], from[0], from[0], from[0], COUNT);
        assert_true(worst(&sine, into[0]) <= 4);
        assert_true(worst(&cosine, into[1]) <= 4);
    }
}

// Exact, however large the quotient.
static void test_mod(void **state)
{
    (void)state;
    unsigned seed = 3;
    for (int i = 0; i < COUNT; i++) {
        from[1][i] = (chance(&seed) - 0.5) * exp(40 * (chance(&seed) - 0.5));
        double quotient = (chance(&seed) - 0.5) * exp2(60 * chance(&seed));
        from[0][i] = from[1][i] * (i % 3 ? quotient : trunc(quotient));
    }
    for (int isa = 0; isa < ISAS; isa++) {
        if (!isa_here((enum isa)isa))
            continue;
        kernel *run = isa_kernels((enum isa)isa)->table[OP_MOD][0];
        run(into[0], into[1], from[0], from[1], from[1], COUNT);
        for (int i = 0; i < COUNT; i++)
            assert_true(into[0][i] == op_apply(OP_MOD, from[0][i], from[1][i], 0));
    }
}

static bool same_kind(double found, double wanted)
{
    if (isnan(wanted))
        return isnan(found);
    if (isinf(wanted))
        return found == wanted;
    bool sign = signbit(found) == signbit(wanted) || fabs(wanted) > 0;
    return sign && fabs(found - wanted) <= 4e-15 * fabs(wanted) + DBL_MIN;
}

static const double specials[SPECIALS] = {
    0, -0.0, INFINITY, -INFINITY, NAN, 1, -1, 0.5, -0.5, 1.5, -2.5, 2, 3, 1e22, -1e22,
    1e300, -1e300, 1e-300, 709, -708, 711, -746, 1e155, 3.14159,
    -184.5};

static const double *const operand_of[3] = {from[0], from[1], from[2]};

static int check_form(int code, int scalars, kernel *run, const char *machine)
{
    int wrong = 0;
    run(into[0], into[1], operand_of[0], operand_of[1], operand_of[2], COUNT);
    for (int i = 0; i < COUNT; i++) {
        double a = from[0][scalars & 1 ? 0 : i], b = from[1][scalars & 2 ? 0 : i];
        double c = from[2][scalars & 4 ? 0 : i], wanted = code_apply(code, a, b, c);
        if (same_kind(into[0][i], wanted) || code == CODE_FMA || code == CODE_FMS
            || code == CODE_FNMA || code == CODE_SQUARE_ADD)
            continue;
        if (wrong++ < 3)
            printf("# %s, code %d, form %d at (%g, %g, %g): wanted %g, found %g\n",
                   machine, code, scalars, a, b, c, wanted, into[0][i]);
    }
    return wrong;
}

// Every table entry, on all pairs of awkward numbers.
static void test_specials(void **state)
{
    (void)state;
    int wrong = 0;
    for (int i = 0; i < COUNT; i++) {
        from[0][i] = specials[i % SPECIALS];
        from[1][i] = specials[i / SPECIALS % SPECIALS];
        from[2][i] = specials[i * 7 / SPECIALS % SPECIALS];
    }
    for (int isa = 0; isa < ISAS; isa++)
        for (int code = 0; isa_here((enum isa)isa) && code < CODE_COUNT; code++)
            for (int form = 0; form < 8; form++) {
                kernel *run = isa_kernels((enum isa)isa)->table[code][form];
                if (run)
                    wrong += check_form(code, form, run, isa_name((enum isa)isa));
            }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_accuracy), cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_mod), cmocka_unit_test(test_specials),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
