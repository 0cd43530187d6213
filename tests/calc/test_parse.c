// SPDX-License-Identifier: MIT
// What a person types, as it is read; and what is refused, where and in how many words.

#include "base/utf8.h"
#include "calc/formula.h"
#include "failing_malloc.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct { const char *typed, *echo; } readings[] = {
    {"2xy", "2·x·y"}, {"1/2x", "(1/2)·x"}, {"xsin(y)", "x·sin(y)"}, {"piy", "π·y"},
    {"-x^2", "-x²"}, {"2^-x", "2^(-x)"}, {"x^y^2", "x^(y²)"}, {"e^2x", "e²·x"},
    {"x²", "x²"}, {"x⁻¹", "x⁻¹"}, {"√x", "sqrt(x)"}, {"∛x", "cbrt(x)"},
    {"½x", "(1/2)·x"}, {"sin 2x", "sin(2·x)"}, {"sin x cos y", "sin(x)·cos(y)"},
    {"sin x + y", "sin(x) + y"}, {"sin x^2", "sin(x²)"}, {"sqrt x y", "sqrt(x·y)"},
    {"sin(x)y", "sin(x)·y"}, {"sin(x)^2", "sin(x)²"}, {"sin^2 x", "sin(x)²"},
    {"sin^2 2x", "sin(2·x)²"}, {"cos^-2 .5x y", "cos(0.5·x·y)⁻²"},
    {"sin²(x)", "sin(x)²"}, {"sin^-1(x)", "asin(x)"}, {"|x|", "abs(x)"},
    {"|x-1||y|", "abs(x - 1)·abs(y)"}, {"2|x|y", "2·abs(x)·y"},
    {"||x|-1|", "abs(abs(x) - 1)"}, {"if(x^2+y^2<4, x*y, 0)", "{x² + y² < 4: x·y, 0}"},
    {"piecewise(x<0,1,x<1,2,3)", "{x < 0: 1, x < 1: 2, 3}"},
    {"piecewise(x<0,1,x<1,2)", "{x < 0: 1, x < 1: 2}"},
    {"{x<y: x, y}", "{x < y: x, y}"}, {"{x<y: x}", "{x < y: x}"},
    {"x>0 ? sin(x) : y^2", "{x > 0: sin(x), y²}"},
    {"0<x<1 ? 1 : 2", "{0 < x and x < 1: 1, 2}"},
    {"not x<y ? 1 : 2", "{not x < y: 1, 2}"}, {"x_1", "x_1"}, {"sin x y", "sin(x·y)"},
    {"2acos(b)", "2·acos(b)"}, {"f(x,y) = x^2", "x²"}, {"z=x", "x"}, {"f=x", "x"},
    {"max(2,5)", "max(2, 5)"}, {"xsen(y)", "x·s·e·n·y"}, {"x mod 2", "mod(x, 2)"},
    {"mod(x,2)", "mod(x, 2)"}, {"x^(1/3)", "x^(1/3)"}, {"x^(2/3)", "x^(2/3)"},
    {"x^(-1/3)", "x^(-1/3)"}, {"x^-(1/3)", "x^(-1/3)"}, {"2e", "2·e"},
    {"2e x", "2·e·x"}, {"√2x", "sqrt(2·x)"}, {"sin x/2", "sin(x)/2"},
    {"sin -x", "sin(-x)"}, {"a*b*c*d+g*h*k*l", "a·b·c·d + g·h·k·l"},
    {"w_1+w₁", "w_1 + w_1"}, {"log(x)", "ln(x)"}, {"polygamma(2,x)", "polygamma(2, x)"},
    {"r", "sqrt(x² + y²)"}, {"theta", "atan2(y, x)"}, {"θ", "atan2(y, x)"},
    {"[x]", "x"}, {"1e-3x", "0.001·x"}, {".5x", "0.5·x"}, {"x**2", "x²"},
    {"x ÷ y", "x/y"}, {"−x", "-x"}, {"x ≤ y ? 1 : 0", "{x <= y: 1, 0}"}, {"x²³", "x²³"},
    {"e^x", "e^x"}, {"exp(x)", "e^x"}, {"e^(-x²)", "e^(-x²)"}, {"--x", "--x"},
    {"+x", "x"}, {"x*-y", "x·-y"}, {"2-(-x)", "2 - -x"}, {"x-(y-x)", "x - (y - x)"},
    {"x/(y/x)", "x/(y/x)"}, {"(x/y)/x", "(x/y)/x"}, {"x/y/x", "(x/y)/x"},
    {"x*(y*x)", "x·(y·x)"}, {"(-x)^2", "(-x)²"}, {"(-2)^x", "(-2)^x"},
    {"-2^2x", "-2²·x"}, {"sin x |y|", "sin(x·abs(y))"}, {"tan x / x", "tan(x)/x"},
    {"2(x+1)", "2·(x + 1)"}, {"(x+1)(y-2)", "(x + 1)·(y - 2)"}, {"x y", "x·y"},
    {"2 x 3 y", "2·x·3·y"}, {"sin^-2 x", "sin(x)⁻²"}, {"e^(x+y)", "e^(x + y)"},
    {"2^(x+1)", "2^(x + 1)"}, {"x^(-2)", "x⁻²"}, {"x^0.5", "x^0.5"},
    {"-(x+y)", "-(x + y)"}, {"x-(-y)", "x - -y"}, {"w_1x + w_2y", "w_1·x + w_2·y"},
    {"βx", "β·x"}, {"2τ", "2·τ"}, {"a_max x", "a_max·x"}, {"√(x²+y²)", "sqrt(x² + y²)"},
    {"¾y", "(3/4)·y"}, {"x⋅y", "x·y"}, {"x >= y ? 1 : 0", "{x >= y: 1, 0}"},
    {"x != y ? 1 : 0", "{x != y: 1, 0}"}, {"x ≥ y ? 1 : 0", "{x >= y: 1, 0}"},
    {"x ≠ y ? 1 : 0", "{x != y: 1, 0}"}, {"x == y ? 1 : 0", "{x = y: 1, 0}"},
    {"(x<y or x>1) and y>0 ? 1 : 0", "{(x < y or x > 1) and y > 0: 1, 0}"},
    {"x<y or x>1 and y>0 ? 1 : 0", "{x < y or x > 1 and y > 0: 1, 0}"},
    {"x<0 ? 1 : x<1 ? 2 : 3", "{x < 0: 1, x < 1: 2, 3}"},
    {"max(x,y,2)", "max(x, y, 2)"}, {"min(x, min(y, 1))", "min(x, min(y, 1))"},
    {"clamp(x, 0, 1)", "clamp(x, 0, 1)"}, {"arcsin x", "asin(x)"},
    {"arctan2(y,x)", "atan2(y, x)"}, {"log10 x", "log10(x)"}, {"log2x", "log2(x)"},
    {"x / y / 2", "(x/y)/2"}, {"x/(2y)", "x/(2·y)"}, {"x-y-1", "x - y - 1"},
    {"x*(y/2)", "x·(y/2)"}, {"(x/y)y", "(x/y)·y"}, {"x²y³", "x²·y³"},
    {"2^3^2", "2^(3²)"}, {"(2^3)^2", "(2³)²"}, {"(x^2)^y", "(x²)^y"},
    {"sin(x)²", "sin(x)²"}, {"cos 2 x y + 1", "cos(2·x·y) + 1"}, {"tan -x", "tan(-x)"},
    {"|x|^2", "abs(x)²"}, {"|sin x|", "abs(sin(x))"}, {"2.5E4x", "25000·x"},
    {"1e-10", "1e-10"}, {"123456789", "123456789"}, {"x^1000", "x^1000"},
    {"x^(1/5)", "x^(1/5)"}, {"x^(2/4)", "x^(2/4)"}, {"x^(y/3)", "x^(y/3)"},
    {"digamma(x)", "digamma(x)"}, {"atan2(y,x)", "atan2(y, x)"},
    {"step(x)+relu(y)", "step(x) + relu(y)"},
    {"sigmoid softplus x", "sigmoid(softplus(x))"}, {"hypot(x,y)", "hypot(x, y)"},
    {"f = x + y", "x + y"}, {"z = x y", "x·y"}, {"f(x, y) = r", "sqrt(x² + y²)"},
    {"sin+x", "sin(x)"}, {"coss (x)", "cos(s·x)"}, {"expp", "e^p"},
    {"sinhh", "sinh(h)"}, {"x<yor(x>1)?1:2", "{x < y or x > 1: 1, 2}"},
};

