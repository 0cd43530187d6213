// SPDX-License-Identifier: MIT
// The compiled program against values computed elsewhere to 30 digits.
#include "base/number.h"
#include "eval/evaluator.h"
#include "eval/program.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include <cmocka.h>

static const char *const names[PARTS] = {"f", "fx", "fy", "fxx", "fxy", "fyy"};

static double value_of(const json_t *point, const char *name)
{
    double value = NAN;
    const char *text = json_string_value(json_object_get(point, name));
    return text && number_read(text, &value) ? value : NAN;
}

static bool check_point(const struct evaluator *e, const char *text,
                        const json_t *point)
{
    double x = value_of(point, "x"), y = value_of(point, "y"), values[PARTS];
    bool good = true;
    evaluator_at(e, x, y, values);
    for (int p = 0; p < PARTS; p++) {
        double wanted = value_of(point, names[p]);
        if (isnan(wanted) || fabs(values[p] - wanted) <= 1e-10 * fmax(1, fabs(wanted)))
            continue;
        printf("# %s: %s at (%g, %g) wanted %.17g, found %.17g\n", text, names[p], x, y,
               wanted, values[p]);
        good = false;
    }
    return good;
}

static bool check_case(const json_t *one, enum isa isa)
{
    const char *text = json_string_value(json_object_get(one, "typed"));
    struct formula *f = formula_read(text, strlen(text), NULL);
    if (!f || !formula_derive(f, true, NULL)) {
        printf("# %s is not understood\n", text);
        formula_free(f);
        return false;
    }
    double ones[FORMULA_MOST_PARAMETERS] = {1, 1, 1, 1, 1, 1, 1, 1};
    struct evaluator *e = program_open(f, ones, NEED_ALL, isa);
    bool good = e;
    size_t i;
    json_t *point;
    json_array_foreach(json_object_get(one, "points"), i, point)
        good = check_point(e, text, point) && good;
    evaluator_close(e);
    formula_free(f);
    return good;
}

static void test_reference(void **state)
{
    (void)state;
    json_t *all = json_load_file(TEST_DATA "/formulas.json", 0, NULL), *one;
    assert_non_null(all);
    size_t i;
    bool good = true;
    for (int isa = 0; isa < ISAS; isa++)
        if (isa_here((enum isa)isa))
            json_array_foreach(json_object_get(all, "cases"), i, one)
                good = check_case(one, (enum isa)isa) && good;
    assert_true(i > 50);
    assert_true(good);
    json_decref(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_reference)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
