// SPDX-License-Identifier: MIT
// However long, deep or tangled a formula is, the answer comes after a bounded number
// of steps, on a small stack, and lack of memory is told.

#include "base/utf8.h"
#include "calc/formula.h"
#include "calc/product.h"
#include "failing_malloc.h"
#include "random_formula.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// ASan puts red zones on the stack.
#if defined(__SANITIZE_ADDRESS__)
enum { STACK = 1 << 20, FINENESS = 2 };
#else
enum { STACK = 1 << 18, FINENESS = 40 };
#endif

enum { MANY = 1000000, MOST_TEXT = MANY * 8 };

// Past MOST_EFFORT what is left is put together as it is, which counts on.
enum { MOST_STEPS = 3 * MOST_EFFORT };

struct job {
    const char *text;
    size_t length;
    const char *sentence;
    size_t read, steps;         // nodes as typed, steps of simplifying
    bool all;
};

static void check(const char *what, bool good)
{
    if (!good)
        fprintf(stderr, "# %s\n", what);
    assert_true(good);
}

// Reads, derives and prints everything.
static void *work(void *data)
{
    struct job *job = data;
    struct fault fault = {0};
    struct formula *f = formula_read(job->text, job->length, &fault);
    job->read = f ? f->graph.count : 0;
    bool done = f && formula_derive(f, true, &fault);
    job->steps = f ? f->graph.effort : 0;
    for (int i = 0; i < PARTS && done; i++) {
        struct text text = {0};
        formula_print(&text, f, f->part[i]);
        done = !text.failed && text.count <= FORMULA_MOST_TEXT + 1000;
        text_free(&text);
    }
    job->all = done;
    job->sentence = done ? NULL : strdup(fault.text);
    formula_free(f);
    return NULL;
}

// On a thread with a small stack.
static struct job run(const char *text, size_t length)
{
    struct job job = {.text = text, .length = length};
    pthread_attr_t attributes;
    pthread_t thread;
    pthread_attr_init(&attributes);
    assert_int_equal(pthread_attr_setstacksize(&attributes, STACK), 0);
    assert_int_equal(pthread_create(&thread, &attributes, work, &job), 0);
    pthread_join(thread, NULL);
    pthread_attr_destroy(&attributes);
    if (job.sentence)
        assert_in_range(utf8_count(job.sentence, strlen(job.sentence)), 1, 60);
    check(text, job.steps < MOST_STEPS && job.read <= length + 8);
    return job;
}

static void repeat(char *out, const char *head, const char *unit, size_t bytes,
                   const char *tail)
{
    size_t length = strlen(head), step = strlen(unit);
    memcpy(out, head, length);
    for (; length + step + strlen(tail) <= bytes; length += step)
        memcpy(out + length, unit, step);
    strcpy(out + length, tail);
}

static const char *const units[] = {"(", "-", "^", "sin(", "x+", "√", "|", "{x<", "not ",
                                    "x^", "x", "1+", "²", "½", "x mod ", "x<", "x?x:",
                                    "[", "sin ", "max(", "e^", "a_", ",", "ln", "-(",
                                    "if(x<1,", "x and ", "2*", "w₁", "))", "||x", "1/"};

static void rows_of_anything_end(void **state)
{
    (void)state;
    char *text = malloc(MOST_TEXT);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        static const size_t lengths[] = {300, FORMULA_MOST_BYTES, MANY};
        for (size_t k = 0; k < 3; k++) {
            repeat(text, "", units[i], lengths[k], "x");
            struct job job = run(text, strlen(text));
            check(units[i], k < 2 || strstr(job.sentence, "4096"));
            free((char *)job.sentence);
        }
    }
    free(text);
}

// Chains as long as they may be: all is derived, or a sentence says why not.
static void long_chains_are_bounded(void **state)
{
    (void)state;
    static const struct { const char *head, *unit, *tail; size_t bytes; } chains[] = {
        {"", "1+", "1", 4096}, {"", "x+", "y", 4096}, {"", "x*", "y", 4096},
        {"", "x", "y", 4096}, {"", "(x+1)", "y", 4096}, {"", "(x+y)(x-2y)", "", 4096},
        {"", "x/y/", "2", 4096}, {"", "sin(x)cos(y)", "", 4096},
        {"", "x^2y+", "1", 4096}, {"", "e^x+", "1", 4096}, {"", "sin(x", ")", 60},
        {"max(", "x,", "y)", 4096}, {"", "|x|", "", 4096}, {"", "x-y-", "1", 4096},
        {"", "ln(x)/", "2", 4096}, {"", "sqrt(x y)+", "1", 4096}, {"", "x!=", "x", 99},
        {"{", "x<1:y,", "2}", 4096}, {"", "r theta+", "1", 4096}, {"", "2^x*", "1", 4096},
    };
    char text[FORMULA_MOST_BYTES + 1];
    for (size_t i = 0; i < sizeof chains / sizeof *chains; i++) {
        repeat(text, chains[i].head, chains[i].unit, chains[i].bytes, chains[i].tail);
        struct job job = run(text, strlen(text));
        free((char *)job.sentence);
    }
}

static void nested(char *out, const char *open, const char *inner, const char *close,
                   int depth)
{
    *out = 0;
    for (int i = 0; i < depth; i++)
        strcat(out, open);
    strcat(out, inner);
    for (int i = 0; i < depth; i++)
        strcat(out, close);
}