static const struct { const char *typed; int column; } malformed[] = {
    {"x2", 2}, {"x!", 2}, {"x%2", 2}, {"f(x,y) =", 9}, {"x=y", 2}, {"1 2", 3},
    {"2,5", 2}, {"sin(2,5)", 1}, {"sen(x)", 1}, {"sqr(x)", 1}, {"٣", 1}, {"ж", 1},
    {"a b c d g h k l m", 17}, {"abs(x", 6}, {"x)", 2}, {"()", 2}, {"2*", 3}, {"*2", 1},
    {"x+*y", 3}, {"atan2(x)", 1}, {"sinc^-1(x)", 1}, {"x<y", 2}, {"sin", 4}, {"x^", 3},
    {"1e999", 1}, {"2½", 2}, {"*", 1}, {"/", 1}, {"^", 1}, {")", 1}, {"(", 2}, {"|", 2},
    {"{", 2}, {"}", 1}, {",", 1}, {":", 1}, {"?", 1}, {"x+", 3}, {"x-", 3}, {"x*", 3},
    {"x/", 3}, {"x**", 4}, {"x·", 3}, {"x÷", 3}, {"2+*3", 3}, {"x+/y", 3}, {"x*/y", 3},
    {"x^*y", 3}, {"x^/2", 3}, {"x^)", 3}, {"(x", 3}, {"((x)", 5}, {"(x))", 4},
    {"(+)", 3}, {"(*x)", 2}, {"(x+)", 4}, {"(x*)", 4}, {"(x,y)", 3}, {"x,y", 2},
    {"1,2", 2}, {"3,14x", 2}, {"sin()", 5}, {"sin(", 5}, {"sin(x", 6}, {"sin(x,y)", 1},
    {"sin(,x)", 5}, {"sin(x,)", 7}, {"sin*", 4}, {"cos)", 4}, {"cos^2", 6}, {"cos^", 5},
    {"cos^x", 5}, {"sin^-1", 7}, {"sin^^2 x", 5}, {"sqrt", 5}, {"sqrt()", 6}, {"√", 2},
    {"∛", 2}, {"√)", 2}, {"x√", 3}, {"max", 4}, {"max()", 5}, {"max(x)", 1},
    {"max(x,)", 7}, {"max(,x)", 5}, {"min x y", 5}, {"atan2", 6}, {"atan2 x", 7},
    {"atan2(x,y,2)", 1}, {"hypot(x)", 1}, {"clamp(x,1)", 1}, {"clamp(x)", 1},
    {"mod(x)", 1}, {"mod(x,y,2)", 1}, {"x mod", 6}, {"mod x", 5}, {"if", 3}, {"if(", 4},
    {"if()", 4}, {"if(x<1)", 1}, {"if(x<1,2)", 1}, {"if(x,1,2)", 1},
    {"if(x<1,2,3,4)", 1}, {"piecewise", 10}, {"piecewise()", 11}, {"piecewise(x)", 1},
    {"piecewise(x<1)", 1}, {"piecewise(1,2,3)", 1}, {"{x}", 1}, {"{x<1}", 1},
    {"{x<1:}", 6}, {"{x<1:2", 7}, {"{x<1:2,", 8}, {"{x<1:2,}", 8}, {"{x<1 2}", 6},
    {"{:2}", 2}, {"{}", 2}, {"{x:1}", 1}, {"x<=y", 2}, {"x>=y", 2}, {"x==y", 2},
    {"x!=y", 2}, {"x=", 3}, {"=x", 1}, {"x<", 3}, {"<x", 1}, {"0<x<1", 2}, {"x<y<", 5},
    {"x<y+1", 2}, {"x and y", 1}, {"not x", 1}, {"not", 4}, {"x or", 1}, {"x<1 and", 8},
    {"x<1 and y", 9}, {"x<1 or 2", 8}, {"x?1:2", 1}, {"x<1?", 5}, {"x<1?2", 6},
    {"x<1?2:", 7}, {"x<1:2", 4}, {"x<1?:2", 5}, {"1 2 x", 3}, {"1.2.3", 4}, {"1..2", 3},
    {".", 1}, {"2.x.", 4}, {"x.", 2}, {"x.5", 2}, {"y3", 2}, {"π2", 2}, {"e5", 2},
    {"a7", 2}, {"x10", 2}, {"2x3", 3}, {"sin x2", 6}, {"θ2", 2}, {"x_", 1}, {"_x", 1},
    {"_", 1}, {"x_ ", 1}, {"w_", 1}, {"w__1", 1}, {"3!", 2}, {"(x+1)!", 6}, {"5%", 2},
    {"x&y", 2}, {"x&&y", 2}, {"x@y", 2}, {"x#", 2}, {"x$", 2}, {"x~y", 2}, {"x\\y", 2},
    {"x\"", 2}, {"x'", 2}, {"f'(x)", 2}, {"x`y", 2}, {"x;y", 2}, {"x;", 2}, {"¿x", 1},
    {"cso(x)", 1}, {"tna(x)", 1}, {"arctn(x)", 1}, {"abz(x)", 1}, {"flor(x)", 1},
    {"rond(x)", 1}, {"logg2", 5}, {"sing(x)=", 9}, {"maxx(1,2)", 4}, {"mim(x,y)", 1},
    {"sqqrt(x)", 1}, {"absx(", 6}, {"gama(x)", 1}, {"lgama(x)", 1}, {"x+д", 3},
    {"привет", 1}, {"日本", 1}, {"x+日", 3}, {"한", 1}, {"ا", 1}, {"x+५", 3}, {"x²²²³^", 7},
    {"²x", 1}, {"x^²", 3}, {"⁻x", 1}, {"x⁻", 2}, {"x⁻y", 2}, {"½½", 2}, {"½2", 2},
    {"1e400x", 1}, {"x↑2", 2}, {"x→y", 2}, {"∞", 1}, {"x∞", 2}, {"∑x", 1}, {"∫x", 1},
    {"∂x", 1}, {"x∈y", 2}, {"x≈y", 2}, {"🙂", 1}, {"x 🙂", 3}, {"f(x,y)", 4},
    {"f(x,y) = ", 10}, {"f(x,y)=)", 8}, {"z=", 3}, {"f=", 3}, {"g(x)=x", 5},
    {"y=x^2", 2}, {"x^2+y^2=1", 8}, {"f(x,y)==x", 4}, {"a+b+c+d+g+h+k+l+m", 17},
    {"abcdghklm", 9}, {"a_1a_2a_3a_4a_5a_6a_7a_8a_9", 25}, {"polygamma(x,y)", 1},
    {"polygamma(-1,x)", 1}, {"polygamma(1.5,x)", 1}, {"polygamma(2)", 1},
    {"sec^-1 x", 1}, {"max^-1(x,y)", 1},
    {"|x", 3}, {"|x|y|", 6}, {"||", 3}, {"||x|", 5}, {"x|", 3}, {"|x|+|", 6},
    {"((((x)", 7}, {"]", 1}, {"[x", 3}, {"(x]", 3}, {"[x)", 3}, {"{x<1:2)", 7},
    {"(x<1)*2", 3}, {"cos^(x<1) y", 7}, {"sin(x<1)", 6}, {"(x<y)^2", 3}, {"-(x<1)", 4},
    {"abs(x<1)", 6}, {"max(if(x<1,1,2),x<3)", 18}, {"sin(if(x<1,1,2)<3)", 16},
    {"x^(y<1)", 5}, {"x<(y<1)", 5}, {"2(", 3}, {"2)", 2}, {"x(", 3}, {"x y z (", 8},
    {"undefined(", 11}, {"and", 1}, {"or x", 1}, {"x and", 1}, {"if x<1", 4}, {"e^", 3},
    {"e^)", 3}, {"pi pi pi (", 11}, {"+", 2}, {"-", 2}, {"--", 3}, {"+-", 3},
    {"x--", 4}, {"x+-", 4}, {"x++", 4}, {"x+ +", 5}, {"x^-", 4}, {"x^--", 5}, {"2^", 3},
    {"|-|", 4}, {"--)", 3}, {"a_bcdefghijklmnopqrstuvwxyz1", 28}, {"\xFF", 1},
    {"x+\xC0\x80", 3}, {"x\xED\xA0\x80", 2}, {"xy\xE2\x88", 3}, {"x\x01", 2},
    {"x\xE2\x80\xAEy", 2},
};

