// SPDX-License-Identifier: MIT
// Runs that change their settings on the way.
#include "walk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define BOWL "x^2 + 2y^2"
#define WELLS "(x^2-1)^2 + y^2 + 0.3x"
#define BOOK {2.6, 2.2}

static void same_rows(const struct path *a, const struct path *b, size_t count)
{
    assert_true(a->rows.count >= count && b->rows.count >= count);
    assert_memory_equal(a->rows.at, b->rows.at, count * sizeof *a->rows.at);
}

static void a_fork_without_a_change_is_the_same_run(void **state)
{
    (void)state;
    static const char *const settings[] = {
        "lr=0.05", "method=momentum momentum=0.8 dampening=0.2", "method=nesterov",
        "method=adagrad lr_decay=0.1 initial_accumulator_value=1",
        "method=rmsprop momentum=0.3 centered=1", "method=adam amsgrad=1 noise=0.3 seed=5",
        "method=adamw schedule=cosine", "method=newton noise=0.1",
        "method=linesearch ascend schedule=inverse", "lr=2 noise=1 clip_norm=0.5",
        "lr=0.9", "method=adam tol=0.1 schedule=step step_size=7",
    };
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        struct walk w = walk_run(WELLS, (vec2){0.5, 1}, settings[i]);
        struct path forked = {0};
        for (int from = 0; from <= 100; from += 9) {
            struct leg legs[3] = {{0, w.d}, {from, w.d}, {from + 4, w.d}};
            assert_true(descent_run_legs(&forked, legs, 3, &w.land));
            assert_int_equal(forked.rows.count, w.path.rows.count);
            same_rows(&forked, &w.path, w.path.rows.count);
            assert_true(forked.end == w.path.end && forked.cycle == w.path.cycle
                        && forked.end_step == w.path.end_step
                        && forked.flat_from == w.path.flat_from);
        }
        path_free(&forked);
        walk_close(&w);
    }
}

// Until the fork it is the run it was; after it the rate is another, the velocity goes
// on.
static void the_velocity_goes_on(void **state)
{
    (void)state;
    struct walk w = walk_run(BOWL, (vec2)BOOK, "method=momentum lr=0.1 steps=40");
    struct leg legs[2] = {{0, w.d}, {10, w.d}};
    struct path forked = {0};
    legs[1].d.lr = 0.02;
    legs[1].d.knob[0] = 0.5;
    assert_true(descent_run_legs(&forked, legs, 2, &w.land));
    same_rows(&forked, &w.path, 11);
    const struct path_row *row = forked.rows.at;
    for (int k = 11; k <= 40; k++) {
        vec2 v = vec2_add(vec2_scale(row[k - 1].memory[0], 0.5), row[k - 1].gradient);
        assert_true(vec2_length(vec2_sub(row[k].memory[0], v)) <= 1e-12);
        assert_true(row[k].lr == 0.02 && row[k].t == k);
    }
    assert_ptr_equal(leg_of_step(legs, 2, 10), &legs[0].d);
    assert_ptr_equal(leg_of_step(legs, 2, 11), &legs[1].d);
    path_free(&forked);
    walk_close(&w);
}

// Another method starts as if the run began there, but the schedule's clock goes on.
static void another_method_begins_anew(void **state)
{
    (void)state;
    static const char *const settings[] = {"method=adam", "method=newton",
                                           "method=nesterov", "method=linesearch"};
    struct walk w = walk_run(WELLS, (vec2){0.5, 1}, "lr=0.05 steps=60");
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        struct path forked = {0};
        vec2 there = w.path.rows.at[20].at;
        struct walk fresh = walk_open(WELLS, there, settings[i]);
        struct leg legs[2] = {{0, w.d}, {20, fresh.d}};
        fresh.d.steps = 40;
        fresh.d.tol = legs[1].d.tol = 0;
        legs[1].d.steps = 60;
        assert_true(descent_run(&fresh.path, &fresh.d, &fresh.land));
        assert_true(descent_run_legs(&forked, legs, 2, &w.land));
        same_rows(&forked, &w.path, 21);
        assert_int_equal(forked.rows.count, 61);
        for (int k = 1; k <= 40; k++) {     // ∇f with and without f″ differ by rounding
            const struct path_row *a = &forked.rows.at[20 + k];
            struct path_row *b = &fresh.path.rows.at[k];
            b->walked = a->walked;              // it began elsewhere
            assert_true(vec2_length(vec2_sub(a->at, b->at)) <= 1e-12 && a->t == k);
            if (!methods[fresh.d.method].curved)
                assert_memory_equal(a, b, sizeof *a);
        }
        path_free(&forked);
        walk_close(&fresh);
    }
    walk_close(&w);
}

static void schedules_go_on(void **state)
{
    (void)state;
    struct walk w = walk_run(BOWL, (vec2)BOOK, "lr=0.1 steps=30");
    struct leg legs[2] = {{0, w.d}, {10, w.d}};
    struct path forked = {0};
    descent_set_schedule(&legs[1].d, schedule_find("inverse"));
    assert_true(descent_run_legs(&forked, legs, 2, &w.land));
    assert_true(forked.rows.at[10].lr == 0.1);
    assert_true(forked.rows.at[11].lr == 0.1 / 11 && forked.rows.at[21].lr == 0.1 / 21);
    path_free(&forked);
    walk_close(&w);
}

// Turning round climbs from there; more steps than before go on where it ended.
static void a_run_may_turn_round_or_go_on(void **state)
{
    (void)state;
    struct walk w = walk_run(BOWL, (vec2)BOOK, "lr=0.1 steps=25 exact");
    struct walk longer = walk_run(BOWL, (vec2)BOOK, "lr=0.1 steps=80 exact");
    struct leg legs[2] = {{0, w.d}, {25, w.d}};
    struct path forked = {0};
    legs[1].d.steps = 80;
    assert_true(descent_run_legs(&forked, legs, 2, &w.land));
    same_rows(&forked, &longer.path, 81);
    legs[1].d.ascend = true;
    assert_true(descent_run_legs(&forked, legs, 2, &w.land));
    assert_true(forked.rows.at[26].f > forked.rows.at[25].f);
    assert_true(forked.rows.at[80].f > 1e5);
    legs[1].from = 99;                  // never reached
    assert_true(descent_run_legs(&forked, legs, 2, &w.land));
    assert_int_equal(forked.rows.count, 26);
    same_rows(&forked, &w.path, 26);
    path_free(&forked);
    walk_close(&longer);
    walk_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fork_without_a_change_is_the_same_run),
        cmocka_unit_test(the_velocity_goes_on),
        cmocka_unit_test(another_method_begins_anew),
        cmocka_unit_test(schedules_go_on),
        cmocka_unit_test(a_run_may_turn_round_or_go_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
