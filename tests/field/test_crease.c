// SPDX-License-Identifier: MIT
// Creases: marks lie on them, only on them, on all of them.
#include "field/crease.h"
#include "subject.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

struct row {
    const char *formula;
    int least;                  // marks
    const char *zero;           // what is 0 on them; NULL: none
};

static const struct row rows[] = {
    {"abs(x) + abs(y)", 25, "x y"},
    {"max(x, y, 1)", 20, "(x - y)(x - 1)(y - 1)"},
    {"relu(x - y^2)", 10, "x - y^2"},
    {"x^2 + y^2 > 4 ? x^2 + y^2 : 4", 15, "x^2 + y^2 - 4"},
    {"clamp(x y, -1, 1)", 15, "(x y)^2 - 1"},
    {"x sign(x) + y", 10, "x"},
    {"abs(sin(x)) + y^2", 10, "sin(x)"},
    {"sqrt(abs(x))", 10, "x"},
    {"1e9 + abs(x - 1)", 10, "x - 1"},
    {"abs(x)^2 + y", 0, NULL},
    {"abs(x) x + abs(y)^3", 0, NULL},
    {"sign(x) + y", 0, NULL},
    {"floor(x)", 0, NULL},
    {"max(x, x)", 0, NULL},
    {"1/abs(x)", 0, NULL},
    {"max(x^2 + y^2 + 1, 0)", 0, NULL},
    {"x^2 + 2y^2", 0, NULL},
    {"5", 0, NULL},
};

static void marks_are_on_creases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct subject s = subject_open(rows[i].formula, NEED_F_GRADIENT);
        struct subject zero = subject_open(rows[i].zero ? rows[i].zero : "1", NEED_F);
        struct creases c = {0};
        double none[1] = {0};
        struct view view = {{-3, 3, -3, 3}, 800, 800};
        assert_true(creases_find(&c, s.formula, none, s.e, view, 40));
        if (c.count < (size_t)rows[i].least || (!rows[i].zero && c.count))
            fail_msg("%s: %zu marks", rows[i].formula, c.count);
        for (size_t k = 0; k < c.count; k++) {
            double part[PARTS];
            evaluator_at(zero.e, c.at[k].x, c.at[k].y, part);
            if (!(fabs(part[PART_F]) < 1e-6))
                fail_msg("%s: %g at (%g, %g)", rows[i].formula, part[PART_F], c.at[k].x,
                         c.at[k].y);
            for (size_t n = 0; n < k; n++)
                assert_true(vec2_length(vec2_sub(c.at[n], c.at[k])) > 0.1);
        }
        array_free(&c);
        subject_close(&s);
        subject_close(&zero);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(marks_are_on_creases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