static const struct { const char *typed, *sentence; } promised[] = {
    {"x*", "After * I need a number, a letter or ("},
    {"sen(x)", "I don't know sen, did you mean sin?"},
    {"x2", "Write x^2 or 2x"},
    {"2,5", "Write 2.5 with a point, not a comma"},
    {"flor(x)", "I don't know flor, did you mean floor?"},
    {"hypor(x, y)", "I don't know hypor, did you mean hypot?"},
    {"polygamma(1.5, x)", "polygamma needs a whole number first"},
    {"atan2(x)", "atan2 takes 2 values, got 1"},
    {"y=x^2", "This draws f(x, y); write left - right for a curve"},
    {"f(x,y) =", "Type a formula, for instance x^2 + 2y^2"},
    {"", "Type a formula, for instance x^2 + 2y^2"},
};

// Exactly as many bytes as the text has, so that reading past them is seen.
static struct formula *read(const char *text, size_t length, struct fault *fault)
{
    char *copy = malloc(length ? length : 1);
    assert_non_null(copy);
    memcpy(copy, text, length);
    struct formula *f = formula_read(copy, length, fault);
    free(copy);
    return f;
}

static void expect_echo(const char *typed, const char *echo)
{
    struct fault fault = {0};
    struct text text = {0};
    struct formula *f = read(typed, strlen(typed), &fault);
    if (!f)
        fail_msg("%s: %d: %s", typed, fault.column, fault.text);
    formula_print(&text, f, f->as_typed);
    if (strcmp(text_or_empty(&text), echo) != 0)
        fail_msg("%s is read as %s, not %s", typed, text_or_empty(&text), echo);
    text_free(&text);
    formula_free(f);
}

