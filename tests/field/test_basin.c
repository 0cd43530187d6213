// SPDX-License-Identifier: MIT
// Basins against single runs.
#include "walk.h"

#include "field/basin.h"

#include "failing_malloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HIMMELBLAU "(x^2+y-11)^2 + (x+y^2-7)^2"
#define WELLS "(x^2-1)^2 + y^2 + 0.3x"
#define ALL 1000000000L

static struct basins whole(const struct walk *w, int columns, int rows)
{
    struct basins b = {0};
    assert_true(basins_begin(&b, &w->d, &w->land, w->land.view, columns, rows));
    assert_false(basins_work(&b, ALL, NULL));
    assert_int_equal(b.grid.known, columns * rows);
    assert_true(b.finished && basins_part(&b) == 1);
    return b;
}

static enum basin_fate fate_of(const struct path *p)
{
    switch (p->end) {
    case PATH_CONVERGED: return BASIN_MINIMUM;
    case PATH_FLAT: return BASIN_FLAT;
    case PATH_DIVERGED: return BASIN_DIVERGED;
    case PATH_LEFT: return BASIN_LEFT;
    default: return BASIN_UNDECIDED;
    }
}

// Cells whose end, or only the steps to it, are not what the run from there says; a
// guessed one may be some steps off.
struct errors { int ends, steps; };

static void compare(struct errors *e, const struct basins *b, struct walk *w, int column,
                    int row)
{
    struct basin_cell cell = *basin_grid_at(&b->grid, column, row);
    w->d.start = basins_place(b, column, row);
    assert_true(descent_run(&w->path, &w->d, &w->land));
    const struct path_row *last = &w->path.rows.at[w->path.rows.count - 1];
    int steps = (int)w->path.rows.count - 1;
    enum basin_fate fate = fate_of(&w->path);
    if (fate == BASIN_FLAT && steps == w->d.steps)
        fate = BASIN_UNDECIDED;                 // creeping is seen by runs only
    e->ends += cell.fate != fate;
    if (cell.fate != fate || fate != BASIN_MINIMUM)
        return;
    struct basin_cell run = cell;
    run.steps = (uint16_t)steps & 0x7fff;
    vec2 bottom = b->minima.at[cell.minimum].at;
    e->ends += vec2_length(vec2_sub(bottom, last->at)) > 0.06;
    e->steps += cell.guessed ? !basin_cell_like(cell, run) : cell.steps != steps;
}

// Two ways: each cell ends as the run from its middle does.
static void cells_end_as_runs_do(void **state)
{
    (void)state;
    static const struct { const char *formula, *settings; } table[] = {
        {HIMMELBLAU, "lr=0.01 steps=2000"}, {HIMMELBLAU, "lr=0.03 steps=500"},
        {WELLS, "lr=0.05 steps=1000"}, {WELLS, "method=momentum lr=0.02 steps=1000"},
        {WELLS, "method=nesterov lr=0.02 schedule=cosine steps=400"},
        {WELLS, "method=adam lr=0.1 steps=1000"},
        {WELLS, "method=rmsprop lr=0.05 steps=300 tol=1e-3"},
        {WELLS, "method=adagrad lr=0.5 steps=1000"}, {WELLS, "method=newton"},
        {HIMMELBLAU, "method=linesearch steps=400"},
        {HIMMELBLAU, "method=newton ascend"},
        {WELLS, "lr=0.05 noise=0.05 seed=3 tol=0.03 steps=600"},
        {"-x^4 - y^4 + 3x^2 + y^2", "lr=0.02 ascend steps=800"},
        {"x^2 - y^2", "lr=0.1 steps=300"}, {"ln(x) + y^2", "lr=0.3 steps=200"},
        {"sin x sin y", "lr=0.3 steps=2000"},
        {"x^4 + y^4", "lr=0.1 steps=20000 tol=1e-3"},
        {"x^4 + y^4", "lr=0.1 clip_norm=1 steps=500"},
        {"x^2 + 2y^2", "lr=0.5 steps=50"},
    };
    enum { COLUMNS = 37, ROWS = 23 };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct walk w = walk_open(table[i].formula, (vec2){0, 0}, table[i].settings);
        struct basins b = whole(&w, COLUMNS, ROWS);
        struct errors e = {0};
        for (int k = 0; k < COLUMNS * ROWS; k++)
            compare(&e, &b, &w, k % COLUMNS, k / COLUMNS);
        if (e.ends > 1 || e.steps > COLUMNS * ROWS / 100)   // one may be overlooked
            fail_msg("row %zu: %d and %d cells differ", i, e.ends, e.steps);
        basins_free(&b);
        walk_close(&w);
    }
}

