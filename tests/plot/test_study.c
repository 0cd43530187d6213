// SPDX-License-Identifier: MIT
// Ghosts and what forks leave are paths like any other: each number of theirs is that of
// a run of its own.
#include "plot/chart_scale.h"
#include "plot/echo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct layout layout(void)
{
    struct scene s = scene_defaults();
    return layout_for(480, 320, &s, false);
}

static struct scene bowl(const char *method, double lr)
{
    struct scene s = scene_defaults();
    struct descent run = descent_default(method_find(method));
    run.start = (vec2){2.6, 2.2};
    run.lr = lr;
    run.steps = 9000;
    run.tol = 1e-3;
    scene_add_run(&s, &run);
    return s;
}

static void update(struct model *m, const struct scene *s)
{
    struct layout l = layout();
    assert_true(model_update(m, s, &l, NULL, NULL));
}

static void assert_same(const struct path *a, const struct path *b)
{
    assert_true(a->rows.count > 1);
    assert_int_equal(a->rows.count, b->rows.count);
    assert_int_equal(a->end, b->end);
    for (size_t k = 0; k < a->rows.count; k++) {
        assert_memory_equal(&a->rows.at[k].at, &b->rows.at[k].at, sizeof(vec2));
        assert_memory_equal(&a->rows.at[k].f, &b->rows.at[k].f, sizeof(double));
    }
}

// A path is that of a run alone, with those settings.
static void assert_run(const struct model *m, const struct path *path,
                       const struct descent *d)
{
    struct path alone = {0};
    struct terrain land = model_terrain(m, &m->scene);
    assert_true(descent_run(&alone, d, &land));
    assert_same(path, &alone);
    path_free(&alone);
}

static void ghosts_are_runs_at_half_and_twice_the_rate(void **state)
{
    (void)state;
    struct model m = {0};
    for (int i = 0; i < METHODS; i++) {
        struct scene s = bowl(methods[i].name, 0.07);
        s.ghosts = true;
        update(&m, &s);
        struct descent half = s.run[0], twice = s.run[0];
        half.lr /= 2;
        twice.lr *= 2;
        assert_run(&m, &m.study.ghost[GHOST_HALF], &half);
        assert_run(&m, &m.study.ghost[GHOST_DOUBLE], &twice);
    }
    model_free(&m);
}

// While a slider is dragged only what is asked for is made anew, and ghosts are.
static void ghosts_follow_hands(void **state)
{
    (void)state;
    struct model m = {0};
    struct layout l = layout();
    struct scene s = bowl("gd", 0.001);
    s.ghosts = true;
    update(&m, &s);
    m.moving = true;
    for (int i = 1; i < 6; i++) {
        scene_last(&s, 0)->lr = 0.001 * i;
        assert_true(model_follow(&m, &s, &l, NULL));
        struct descent half = s.run[0];
        half.lr /= 2;
        half.steps = i > 1 ? STUDY_STEPS : half.steps;
        assert_run(&m, &m.study.ghost[GHOST_HALF], &half);
    }
    m.moving = false;
    update(&m, &s);
    assert_true(m.study.ghost[GHOST_HALF].rows.count > STUDY_STEPS + 1);
    model_free(&m);
}

static void there_are_none_without_a_run_or_wish(void **state)
{
    (void)state;
    struct model m = {0};
    struct scene s = bowl("gd", 0.1);
    struct echo echo[ECHOES];
    s.ghosts = true;
    update(&m, &s);
    assert_int_equal(echo_list(echo, &m, &s), GHOSTS);
    s.ghosts = false;
    update(&m, &s);
    assert_int_equal(echo_list(echo, &m, &s), 0);
    s.ghosts = true;
    s.chosen = 3;
    update(&m, &s);
    assert_int_equal(echo_list(echo, &m, &s), 0);
    model_free(&m);
}

// M72: steps to ‖∇f‖ ≤ 1e-3 at ever smaller rates.
static void smaller_rates_are_slower(void **state)
{
    (void)state;
    static const struct { double lr; int ghost, steps; } told[] = {
        {0.002, GHOST_HALF, 4274}, {0.02, GHOST_HALF, 424}, {0.05, GHOST_DOUBLE, 39}};
    struct model m = {0};
    for (int i = 0; i < 3; i++) {
        struct scene s = bowl("gd", told[i].lr);
        s.ghosts = true;
        update(&m, &s);
        assert_int_equal(m.study.ghost[told[i].ghost].rows.count - 1, told[i].steps);
    }
    model_free(&m);
}

static void a_fork_leaves_the_run_as_it_was(void **state)
{
    (void)state;
    struct model m = {0};
    struct scene s = bowl("momentum", 0.05);
    struct descent before = s.run[0];
    assert_true(scene_fork_run(&s, 0, 12));
    update(&m, &s);
    assert_run(&m, &m.path[0], &before);        // nothing changed yet
    assert_run(&m, &m.study.left[0], &before);
    scene_last(&s, 0)->lr = 0.3;
    update(&m, &s);
    assert_run(&m, &m.study.left[0], &before);
    const struct path *left = &m.study.left[0], *now = &m.path[0];
    for (int k = 0; k <= 12; k++)
        assert_memory_equal(&left->rows.at[k].at, &now->rows.at[k].at, sizeof(vec2));
    assert_true(left->rows.at[13].at.x != now->rows.at[13].at.x);
    assert_true(now->rows.at[12].lr == 0.05 && now->rows.at[13].lr == 0.3);
    model_free(&m);
}

static void ghosts_of_a_fork_part_where_it_does(void **state)
{
    (void)state;
    struct model m = {0};
    struct scene s = bowl("gd", 0.05);
    s.ghosts = true;
    assert_true(scene_fork_run(&s, 0, 7));
    scene_last(&s, 0)->lr = 0.1;
    update(&m, &s);
    const struct path *run = &m.path[0], *half = &m.study.ghost[GHOST_HALF];
    for (int k = 0; k <= 7; k++)
        assert_memory_equal(&half->rows.at[k].at, &run->rows.at[k].at, sizeof(vec2));
    assert_run(&m, half, &s.run[0]);            // half of its rate is the old one
    model_free(&m);
}

// What stands beside the runs never changes what is told of them.
static void ghosts_stand_on_the_scale_of_the_runs(void **state)
{
    (void)state;
    static const double rates[] = {0.003, 0.1, 0.3, 0.45, 0.6};
    struct model m = {0};
    for (int i = 0; i < 5; i++) {
        struct scene s = bowl("gd", rates[i]);
        update(&m, &s);
        struct chart_scale alone = chart_scale_for(&m, &s);
        s.ghosts = true;
        update(&m, &s);
        struct chart_scale both = chart_scale_for(&m, &s);
        assert_true(both.high == alone.high && both.below == alone.below);
        assert_true(both.low <= alone.low && both.log == alone.log);
        assert_true(both.end >= alone.end && both.end <= 3 * alone.end);
        assert_int_equal(chart_scale_arrival(&both, &m.path[0], 1e-2),
                         chart_scale_arrival(&alone, &m.path[0], 1e-2));
    }
    model_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ghosts_are_runs_at_half_and_twice_the_rate),
        cmocka_unit_test(ghosts_follow_hands),
        cmocka_unit_test(there_are_none_without_a_run_or_wish),
        cmocka_unit_test(smaller_rates_are_slower),
        cmocka_unit_test(a_fork_leaves_the_run_as_it_was),
        cmocka_unit_test(ghosts_of_a_fork_part_where_it_does),
        cmocka_unit_test(ghosts_stand_on_the_scale_of_the_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