static void deep_nests_are_bounded(void **state)
{
    (void)state;
    static const struct { const char *open, *inner, *close; } nests[] = {
        {"sin(", "x", ")"}, {"1/(1+", "x", ")"}, {"e^(x*", "y", ")"}, {"sqrt(x+", "y", ")"},
        {"(x+", "y", ")y"}, {"x^(", "y", ")"}, {"(", "x y", ")^2"}, {"max(x,", "y", ")"},
        {"max(", "y", ",x)"}, {"|", "x", "|"}, {"-(", "x", ")"}, {"ln(x*", "y", ")"},
        {"x/(y/", "x", ")"}, {"x/(1+y/(1+", "x", "))"}, {"(x/(1+", "y", ")*x+1)*y"},
        {"{x<y: ", "x", ", y}"}, {"x<1?", "x", ":y"},
        {"(", "x", "+1)(x-y)"}, {"tan(", "x+y", ")"}, {"atan2(", "x", ",y)"},
        {"mod(", "x", ",y)"}, {"x-(y-", "x", ")"}, {"hypot(", "x", ",y)"},
        {"gamma(", "x", ")"}, {"sinc(", "x", ")"}, {"(", "x", ")^y"}, {"sigmoid(", "x", ")"},
    };
    static const int depths[] = {8, 90, 200, 250};
    char text[FORMULA_MOST_BYTES * 4];
    for (size_t i = 0; i < sizeof nests / sizeof *nests; i++)
        for (size_t k = 0; k < sizeof depths / sizeof *depths; k++) {
            nested(text, nests[i].open, nests[i].inner, nests[i].close, depths[k]);
            struct job job = run(text, strlen(text));
            check(nests[i].open, job.all || job.sentence[0]);
            check(nests[i].open, job.all || depths[k] > 8);
            free((char *)job.sentence);
        }
}

// Sums over sums over sums, which multiplying out makes longer and longer.
static void tangle(struct text *out, uint64_t *state, int depth)
{
    static const char *const leaves[] = {"x", "y", "s", "a", "1", "2"};
    static const struct { const char *open, *between, *close; } forms[] = {
        {"(", "/(1+", "))"}, {"(", "/(1+", "))"}, {"(", "*x+1)*", ""}, {"(", "+", ")"},
        {"", "/(1+y-x*(", "))"}, {"(", "*", ")^(1/3)"},
    };
    size_t i = random_next(state) % 6;
    if (depth <= 0) {
        text_add(out, leaves[i]);
        return;
    }
    text_add(out, forms[i].open);
    tangle(out, state, depth - 1);
    text_add(out, forms[i].between);
    tangle(out, state, depth - 1 - (int)(random_next(state) % 2));
    text_add(out, forms[i].close);
}

static void tangles_are_bounded(void **state)
{
    (void)state;
    static const char *const found[] = {
        "((s/(1+a/(1+y))*x+1)*y/(1+x)/(1+y-x*(2+y)))^(1/3)",
        "((x/(1+s))*x+1)*(y*a)^(1/3)/(1+y-x*(x/(1+y)))/(1+x/(1+y/(1+x)))"};
    uint64_t seed = 1;
    for (size_t i = 0; i < sizeof found / sizeof *found; i++)
        assert_true(run(found[i], strlen(found[i])).all);
    for (int i = 0; i < 80; i++) {
        struct text text = {0};
        tangle(&text, &seed, 3 + i % 5);
        struct job job = run(text.at, text.count);
        check(text.at, job.all || text.count > 1000);
        free((char *)job.sentence);
        text_free(&text);
    }
}

// ---- lack of memory ---------------------------------------------------------

static bool go_through(const char *typed, struct fault *fault)
{
    struct formula *f = formula_read(typed, strlen(typed), fault);
    bool done = f && formula_derive(f, true, fault);
    for (int i = 0; i < PARTS && done; i++) {
        struct text text = {0};
        formula_print(&text, f, f->part[i]);
        done = !text.failed || fault_memory(fault);
        text_free(&text);
    }
    double out[PARTS];
    done = done && (formula_eval(f, NULL, 1, 2, out) || fault_memory(fault));
    formula_free(f);
    return done;
}

static void lack_of_memory_is_told(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "x", "max(x, y, 1) + {x < y: x/y, sin(x)^2/(1 + x^2)}",
        "x*y*exp(-x^2-y^2) + (x^2-y^2)/(x^2+y^2) + sqrt(x)/(1+x)",
        "(1-x)^2+100(y-x^2)^2 + sinc(x) + x^y + mod(x, y)"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        bool done = false;
        for (long k = 1; !done && k < 100000; k += 1 + k / FINENESS) {
            struct fault fault = {0};
            fail_allocation(k, k % 2);
            done = go_through(texts[i], &fault);
            bool enough = fail_stop() < k;
            assert_true(done == enough);
            assert_true(done || fault.machine);
        }
        assert_true(done);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_anything_end),
        cmocka_unit_test(long_chains_are_bounded),
        cmocka_unit_test(deep_nests_are_bounded),
        cmocka_unit_test(tangles_are_bounded),
        cmocka_unit_test(lack_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
