// SPDX-License-Identifier: MIT
#include "field/ladder.h"
#include "field/sort.h"
#include "field/step.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void decimals_are_rounded_once(void **state)
{
    (void)state;
    assert_true(step_decimal(3, -1) == 0.3);
    assert_true(step_decimal(-7, -2) == -0.07);
    assert_true(step_decimal(12345, 290) == 1.2345e294);
    assert_true(step_decimal(0, 5) == 0 && !signbit(step_decimal(-0.0, 5)));
    assert_true(step_decimal(1, 400) == INFINITY);
    assert_true(step_decimal(1, -400) == 0);
    assert_true(step_multiple((struct step){2, -1}, 3) == 0.6);
    assert_true(step_multiple((struct step){5, 2}, -3) == -1500);
}

static void steps_climb_by_1_2_5(void **state)
{
    (void)state;
    struct step s = {1, -300};
    double before = 0;
    for (int i = 0; i < 1800; i++, s = step_wider(s)) {
        double value = step_value(s);
        if (i)
            assert_true(value / before > 1.99 && value / before < 2.51);
        assert_true(step_value(step_below(value)) == value);
        assert_true(step_value(step_below(value * 1.5)) == value);
        before = value;
    }
}

static void spans_hold_every_multiple(void **state)
{
    (void)state;
    static const struct {
        int digit, exponent;
        double low, high, first, last;
        bool some;
    } table[] = {
        {1, 0, -2.5, 3, -2, 3, true},  {1, -1, 0.3, 0.7, 3, 7, true},
        {5, 0, 1, 4, 0, 0, false},     {2, 0, 4, 4, 2, 2, true},
        {1, -1, 0.1, 0.3, 1, 3, true}, {1, 0, 1e16, 1e16 + 8, 0, 0, false},
        {5, 0, -4, 4, 0, 0, true},     {1, -400, 0, 1, 0, 0, false},
        {1, 0, NAN, 1, 0, 0, false},   {1, 0, -INFINITY, INFINITY, 0, 0, false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        double first, last;
        bool some = step_span((struct step){table[i].digit, table[i].exponent},
                              table[i].low, table[i].high, &first, &last);
        if (some != table[i].some)
            fail_msg("row %zu: %d", i, some);
        if (some)
            assert_true(first == table[i].first && last == table[i].last);
    }
}

static void ladders_climb(void **state)
{
    (void)state;
    int count = 0;
    for (const struct ladder *l = ladder_finest(); l; l = ladder_coarser(l), count++) {
        assert_true(ladder_value(l, 0) == 1);
        double product = 1;
        for (int rung = -20; rung < 20; rung++) {
            double here = ladder_value(l, rung), next = ladder_value(l, rung + 1);
            if (here < 1e-300 || next > 1e300)
                continue;
            assert_true(next > here * 1.3);
            assert_int_equal(ladder_above(l, here), rung + 1);
            assert_int_equal(ladder_above(l, here * 1.01), rung + 1);
            assert_int_equal(ladder_rungs(l, here, next), 1);
            product = next / here;
            if (rung % ladder_major(l) == 0)
                assert_true(log10(here) == rint(log10(here)));
        }
        assert_true(product < ladder_factor(l) * 1.5
                    && product > ladder_factor(l) / 1.5);
    }
    assert_true(count >= 8);
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void sorts_any_doubles(void **state)
{
    (void)state;
    enum { MOST = 5000 };
    static double values[MOST], expected[MOST];
    uint64_t seed = 5;
    static const size_t counts[] = {0, 1, 2, 100, 500, 501, 777, MOST};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        for (size_t k = 0; k < counts[i]; k++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            uint64_t bits = seed ^ seed << 31;
            memcpy(&values[k], &bits, sizeof bits);
            if (isnan(values[k]))
                values[k] = k % 3 ? INFINITY : -INFINITY;
            if (k % 7 == 0)
                values[k] = (double)(k % 5);
        }
        memcpy(expected, values, sizeof values);
        sort_ascending(values, counts[i]);
        qsort(expected, counts[i], sizeof *expected, ascending);
        for (size_t k = 0; k < counts[i]; k++)
            assert_true(values[k] == expected[k]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_are_rounded_once),
        cmocka_unit_test(steps_climb_by_1_2_5),
        cmocka_unit_test(spans_hold_every_multiple),
        cmocka_unit_test(ladders_climb),
        cmocka_unit_test(sorts_any_doubles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