static void echoes_are_canonical(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        expect_echo(readings[i].typed, readings[i].echo);
        expect_echo(readings[i].echo, readings[i].echo);
    }
}

static void malformed_formulas_have_a_column(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) {
        const char *typed = malformed[i].typed;
        struct fault fault = {0};
        assert_null(read(typed, strlen(typed), &fault));
        if (fault.column != malformed[i].column || fault.machine)
            fail_msg("%s: column %d, not %d: %s", typed, fault.column,
                     malformed[i].column, fault.text);
        size_t length = strlen(fault.text);
        assert_true(length > 0 && utf8_valid(fault.text, length));
        if (utf8_count(fault.text, length) > 60)
            fail_msg("%s: too many words: %s", typed, fault.text);
    }
    assert_true(sizeof malformed / sizeof *malformed >= 200);
}

static void sentences_say_what_was_expected(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof promised / sizeof *promised; i++) {
        struct fault fault = {0};
        assert_null(read(promised[i].typed, strlen(promised[i].typed), &fault));
        assert_string_equal(fault.text, promised[i].sentence);
    }
}

static void names_may_be_parameters(void **state)
{
    (void)state;
    static const char *const names[] = {"r", "theta", "w_1"};
    static const char typed[] = "r theta + w_1 + w_12";
    struct text text = {0};
    struct formula *f = formula_read_with(typed, strlen(typed), names, 3, NULL);
    assert_non_null(f);
    formula_print(&text, f, f->as_typed);
    assert_string_equal(text.at, "r·theta + w_1 + w_12");
    assert_int_equal(f->parameters, 4);
    assert_int_equal(formula_parameter(f, "w_12"), 3);
    assert_int_equal(formula_parameter(f, "x"), -1);
    text_free(&text);
    formula_free(f);
}

