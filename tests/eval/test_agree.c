// SPDX-License-Identifier: MIT
// The compiled program and the tree walk must say the same.
#include "agree.h"
#include "random_formula.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

enum { RANDOM_FORMULAS = 100, COLUMNS = 11, ROWS = 4 };

static const char *const chosen[] = {
    "x^2 + 2y^2", "(1-x)^2 + 100(y-x^2)^2", "(x^2+y-11)^2 + (x+y^2-7)^2",
    "-20exp(-0.2sqrt(0.5(x^2+y^2))) - exp(0.5(cos(2pi*x)+cos(2pi*y))) + e + 20",
    "(1.5-x+x*y)^2 + (2.25-x+x*y^2)^2 + (2.625-x+x*y^3)^2", "x^2*y + sin(y)",
    "ln(1+exp(-x*y)) + 0.1(x^2+y^2)", "sin(x*y)/(1+x^2+y^2)",
    "3(1-x)^2*exp(-x^2-(y+1)^2) - 10(x/5-x^3-y^5)*exp(-x^2-y^2)",
    "exp(x^2-y^2)", "exp(x^2)*exp(-y^2)*x", "ln(exp(x-y))", "1/(x-y)", "sin(x-y)/(x-y)",
    "sqrt(x^2-y^2)", "1/(x*x-y*y)", "sqrt(1-x^2-y^2)", "(x-y)/(x-y)", "x/x", "x-x",
    "0*ln(x)", "ln(x)-ln(x)", "x*ln(y)", "ln(x) + y", "sqrt(x)*y", "asin(x) + y^2",
    "abs(x-y)", "max(x,y)", "min(x^2,y)", "relu(x*y)", "floor(x*y)", "mod(x,y)",
    "if(x<y, x^2, sqrt(y))", "{x>0: ln(x*y)}", "x^(1/3)*y", "(x*y)^(-2)", "x^y",
    "gamma(x)*y", "sin(x+y)*cos(x-2y)", "r", "theta", "sinc(x*y)", "tan(x*y)",
    "a*x + b*y", "1/(x*y)", "(x+y)^7", "2", "x", "y", "exp(-x^2-y^2)/(x+y)",
    "softplus(x*y)", "sigmoid(x-y)", "x*y*x*y*x", "x*y + x*y^2 + x*sin(x*y)",
    "atan2(x,atan2(x,atan2(x,atan2(x,atan2(x,atan2(x,atan2(x,y)))))))",
    "((((((x*y+1)*x+y)*y+x)*x-y)*y+2)*x*y+x)*((((x-y)*x+y)*y-x)*y+1)^3",
};

static void test_chosen(void **state)
{
    (void)state;
    static const double xs[] = {-3, -1, -0.7, -1e-9, 0, 0.1, 0.6, 1, 1.25, 2,
                                2.0000001};
    static const double ys[] = {-2, -0.7, 0, 0.1, 0.8, 1, 2};
    bool good = true;
    for (size_t i = 0; i < sizeof chosen / sizeof *chosen; i++)
        good = agree_text(chosen[i], (struct places){xs, 11, ys, 7}) && good;
    assert_true(good);
}

// Far out, where an exp taken apart would give inf·0.
static void test_wide(void **state)
{
    (void)state;
    double xs[9], ys[6];
    for (int i = 0; i < 9; i++)
        xs[i] = -27.3 + 54.6 * i / 8;
    for (int i = 0; i < 6; i++)
        ys[i] = -29 + 58.0 * i / 5;
    bool good = true;
    for (size_t i = 0; i < sizeof chosen / sizeof *chosen; i++)
        good = agree_text(chosen[i], (struct places){xs, 9, ys, 6}) && good;
    assert_true(good);
}

static void test_special(void **state)
{
    (void)state;
    static const double odd[] = {0, -0.0, INFINITY, -INFINITY, NAN, 1e300, 1e-300, -1};
    bool good = true;
    for (size_t i = 0; i < sizeof chosen / sizeof *chosen; i++)
        good = agree_text(chosen[i], (struct places){odd, 8, odd, 8}) && good;
    assert_true(good);
}

// `first`, and then `count` times `before`, a number from 1 on, `after`.
static bool agree_repeated(const char *first, int count, const char *before,
                           const char *after)
{
    static const double xs[] = {-1.3, 0.1, 0.7}, ys[] = {0.4};
    struct text text = {0};
    text_add(&text, first);
    for (int i = 1; i <= count; i++) {
        text_add(&text, before);
        text_add_number(&text, i);
        text_add(&text, after);
    }
    bool good = agree_text(text.at, (struct places){xs, 3, ys, 1});
    text_free(&text);
    return good;
}

// More values alive at a time than the stack of a caller holds.
static void test_deep(void **state)
{
    (void)state;
    assert_true(agree_repeated("1", 80, "*sin(x*y/", ")"));
    assert_true(agree_repeated("1", 120, "*cos(x*", "+y)"));
    assert_true(agree_repeated("y", 350, "+sin(x*", ")"));
    assert_true(agree_repeated("x*y+2", 60, "/(2+sin(x*y+", "))"));
}

static void test_random(void **state)
{
    (void)state;
    struct chance c = {(unsigned)time(NULL)};
    printf("# seed %u\n", c.state);
    bool good = true;
    for (int i = 0; i < RANDOM_FORMULAS; i++) {
        struct text text = {0};
        double xs[COLUMNS], ys[ROWS];
        random_formula(&text, &c, 2 + (int)chance_below(&c, 3));
        for (int k = 0; k < COLUMNS; k++)
            xs[k] = k % 4 ? chance_between(&c, -3, 3) : chance_below(&c, 4);
        for (int k = 0; k < ROWS; k++)
            ys[k] = chance_below(&c, 3) ? chance_between(&c, -3, 3) : xs[k];
        good = agree_text(text.at, (struct places){xs, COLUMNS, ys, ROWS}) && good;
        text_free(&text);
    }
    assert_true(good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chosen), cmocka_unit_test(test_wide),
        cmocka_unit_test(test_special), cmocka_unit_test(test_deep),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
