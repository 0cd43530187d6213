// SPDX-License-Identifier: MIT
// Formulas against recorded values of another system, and derivatives as a book prints
// them.

#include "calc/formula.h"

#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static json_t *load(const char *name)
{
    json_error_t error;
    json_t *all = json_load_file(name, 0, &error);
    if (!all)
        fail_msg("%s: %s", name, error.text);
    return all;
}

static struct formula *read(const char *text)
{
    struct fault fault = {0};
    struct formula *f = formula_read(text, strlen(text), &fault);
    if (!f || !formula_derive(f, true, &fault))
        fail_msg("%s: %d: %s", text, fault.column, fault.text);
    return f;
}

static void check_point(const char *typed, const struct formula *f, const json_t *point)
{
    static const char *const names[PARTS] = {"f", "fx", "fy", "fxx", "fxy", "fyy"};
    double out[PARTS], x = atof(json_string_value(json_object_get(point, "x")));
    double y = atof(json_string_value(json_object_get(point, "y")));
    assert_true(formula_eval(f, (double[FORMULA_MOST_PARAMETERS]){0}, x, y, out));
    for (int i = 0; i < PARTS; i++) {
        const json_t *known = json_object_get(point, names[i]);
        double value = json_is_string(known) ? atof(json_string_value(known)) : NAN;
        double most = 1e-10 * fmax(1, fabs(value));
        if (!(fabs(out[i] - value) <= most) && !(isnan(value) && isnan(out[i])))
            fail_msg("%s: %s at %g, %g is %.17g, not %.17g", typed, names[i], x, y,
                     out[i], value);
    }
}

static void has_the_recorded_values(void **state)
{
    (void)state;
    size_t i, k;
    json_t *all = load(TEST_DATA "/formulas.json"), *one, *point;
    json_array_foreach(json_object_get(all, "cases"), i, one) {
        const char *typed = json_string_value(json_object_get(one, "typed"));
        struct formula *f = read(typed);
        json_array_foreach(json_object_get(one, "points"), k, point)
            check_point(typed, f, point);
        formula_free(f);
    }
    assert_true(i >= 78);
    json_decref(all);
}

// Read and printed again: one way of writing.
static void rewrite(struct text *out, const char *text)
{
    struct formula *f = formula_read(text, strlen(text), NULL);
    assert_non_null(f);
    formula_print(out, f, f->as_typed);
    formula_free(f);
}

static void reads_like_the_book(void **state)
{
    (void)state;
    size_t i;
    json_t *all = load(TEST_DATA "/textbook.json"), *one;
    json_array_foreach(all, i, one) {
        struct formula *f = read(json_string_value(json_object_get(one, "f")));
        bool by_x = strcmp(json_string_value(json_object_get(one, "wrt")), "x") == 0;
        struct text ours = {0}, book = {0};
        formula_print(&ours, f, f->part[by_x ? PART_FX : PART_FY]);
        rewrite(&book, json_string_value(json_object_get(one, "expected")));
        assert_string_equal(ours.at, book.at);
        text_free(&ours);
        text_free(&book);
        formula_free(f);
    }
    assert_true(i >= 31);
    json_decref(all);
}

// Typed formulas and what a textbook has for one of their derivatives.
static const struct { const char *typed; enum part part; const char *text; } book[] = {
    {"(1-x)^2+100(y-x^2)^2", PART_FX, "-400·x·(y - x²) - 2·(1 - x)"},
    {"(1-x)^2+100(y-x^2)^2", PART_FXX, "1200·x² - 400·y + 2"},
    {"xy/(x^2+y^2)", PART_FX, "y·(y² - x²)/(x² + y²)²"},
    {"x^2y/(x^2+y^2)", PART_FX, "2·x·y³/(x² + y²)²"},
    {"(x^2-y^2)/(x^2+y^2)", PART_FX, "4·x·y²/(x² + y²)²"},
    {"sqrt(x^2+y^2)", PART_FX, "x/sqrt(x² + y²)"},
    {"sqrt(x^2+y^2)", PART_FXX, "y²/((x² + y²)·sqrt(x² + y²))"},
    {"ln(x^2+y^2)", PART_FXX, "2·(y² - x²)/(x² + y²)²"},
    {"ln(x)/x", PART_FX, "(1 - ln(x))/x²"}, {"ln(x)/x", PART_FXX, "(2·ln(x) - 3)/x³"},
    {"(x-4)(100-8x+5sqrt(y))-y", PART_FX, "5·sqrt(y) - 16·x + 132"},
    {"(x-4)(100-8x+5sqrt(y))-y", PART_FY, "5·(x - 4)/(2·sqrt(y)) - 1"},
    {"x*y*exp(-x^2-y^2)", PART_FX, "y·(1 - 2·x²)·e^(-x² - y²)"},
    {"x*y*exp(-x^2-y^2)", PART_FXY, "(1 - 2·x²)·(1 - 2·y²)·e^(-x² - y²)"},
    {"log(exp(x)+exp(y)+1)-x", PART_FX, "e^x/(e^x + e^y + 1) - 1"},
    {"sin(x)cos(y)", PART_FX, "cos(x)·cos(y)"}, {"sin(x)sin(y)", PART_FX, "cos(x)·sin(y)"},
    {"sin^2 x cos^2 y", PART_FX, "2·sin(x)·cos(x)·cos(y)²"},
    {"0.1x^3", PART_FX, "0.3·x²"}, {"x/(2y)", PART_FY, "-x/(2·y²)"},
    {"x/sqrt(1+x^2)", PART_FX, "1/((1 + x²)·sqrt(1 + x²))"},
    {"a sin(b x + c y)", PART_FXX, "-a·b²·sin(b·x + c·y)"},
    {"tanh(x y)", PART_FY, "x·(1 - tanh(x·y)²)"}, {"{x<y: x}", PART_FX, "{x < y: 1}"},
    {"x^(2/3)", PART_FX, "2/(3·x^(1/3))"}, {"e^x sin y/(x+1)", PART_FX,
                                            "x·e^x·sin(y)/(x + 1)²"},
};