static void constants_are_numbers(void **state)
{
    (void)state;
    struct fault fault = {0};
    double value = 0;
    assert_true(formula_constant("-pi/2", 5, &value, &fault));
    assert_true(value == -1.57079632679489661923);
    assert_true(formula_constant("−1", 4, &value, &fault) && value == -1);
    assert_false(formula_constant("x", 1, &value, &fault));
    assert_false(formula_constant("1+", 2, &value, &fault));
    assert_false(formula_constant("2a", 2, &value, &fault));
}

// One formula: `left` many times, x, `right` as many times.
static char *nested(const char *left, const char *right, int times)
{
    struct text text = {0};
    for (int i = 0; i < times; i++)
        text_add(&text, left);
    text_add(&text, "x");
    for (int i = 0; i < times; i++)
        text_add(&text, right);
    assert_false(text.failed);
    return text.at;
}

static const struct { const char *left, *right; } deep[] = {
    {"(", ")"}, {"-", ""}, {"x^", ""}, {"sin(", ")"}, {"sin ", ""}, {"√", ""},
    {"|", "|"}, {"1+", ""}, {"x*", ""}, {"{x<y:", "}"}, {"x<y?", ":y"}, {"[", "]"},
    {"(", ""}, {"x(", ""}, {"atan2(x,", ")"}, {"a", ""}, {"not ", ""}, {"2^-", ""},
    {"x<1or x<1and x<x+x*(", ")"}, {"x<1or x<1and x<x+x*x^(", ")"},
    {"if(x<1or x<1and x<x+x*x^", "<1,1,1)"}, {"x<1or x<1and x<x+x*sin(", ")"},
};

