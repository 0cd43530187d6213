// SPDX-License-Identifier: MIT
// Where ways down end, and what is said where they do not.
#include "walk.h"

#include "field/bottom.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void every_way_has_an_end_or_words(void **state)
{
    (void)state;
    static const struct {
        const char *formula;
        vec2 start;
        const char *settings;
        enum bottom_kind kind;
        enum aim_kind aim;
        double target;          // of f, 0.001 from the end
    } table[] = {
        {"x^2 + 2y^2", {2.6, 2.2}, "", BOTTOM_FOUND, AIM_ZERO, 0.001},
        {"x^2 + 2y^2 + 0.01", {2.6, 2.2}, "", BOTTOM_FOUND, AIM_END, 0.011},
        {"x^2 + 2y^2 + 5", {2.6, 2.2}, "", BOTTOM_FOUND, AIM_END, 5.001},
        {"x^2 + 2y^2 - 5", {2.6, 2.2}, "", BOTTOM_FOUND, AIM_END, -4.999},
        {"1e12*(x^2 + 2y^2)", {2.6, 2.2}, "", BOTTOM_FOUND, AIM_ZERO, 0.001},
        {"-x^2 - 2y^2", {2.6, 2.2}, "ascend", BOTTOM_FOUND, AIM_ZERO, -0.001},
        {"16 - x^2 - 2y^2", {2.6, 2.2}, "ascend", BOTTOM_FOUND, AIM_END, 15.999},
        {"x^2 + 4y^2", {2.6, 2.2}, "ascend", BOTTOM_ENDLESS, AIM_NONE, NAN},
        {"-x^2 - 2y^2", {2.6, 2.2}, "", BOTTOM_ENDLESS, AIM_NONE, NAN},
        {"x + y", {1, 1}, "", BOTTOM_ENDLESS, AIM_NONE, NAN},
        {"1e-4*(x + y)", {1, 1}, "", BOTTOM_ENDLESS, AIM_NONE, NAN},
        {"x^3 + y^2", {0.2, 1}, "", BOTTOM_FOUND, AIM_ZERO, 0.001},
        {"x^3 + y^2", {-1, 1}, "", BOTTOM_ENDLESS, AIM_NONE, NAN},
        {"ln(x)", {1, 1}, "ascend", BOTTOM_ENDLESS, AIM_NONE, NAN},
        {"ln(x)", {1, 1}, "", BOTTOM_UNKNOWN, AIM_NONE, NAN},
        {"tan(x)*y", {2.6, 2.2}, "", BOTTOM_ENDLESS, AIM_NONE, NAN},
        {"x^2 - y^2", {1.5, 0.1}, "", BOTTOM_ENDLESS, AIM_NONE, NAN},
        {"x^2 - y^2", {1.5, 0}, "", BOTTOM_LEVEL, AIM_ZERO, 0.001},
        {"1/(1 + x^2)", {1, 0}, "ascend", BOTTOM_FOUND, AIM_END, 0.999},
        {"1/(1 + x^2)", {1, 0}, "", BOTTOM_LEVEL, AIM_ZERO, 0.001},
        {"tanh(x)", {1, 0}, "", BOTTOM_LEVEL, AIM_END, -0.999},
        {"sin(x)*sin(y)", {1, -1}, "", BOTTOM_FOUND, AIM_END, -0.999},
        {"exp(-x^2 - y^2)", {2.1, 1.3}, "ascend", BOTTOM_FOUND, AIM_END, 0.999},
        {"exp(x^2 + y^2)", {1.5, 1.3}, "", BOTTOM_FOUND, AIM_END, 1.001},
        {"min(x, y)", {2.1, 1.3}, "ascend", BOTTOM_UNKNOWN, AIM_NONE, NAN},
        {"sin(1/x)*y", {2.1, 1.3}, "", BOTTOM_UNKNOWN, AIM_NONE, NAN},
        {"-ln(x^2 + y^2)", {2.1, 1.3}, "ascend", BOTTOM_UNKNOWN, AIM_NONE, NAN},
        {"x^4 + y^4", {2.1, 1.3}, "", BOTTOM_FOUND, AIM_ZERO, 0.001},
        {"(1 - x)^2 + 100(y - x^2)^2", {-1.2, 1}, "", BOTTOM_FOUND, AIM_ZERO, 0.001},
        {"1/x", {0, 1}, "", BOTTOM_UNKNOWN, AIM_NONE, NAN},
        {"5", {1, 1}, "", BOTTOM_LEVEL, AIM_NONE, NAN},
    };
    struct path scout = {0};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct walk w = walk_open(table[i].formula, table[i].start, table[i].settings);
        struct bottom b;
        assert_true(bottom_find(&b, &scout, &w.d, &w.land));
        struct aim aim = bottom_aim(&b);
        double target = aim_value(&aim, 1e-3);
        if (b.kind != table[i].kind || aim.kind != table[i].aim)
            fail_msg("%s: %d %d, f %g", table[i].formula, b.kind, aim.kind, b.f);
        if (!(fabs(target - table[i].target) < 1e-5 || aim.kind == AIM_NONE))
            fail_msg("%s: %g", table[i].formula, target);
        assert_true((aim.kind == AIM_NONE) == (aim.missing != NULL));
        assert_true(aim.kind == AIM_NONE || aim_holds(&aim, b.f, 1e-3) || aim.from == 0);
        assert_false(isfinite(b.f) && aim_holds(&aim, b.f + (b.ascend ? -1e6 : 1e6), 1e-3));
        walk_close(&w);
    }
    path_free(&scout);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_has_an_end_or_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