// Maps large enough to be guessed in parts, at scattered places and beside every border.
static void guesses_end_as_runs_do(void **state)
{
    (void)state;
    static const struct { const char *formula, *settings; int most; } table[] = {
        {HIMMELBLAU, "lr=0.01 steps=2000", 40}, {HIMMELBLAU, "lr=0.03 steps=500", 40},
        {WELLS, "lr=0.05 noise=0.05 seed=3 tol=0.03 steps=600", 50},
        {WELLS, "lr=0.3 clip_norm=0.5 steps=1000", 30},
        {WELLS, "lr=0.1 clip_value=0.3 steps=1000", 45},
        {HIMMELBLAU, "lr=0.01 schedule=cosine steps=300", 45},
        {HIMMELBLAU, "method=momentum lr=0.002 steps=1000", 45},
        {HIMMELBLAU, "method=adam lr=0.1 steps=1000", 45},
        {HIMMELBLAU, "method=newton", 95}, {HIMMELBLAU, "method=newton ascend", 95},
        {HIMMELBLAU, "method=linesearch steps=400", 80},
        {"x^2 - y^2 + x y^2", "lr=0.05 ascend steps=300", 30},
        {"ln(x) + y^2", "lr=0.3 steps=200", 30}, {"sin(x y)", "lr=0.2 steps=1000", 35},
    };
    enum { COLUMNS = 360, ROWS = 240, CELLS = COLUMNS * ROWS, SOME = 200 };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct walk w = walk_open(table[i].formula, (vec2){0, 0}, table[i].settings);
        w.land.view = (box){-4.5, 4.5, -3, 3};
        struct basins b = whole(&w, COLUMNS, ROWS);
        struct errors e = {0};
        int walked = 0;
        for (int k = 0; k < CELLS; k++)
            walked += !b.grid.cell[k].guessed;
        for (int k = 0; k < SOME; k++) {
            int at = (int)((unsigned)k * 2654435761u % CELLS);
            compare(&e, &b, &w, at % COLUMNS, at / COLUMNS);
        }
        if (e.ends > 0 || e.steps > SOME / 100 || walked > table[i].most * CELLS / 100)
            fail_msg("row %zu: %d and %d of %d cells differ, %d %% walked", i, e.ends,
                     e.steps, SOME, walked * 100 / CELLS);
        basins_free(&b);
        walk_close(&w);
    }
}

// M68: the minima of Himmelblau's function and who reaches them.
static void minima_are_found_once(void **state)
{
    (void)state;
    static const struct { vec2 start; const char *x, *y; } table[] = {
        {{0, 0}, "3", "2"}, {{-1, 0}, "-2.805", "3.131"}, {{0, -1}, "3.584", "-1.848"},
        {{-1, -1}, "-3.779", "-3.283"},
    };
    struct walk w = walk_open(HIMMELBLAU, (vec2){0, 0}, "lr=0.01 steps=2000");
    w.land.view = (box){-4.05, 4.05, -4.05, 4.05};
    struct basins b = whole(&w, 81, 81);
    size_t cells = 0;
    assert_int_equal(b.minima.count, 4);
    for (size_t i = 0; i < 4; i++) {
        int column = (int)lround((table[i].start.x + 4) * 10);
        int row = (int)lround((4 - table[i].start.y) * 10);
        struct basin_cell cell = basin_grid_seen(&b.grid, column, row);
        assert_int_equal(cell.fate, BASIN_MINIMUM);
        assert_true(reads_like(table[i].x, b.minima.at[cell.minimum].at.x)
                    || fabs(b.minima.at[cell.minimum].at.x - 3) < 1e-9);
        assert_true(reads_like(table[i].y, b.minima.at[cell.minimum].at.y)
                    || fabs(b.minima.at[cell.minimum].at.y - 2) < 1e-9);
        assert_true(fabs(b.minima.at[cell.minimum].f) < 1e-20);
    }
    for (int i = 0; i < 81 * 81; i++)
        cells += b.grid.cell[i].fate == BASIN_MINIMUM;
    assert_true(cells > 81 * 81 * 9 / 10);
    assert_true(b.steps_most > 20 && b.steps_most <= 2000);
    basins_free(&b);
    walk_close(&w);
}

