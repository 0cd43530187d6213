// SPDX-License-Identifier: MIT
// Polygamma functions against recorded values, their recurrence and their reflection.

#include "calc/special.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static bool near(double a, double b, double most)
{
    return fabs(a - b) <= most * fmax(1, fabs(b));
}

static void has_known_values(void **state)
{
    (void)state;
    static const double gamma = 0.57721566490153286, pi = 3.14159265358979324;
    static const double zeta3 = 1.20205690315959429, zeta5 = 1.03692775514336993;
    assert_true(near(special_polygamma(0, 1), -gamma, 1e-15));
    assert_true(near(special_polygamma(0, 0.5), -gamma - 2 * log(2), 1e-15));
    assert_true(near(special_polygamma(0, 10), 2.25175258906672111, 1e-15));
    assert_true(near(special_polygamma(0, -0.5), 0.03648997397857652, 1e-14));
    assert_true(near(special_polygamma(1, 1), pi * pi / 6, 1e-15));
    assert_true(near(special_polygamma(1, 0.5), pi * pi / 2, 1e-15));
    assert_true(near(special_polygamma(2, 1), -2 * zeta3, 1e-15));
    assert_true(near(special_polygamma(3, 1), pi * pi * pi * pi / 15, 1e-15));
    assert_true(near(special_polygamma(4, 1), -24 * zeta5, 1e-14));
    assert_true(near(special_polygamma(1, 1e6), 1.0000005000001667e-6, 1e-14));
    assert_true(near(special_polygamma(0, 1e10), log(1e10), 1e-10));
}

// ψₙ(x + 1) = ψₙ(x) + (−1)ⁿ n!/xⁿ⁺¹, DLMF 5.15.5.
static void climbs_by_its_recurrence(void **state)
{
    (void)state;
    for (int n = 0; n < 8; n++)
        for (double x = -4.3; x < 25; x += 0.61) {
            double step = (n % 2 ? -1 : 1) * tgamma(n + 1) / pow(x, n + 1);
            double low = special_polygamma(n, x), high = special_polygamma(n, x + 1);
            double size = fmax(1, fmax(fabs(low), fabs(step)));
            assert_true(fabs(high - low - step) <= 3e-13 * size);
        }
}

static void is_the_slope_of_its_predecessor(void **state)
{
    (void)state;
    double h = 1e-3;
    for (int n = 0; n < 5; n++)
        for (double x = 0.8; x < 20; x += 0.77) {
            double v[] = {special_polygamma(n, x - 2 * h), special_polygamma(n, x - h),
                          special_polygamma(n, x + h), special_polygamma(n, x + 2 * h)};
            double slope = (v[0] - 8 * v[1] + 8 * v[2] - v[3]) / (12 * h);
            assert_true(near(slope, special_polygamma(n + 1, x), 1e-6));
        }
}

static void has_no_value_at_poles(void **state)
{
    (void)state;
    for (int n = 0; n < 4; n++)
        for (int x = 0; x > -5; x--)
            assert_true(isnan(special_polygamma(n, x)));
    assert_true(isnan(special_polygamma(-1, 2)));
    assert_true(isnan(special_polygamma(0.5, 2)));
    assert_true(isnan(special_polygamma(POLYGAMMA_MOST + 1, 2)));
    assert_true(isnan(special_polygamma(NAN, 2)));
    assert_true(isnan(special_polygamma(0, NAN)));
    assert_true(isnan(special_polygamma(1, -INFINITY)));
    assert_true(isfinite(special_polygamma(POLYGAMMA_MOST, 3)));
    assert_true(special_polygamma(0, INFINITY) == INFINITY);
    assert_true(special_polygamma(1, INFINITY) == 0);
}

static void lgamma_is_that_of_the_library(void **state)
{
    (void)state;
    for (double x = 0.1; x < 30; x += 0.7)
        assert_true(near(special_lgamma(x), log(tgamma(x)), 1e-13));
    assert_true(near(special_lgamma(-1.5), log(fabs(tgamma(-1.5))), 1e-14));
    assert_true(special_lgamma(-2) == INFINITY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_known_values),
        cmocka_unit_test(climbs_by_its_recurrence),
        cmocka_unit_test(is_the_slope_of_its_predecessor),
        cmocka_unit_test(has_no_value_at_poles),
        cmocka_unit_test(lgamma_is_that_of_the_library),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