static void simplifies(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof book / sizeof *book; i++) {
        struct formula *f = read(book[i].typed);
        struct text ours = {0};
        formula_print(&ours, f, f->part[book[i].part]);
        assert_string_equal(ours.at, book[i].text);
        text_free(&ours);
        formula_free(f);
    }
}

static void answers_constants(void **state)
{
    (void)state;
    double v;
    struct fault fault = {0};
    assert_true(formula_constant("pi/2", 4, &v, NULL));
    assert_true(v == acos(0));
    assert_true(formula_constant("-1", 2, &v, NULL));
    assert_true(v == -1);
    assert_true(formula_constant("1/0", 3, &v, NULL));
    assert_true(isinf(v));
    assert_false(formula_constant("x", 1, &v, &fault));
    assert_int_equal(fault.column, 1);
    assert_false(formula_constant("a", 1, &v, &fault));
    assert_false(formula_constant("1+", 2, &v, &fault));
    assert_int_equal(fault.column, 3);
    assert_false(formula_constant("", 0, &v, &fault));
}

static void knows_its_parameters(void **state)
{
    (void)state;
    struct formula *f = read("a x + β y + w_1 + w₁ + a_max + k");
    assert_int_equal(f->parameters, 5);
    assert_int_equal(formula_parameter(f, "a"), 0);
    assert_int_equal(formula_parameter(f, "β"), 1);
    assert_int_equal(formula_parameter(f, "w_1"), 2);
    assert_int_equal(formula_parameter(f, "a_max"), 3);
    assert_int_equal(formula_parameter(f, "x"), -1);
    double out[PARTS];
    assert_true(formula_eval(f, (double[]){2, 3, 5, 7, 11}, 10, 100, out));
    assert_true(out[PART_F] == 20 + 300 + 5 + 5 + 7 + 11);
    assert_true(out[PART_FX] == 2 && out[PART_FY] == 3);
    formula_free(f);
    formula_free(NULL);
}

static void takes_own_names(void **state)
{
    (void)state;
    static const char *const own[] = {"r", "theta", "θ"};
    double out[PARTS];
    struct formula *f = formula_read_with("r x + theta + θ", 16, own, 3, NULL);
    assert_non_null(f);
    assert_int_equal(f->parameters, 3);
    assert_true(formula_derive(f, false, NULL));
    assert_true(formula_eval(f, (double[]){2, 3, 4}, 10, 0, out));
    assert_true(out[PART_F] == 27);
    formula_free(f);
    f = formula_read("r + theta", 9, NULL);
    assert_int_equal(f->parameters, 0);
    assert_true(formula_eval(f, NULL, 3, 4, out));
    assert_true(out[PART_F] == 5 + atan2(4, 3));
    formula_free(f);
}

static void tells_a_beginning_from_a_slip(void **unused)
{
    static const char *const begun[] = {"x^", "2*", "sin(", "sqr", "f(", "f(x, y", "f(x,y)",
                                        "f(x, y) =", "x<1", "if(x<0,", "|x", "{x<0:", "atan2(x",
                                        "x + si", "(x", "x<1 and", "2 mod", "max(x,"};
    static const char *const slips[] = {"2 + *", "sen(x)", "x^2)", "atan2(x)", "2,5", "x $",
                                        ")", "x + * y", "sqr(x)"};
    (void)unused;
    for (size_t i = 0; i < sizeof begun / sizeof *begun; i++) {
        struct fault fault = {0};
        struct formula *f = formula_read(begun[i], strlen(begun[i]), &fault);
        if (!f && !formula_is_unfinished(begun[i], strlen(begun[i]), &fault))
            fail_msg("%s: %d: %s", begun[i], fault.column, fault.text);
        formula_free(f);
    }
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        struct fault fault = {0};
        assert_null(formula_read(slips[i], strlen(slips[i]), &fault));
        if (formula_is_unfinished(slips[i], strlen(slips[i]), &fault))
            fail_msg("%s: %d: %s", slips[i], fault.column, fault.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_the_recorded_values),
        cmocka_unit_test(reads_like_the_book),
        cmocka_unit_test(simplifies),
        cmocka_unit_test(answers_constants),
        cmocka_unit_test(knows_its_parameters),
        cmocka_unit_test(takes_own_names),
        cmocka_unit_test(tells_a_beginning_from_a_slip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