static void slices_and_threads_do_not_matter(void **state)
{
    (void)state;
    struct pool *pool = pool_open(3);
    struct walk w = walk_open("sin x sin(y + 0.1x^2)", (vec2){0, 0},
                              "lr=0.4 steps=300");
    struct basins a = whole(&w, 203, 151), b = {0};
    for (int round = 0; round < 3; round++) {
        long budget = round == 0 ? 1 : round == 1 ? 40000 : 7;
        assert_true(basins_begin(&b, &w.d, &w.land, w.land.view, 203, 151));
        size_t before = 0;
        while (basins_work(&b, budget, round == 2 ? NULL : pool)) {
            assert_true(b.grid.known >= before);
            before = b.grid.known;
        }
        assert_memory_equal(a.grid.cell, b.grid.cell, 203 * 151 * sizeof *a.grid.cell);
        assert_int_equal(a.minima.count, b.minima.count);
        assert_memory_equal(a.minima.at, b.minima.at,
                            a.minima.count * sizeof *a.minima.at);
    }
    basins_free(&a);
    basins_free(&b);
    walk_close(&w);
    pool_close(pool);
}

// After a slice every cell has a coarse one to stand for it; beginning again forgets.
static void coarse_cells_come_first(void **state)
{
    (void)state;
    struct walk w = walk_open(WELLS, (vec2){0, 0}, "lr=0.05 steps=1000");
    struct basins b = {0};
    assert_true(basins_begin(&b, &w.d, &w.land, w.land.view, 800, 600));
    assert_int_equal(basin_grid_seen(&b.grid, 5, 5).fate, BASIN_UNKNOWN);
    assert_true(basins_work(&b, 600000, NULL));
    assert_true(b.grid.known < 800 * 600 / 2);
    for (int i = 0; i < 800 * 600; i += 97)
        assert_int_equal(basin_grid_seen(&b.grid, i % 800, i / 800).fate, BASIN_MINIMUM);
    assert_true(basins_begin(&b, &w.d, &w.land, w.land.view, 1, 1));
    while (basins_work(&b, 1, NULL))
        ;
    assert_int_equal(b.grid.known, 1);
    basins_free(&b);
    walk_close(&w);
}

// More minima than have a place of their own.
static void many_minima_are_counted_together(void **state)
{
    (void)state;
    struct walk w = walk_open("sin(12x) sin(12y)", (vec2){0, 0}, "lr=0.01 steps=2000");
    struct basins b = whole(&w, 120, 120);
    int others = 0;
    assert_int_equal(b.minima.count, BASIN_MINIMA);
    for (int i = 0; i < 120 * 120; i++)
        others += b.grid.cell[i].fate == BASIN_MINIMUM && b.grid.cell[i].minimum == BASIN_MINIMA;
    assert_true(others > 0);
    basins_free(&b);
    walk_close(&w);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    struct walk w = walk_open(WELLS, (vec2){0, 0}, "lr=0.05 steps=1000");
    struct basins b = {0};
    for (long i = 1; i <= 5; i++) {
        fail_allocation(i, false);
        assert_false(basins_begin(&b, &w.d, &w.land, w.land.view, 10, 10));
        fail_stop();
        assert_false(basins_work(&b, ALL, NULL));
        basins_free(&b);
    }
    assert_true(basins_begin(&b, &w.d, &w.land, w.land.view, 10, 10));
    fail_allocation(1, true);                   // nothing is asked for any more
    assert_false(basins_work(&b, ALL, NULL));
    fail_stop();
    assert_int_equal(b.grid.cell[0].fate, BASIN_MINIMUM);
    assert_true(b.grid.cell[0].minimum < b.minima.count);
    basins_free(&b);
    walk_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_end_as_runs_do),
        cmocka_unit_test(guesses_end_as_runs_do),
        cmocka_unit_test(minima_are_found_once),
        cmocka_unit_test(slices_and_threads_do_not_matter),
        cmocka_unit_test(coarse_cells_come_first),
        cmocka_unit_test(many_minima_are_counted_together),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