static void *read_deep(void *refused)
{
    for (size_t i = 0; i < sizeof deep / sizeof *deep; i++) {
        for (int times = 10; times < 2000; times += 165) {
            struct fault fault = {0};
            char *text = nested(deep[i].left, deep[i].right, times);
            struct formula *f = formula_read(text, strlen(text), &fault);
            *(int *)refused += !f && fault.column > 0 && !fault.machine;
            formula_free(f);
            free(text);
        }
    }
    return refused;
}

// The costliest form, all six kinds of operators in each bracket, takes 150 KiB where
// gcc optimizes; ASan puts red zones on the stack.
#ifdef __SANITIZE_ADDRESS__
enum { STACK = 1 << 20 };
#else
enum { STACK = 1 << 18 };
#endif

static void depth_needs_little_stack(void **state)
{
    (void)state;
    pthread_attr_t small;
    pthread_t thread;
    int refused = 0;
    pthread_attr_init(&small);
    assert_int_equal(pthread_attr_setstacksize(&small, STACK), 0);
    assert_int_equal(pthread_create(&thread, &small, read_deep, &refused), 0);
    pthread_join(thread, NULL);
    pthread_attr_destroy(&small);
    assert_true(refused > 150);
}

static void two_hundred_levels_are_read(void **state)
{
    (void)state;
    static const struct { const char *left, *right; } level[] = {
        {"(", ")"}, {"2/(1+", ")"}, {"x-2*(", ")^2"}, {"sin(", ")"}, {"sin ", ""},
        {"-", ""}, {"-(", ")"}, {"x^", ""}, {"e^(", ")"}, {"e^-", ""}, {"√", ""},
        {"√(", ")"}, {"|", "|"}, {"max(x,", ")"}, {"{x<y:", "}"}, {"x<1?", ":y"},
        {"if(x<1,2,", ")"}, {"sin^2(", ")"}, {"sin^2 ", ""},
    };
    for (size_t i = 0; i < sizeof level / sizeof *level; i++) {
        int most = strcmp(level[i].left, "e^-") == 0 ? 100 : 200;
        for (int more = 0; more < 2; more++) {
            struct fault fault = {0};
            char *text = nested(level[i].left, level[i].right, most + more);
            struct formula *f = formula_read(text, strlen(text), &fault);
            if ((f == NULL) != (more == 1))
                fail_msg("%s: %s", text, fault.text);
            assert_true(f || strstr(fault.text, "deeper than 200 levels"));
            formula_free(f);
            free(text);
        }
    }
}

static void long_texts_are_refused(void **state)
{
    (void)state;
    struct fault fault = {0};
    char *sum = nested("1+", "", FORMULA_MOST_BYTES / 2);
    assert_null(formula_read(sum, strlen(sum), &fault));
    assert_int_equal(fault.column, FORMULA_MOST_BYTES + 1);
    struct formula *f = formula_read(sum + 2, strlen(sum) - 2, &fault);
    assert_non_null(f);
    formula_free(f);
    free(sum);
}

static bool read_and_derive(struct text *out, struct fault *fault)
{
    static const char typed[] = "x^2 y + a sin(xy)/(1 + e^-x) + max(x, y, {x<y: x^(1/3)})";
    struct formula *f = formula_read(typed, strlen(typed), fault);
    bool done = f && formula_derive(f, true, fault);
    for (int i = 0; done && i < PARTS; i++)
        formula_print(out, f, f->part[i]);
    formula_free(f);
    return done && (!out->failed || fault_memory(fault));
}

static void lack_of_memory_is_told(void **state)
{
    (void)state;
    for (int and_all_after = 0; and_all_after < 2; and_all_after++) {
        bool done = false;
        for (long k = 1; !done; k++) {
            struct fault fault = {0};
            struct text out = {0};
            fail_allocation(k, and_all_after);
            bool made = read_and_derive(&out, &fault);
            done = fail_stop() < k;
            assert_true(made || fault.machine);
            assert_true(made || !done);
            text_free(&out);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(echoes_are_canonical),
        cmocka_unit_test(malformed_formulas_have_a_column),
        cmocka_unit_test(sentences_say_what_was_expected),
        cmocka_unit_test(names_may_be_parameters),
        cmocka_unit_test(constants_are_numbers),
        cmocka_unit_test(depth_needs_little_stack),
        cmocka_unit_test(two_hundred_levels_are_read),
        cmocka_unit_test(long_texts_are_refused),
        cmocka_unit_test(lack_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
