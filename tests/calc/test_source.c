// SPDX-License-Identifier: MIT
// Formulas as code: every operation in every language, and how a person would write them.
#include "calc/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void every_operation_has_a_form(void **state)
{
    (void)state;
    for (int i = 0; i < LANGUAGES; i++)
        for (int op = OP_PI; op < OP_COUNT; op++)
            if (op != OP_PARAM)
                assert_non_null(languages[i]->form[op].text);
}

static void check(const struct language *l, const char *formula, enum part first,
                  int count, const char *body)
{
    struct fault fault = {0};
    struct text out = {0};
    struct formula *f = formula_read(formula, strlen(formula), &fault);
    assert_non_null(f);
    assert_true(formula_derive(f, true, &fault));
    assert_true(source_function(&out, l, f, "g", first, count));
    const char *from = strchr(strchr(out.at, '(') + 1, ')');
    from = strchr(from, '\n') + 1;
    if (strncmp(from, "{\n", 2) == 0)
        from += 2;
    assert_memory_equal(from, body, strlen(body));
    text_free(&out);
    formula_free(f);
}

static void reads_as_a_person_writes(void **state)
{
    (void)state;
    const struct language *p = &language_python, *j = &language_julia;
    const struct language *r = &language_rust, *c = &language_c;
    check(p, "x^2 + 2y^2", PART_F, 1, "    return x**2 + 2*y**2\n");
    check(p, "x^2 + 2y^2", PART_FX, 2, "    return 2*x, 4*y\n");
    check(p, "x^2 + 2y^2", PART_FXX, 3, "    return 2, 0, 4\n");
    check(p, "-x^2 sin(y)/(1 + x^2)", PART_F, 1, "    return -x**2*sin(y)/(1 + x**2)\n");
    check(p, "x - (y - x)", PART_F, 1, "    return x - (y - x)\n");
    check(p, "x/(y x)", PART_F, 1, "    return divide(x, y*x)\n");
    check(p, "2^x", PART_F, 1, "    return 2**x\n");
    check(p, "x^y", PART_F, 1, "    return power(x, y)\n");
    check(p, "sqrt(x^2+y^2)", PART_F, 1, "    return sqrt(x**2 + y**2)\n");
    check(p, "sqrt(x)", PART_F, 1, "    return real_sqrt(x)\n");
    check(p, "if(x<0 and y>1, x, 2)", PART_F, 1, "    return x if x < 0 and y > 1 else 2\n");
    check(j, "(-2)^2 x", PART_F, 1, "    return (-2.0)^2*x\n");
    check(j, "x^-1", PART_F, 1, "    return x^(-1)\n");
    check(r, "2^x", PART_F, 1, "    2.0_f64.powf(x)\n");
    check(r, "sin(-x) + e^2", PART_F, 1, "    (-x).sin() + ");
    check(r, "max(x, ln y)", PART_F, 1, "    larger(x, y.ln())\n");
    check(c, "x^2 + y^3", PART_F, 1, "    return x*x + pow(y, 3);\n");
    check(c, "x^2 + y", PART_FX, 2,
          "    (void)y;\n    return (struct point){2.0*x, 1.0};\n");
    check(c, "if(x<0, 1/2, y)", PART_F, 1, "    return x < 0.0 ? 1.0/2.0 : y;\n");
    check(c, "exp(x y) + exp(x y)^2", PART_F, 1,
          "    double t1 = exp(x*y);\n    return t1 + pow(t1, 2);\n");
}

static void names_clash_with_nothing(void **state)
{
    (void)state;
    static const struct { const struct language *l; const char *name, *made; } rows[] = {
        {&language_python, "λ", "lambda_"}, {&language_julia, "λ", "lambda"},
        {&language_c, "γ", "gamma_"},       {&language_python, "f", "f_"},
        {&language_rust, "Σ", "Sigma"},     {&language_c, "w_1", "w_1"},
        {&language_c, "β_max", "beta_max"}, {&language_python, "ω", "omega"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct text out = {0};
        language_add_name(&out, rows[i].l, rows[i].name);
        assert_string_equal(out.at, rows[i].made);
        text_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_operation_has_a_form),
        cmocka_unit_test(reads_as_a_person_writes),
        cmocka_unit_test(names_clash_with_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
