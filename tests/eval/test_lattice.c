// SPDX-License-Identifier: MIT
// A point's value must not depend on how the lattice is cut, or on who computes it.
#include "base/pool.h"
#include "eval/evaluator.h"
#include "failing_malloc.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { COLUMNS = 613, ROWS = 37 };

static const char *const texts[] = {
    "x^2 + 2y^2", "3(1-x)^2*exp(-x^2-(y+1)^2) + tan(x*y) + atan(x*y)^2",
    "sin(20x*y)/(x-y)", "exp(x^2-y^2) + ln(x*y)", "x", "y", "7",
    "sinh(x*y) + gamma(x+y)",
};

struct sheet { double at[PARTS][ROWS][COLUMNS]; bool seen[ROWS][COLUMNS]; };

static struct evaluator *open_text(const char *text, unsigned need)
{
    struct formula *f = formula_read(text, strlen(text), NULL);
    assert_non_null(f);
    assert_true(formula_derive(f, true, NULL));
    struct evaluator *e = evaluator_open(f, NULL, need);
    formula_free(f);
    return e;
}

static struct lattice *open_lattice(const struct evaluator *e, double scale)
{
    double xs[COLUMNS], ys[ROWS];
    for (int i = 0; i < COLUMNS; i++)
        xs[i] = scale * (-1 + 2.0 * i / (COLUMNS - 1));
    for (int i = 0; i < ROWS; i++)
        ys[i] = scale * (-1 + 2.0 * i / (ROWS - 1));
    return lattice_open(e, xs, COLUMNS, ys, ROWS);
}

static void put(void *context, const struct block *b)
{
    struct sheet *s = context;
    assert_true(b->count > 0 && b->count <= EVAL_BLOCK);
    assert_true(b->row < ROWS && b->column + b->count <= COLUMNS);
    for (size_t i = 0; i < b->count; i++) {
        assert_false(s->seen[b->row][b->column + i]);
        s->seen[b->row][b->column + i] = true;
    }
    for (int p = 0; p < PARTS; p++)
        if (b->values[p])
            memcpy(&s->at[p][b->row][b->column], b->values[p],
                   b->count * sizeof *b->values[p]);
}

static bool complete(const struct sheet *s)
{
    for (int j = 0; j < ROWS; j++)
        for (int i = 0; i < COLUMNS; i++)
            if (!s->seen[j][i])
                return false;
    return true;
}

struct job { const struct lattice *lattice; struct sheet *sheet; };

enum {
    TILE_WIDTH = 53,
    TILE_HEIGHT = 5,
    ACROSS = (COLUMNS + TILE_WIDTH - 1) / TILE_WIDTH,
    DOWN = (ROWS + TILE_HEIGHT - 1) / TILE_HEIGHT
};

