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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_the_recorded_values),
        cmocka_unit_test(reads_like_the_book),
        cmocka_unit_test(answers_constants),
        cmocka_unit_test(knows_its_parameters),
        cmocka_unit_test(takes_own_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