static size_t lesser(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void run_tile(void *context, size_t tile, int worker)
{
    (void)worker;
    const struct job *job = context;
    size_t column = tile % ACROSS * TILE_WIDTH, row = tile / ACROSS * TILE_HEIGHT;
    lattice_run(job->lattice, row, lesser(row + TILE_HEIGHT, ROWS), column,
                lesser(column + TILE_WIDTH, COLUMNS), put, job->sheet);
}

// The whole at once, and in tiles by several threads: the same bytes.
static void test_tiles(void **state)
{
    (void)state;
    static struct sheet whole, tiled;
    struct pool *pool = pool_open(3);
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
        for (double scale = 1; scale < 100; scale *= 30) {
            struct evaluator *e = open_text(texts[t], NEED_ALL);
            struct lattice *l = open_lattice(e, scale);
            memset(&whole, 0, sizeof whole);
            memset(&tiled, 0, sizeof tiled);
            lattice_run(l, 0, ROWS, 0, COLUMNS, put, &whole);
            struct job job = {l, &tiled};
            pool_run(pool, ACROSS * DOWN, run_tile, &job);
            assert_true(complete(&whole) && complete(&tiled));
            assert_memory_equal(whole.at, tiled.at, sizeof whole.at);
            lattice_close(l);
            evaluator_close(e);
        }
    pool_close(pool);
}

static void test_needs(void **state)
{
    (void)state;
    static struct sheet all, one;
    for (int p = 0; p < PARTS; p++) {
        struct evaluator *e = open_text("x^3*y + sin(x*y)", NEED_ALL);
        struct evaluator *only = open_text("x^3*y + sin(x*y)", 1u << p);
        struct lattice *l = open_lattice(e, 2), *m = open_lattice(only, 2);
        memset(&all, 0, sizeof all);
        memset(&one, 0, sizeof one);
        lattice_run(l, 0, ROWS, 0, COLUMNS, put, &all);
        lattice_run(m, 0, ROWS, 0, COLUMNS, put, &one);
        for (int j = 0; j < ROWS; j++)
            for (int i = 0; i < COLUMNS; i++)
                assert_true(fabs(all.at[p][j][i] - one.at[p][j][i]) <= 1e-13 * 64);
        for (int q = 0; q < PARTS; q++)
            assert_true(q == p || one.at[q][ROWS - 1][COLUMNS - 1] == 0);
        double values[PARTS] = {-7, -7, -7, -7, -7, -7};
        evaluator_at(only, 1, 2, values);
        for (int q = 0; q < PARTS; q++)
            assert_true((values[q] == -7) == (q != p));
        lattice_close(l);
        lattice_close(m);
        evaluator_close(e);
        evaluator_close(only);
    }
}

static void count_points(void *context, const struct block *b)
{
    *(size_t *)context += b->count;
}

static void test_empty(void **state)
{
    (void)state;
    struct evaluator *e = open_text("x*y", NEED_F);
    double one = 1;
    size_t points = 0;
    struct lattice *none = lattice_open(e, &one, 0, &one, 0);
    struct lattice *single = lattice_open(e, &one, 1, &one, 1);
    lattice_run(none, 0, 0, 0, 0, count_points, &points);
    assert_int_equal(points, 0);
    lattice_run(single, 0, 1, 0, 1, count_points, &points);
    assert_int_equal(points, 1);
    evaluator_points(e, 0, NULL, NULL, (double *[PARTS]){&one});
    lattice_close(none);
    lattice_close(single);
    lattice_close(NULL);
    evaluator_close(e);
    evaluator_close(NULL);
}

// So many values at a time that blocks must be short, or cannot be at all.
static void test_many_slots(void **state)
{
    (void)state;
    struct text text = {0};
    for (int i = 0; i < 150; i++) {
        text_add(&text, i ? " + sin(x*y*" : "sin(x*y*");
        text_add_number(&text, i + 1);
        text_add(&text, ")");
    }
    struct formula *f = formula_read(text.at, text.count, NULL);
    assert_non_null(f);
    assert_true(formula_derive(f, true, NULL));
    struct evaluator *e = evaluator_open(f, NULL, NEED_ALL);
    assert_non_null(e);
    double values[PARTS], sum = 0;
    evaluator_at(e, 0.25, 0.5, values);
    for (int i = 0; i < 150; i++)
        sum += sin(0.125 * (i + 1));
    assert_true(fabs(values[PART_F] - sum) < 1e-11);
    evaluator_close(e);
    formula_free(f);
    text_free(&text);
}

// A consumer that comes back to the evaluator it is fed by.
static void check_deep(void *context, const struct block *b)
{
    const struct evaluator *e = context;
    for (size_t i = 0; i < b->count; i += 3) {
        double at = (double)(b->column + i) / COLUMNS, values[PARTS], wanted = 1;
        evaluator_at(e, at, 0.5, values);
        for (int k = 1; k <= 100; k++)
            wanted *= sin(0.5 * at + k);
        assert_true(fabs(values[PART_F] - wanted) <= 1e-10 * fabs(wanted));
        for (int p = 0; p < PARTS; p++)
            assert_true(fabs(b->values[p][i] - values[p])
                        <= 1e-9 * fabs(values[p]) + 1e-30);
    }
}

static void run_deep(void *context, size_t piece, int worker)
{
    (void)worker;
    double xs[COLUMNS], y = 0.5;
    for (int i = 0; i < COLUMNS; i++)
        xs[i] = (double)i / COLUMNS;
    struct lattice *l = lattice_open(context, xs, COLUMNS, &y, 1);
    assert_non_null(l);
    lattice_run(l, 0, 1, piece * 11, piece * 11 + 50, check_deep, context);
    lattice_close(l);
}

// More values at a time than the stack should hold, asked for by several threads; only
// missing memory may stop it.
static void test_deep(void **state)
{
    (void)state;
    struct text text = {0};
    for (int i = 1; i <= 100; i++) {
        text_add(&text, i > 1 ? "*sin(x*y+" : "sin(x*y+");
        text_add_number(&text, i);
        text_add(&text, ")");
    }
    struct evaluator *e = open_text(text.at, NEED_ALL);
    assert_non_null(e);
    struct pool *pool = pool_open(3);
    pool_run(pool, 12, run_deep, e);
    pool_close(pool);
    evaluator_close(e);
    text_free(&text);
}

// The deep space is asked for last; without it there is no evaluator.
static void test_deep_memory(void **state)
{
    (void)state;
    struct text text = {0};
    text_add(&text, "sin(x)");
    for (int i = 2; i <= 80; i++) {
        text_add(&text, "*sin(x*");
        text_add_number(&text, i);
        text_add(&text, ")");
    }
    struct formula *f = formula_read(text.at, text.count, NULL);
    assert_true(f && formula_derive(f, true, NULL));
    fail_allocation(1000000, 0);
    struct evaluator *e = evaluator_open(f, NULL, NEED_ALL);
    long last = fail_stop();
    assert_non_null(e);
    evaluator_close(e);
    for (long k = last; k > last - 5; k--) {
        fail_allocation(k, 0);
        e = evaluator_open(f, NULL, NEED_ALL);
        fail_stop();
        assert_null(e);
    }
    formula_free(f);
    text_free(&text);
}

// Denormals count as zero while evaluating, and the caller's mode comes back.
static void test_mode(void **state)
{
    (void)state;
    struct evaluator *e = open_text("x*y", NEED_F);
    volatile double tiny = 1e-310;
    double values[PARTS];
    evaluator_at(e, tiny, 1, values);
    assert_true(tiny / 2 != 0);
    evaluator_close(e);
}

static void test_memory(void **state)
{
    (void)state;
    const char *text = "sin(x+y)*exp(x^2-y) + ln(x*y) + 1/(x-y)";
    struct formula *f = formula_read(text, strlen(text), NULL);
    assert_true(f && formula_derive(f, true, NULL));
    double at[] = {0.5, 1.5};
    for (int sticky = 0; sticky < 2; sticky++) {
        bool done = false;
        for (long k = 1; !done; k++) {
            fail_allocation(k, sticky);
            struct evaluator *e = evaluator_open(f, NULL, NEED_ALL);
            struct lattice *l = e ? lattice_open(e, at, 2, at, 2) : NULL;
            done = fail_stop() < k;
            assert_true(!done || (e && l));
            lattice_close(l);
            evaluator_close(e);
        }
    }
    formula_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tiles), cmocka_unit_test(test_needs),
        cmocka_unit_test(test_empty), cmocka_unit_test(test_many_slots),
        cmocka_unit_test(test_deep), cmocka_unit_test(test_deep_memory),
        cmocka_unit_test(test_mode), cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
