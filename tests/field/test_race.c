// SPDX-License-Identifier: MIT
// The race of lesson 8.
#include "walk.h"

#include "field/race.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define RAVINE "0.5(x^2 + 25y^2)"

static void expect_words(const struct race *r, const char *wanted)
{
    struct text words = {0};
    race_words(&words, r);
    assert_string_equal(text_or_empty(&words), wanted);
    text_free(&words);
}

// M97 with its rates, and the board on the way.
static void the_ravine_is_that_of_the_book(void **state)
{
    (void)state;
    static const double rates[RACE_LANES] = {0.0769, 0.02, 0.1, 1, 0.3};
    static const int steps[RACE_LANES] = {64, 61, 55, 26, 76};
    struct walk w = walk_open(RAVINE, (vec2){-4, 1.2}, "");
    struct race r = {0};
    int lanes[RACE_LANES];
    race_line_up(&r, &w.d, (struct goal){GOAL_F, 1e-3});
    for (int i = 0; i < RACE_LANES; i++)
        r.lane[i].d.lr = rates[i];
    assert_true(race_run(&r, &w.land, NULL));
    for (int i = 0; i < RACE_LANES; i++)
        assert_int_equal(r.lane[i].reached, steps[i]);
    expect_words(&r, "On this function from this start: AdaGrad 26 steps, RMSprop 55, "
                     "Momentum 61, GD 64, Adam 76.");
    race_places(&r, 30, lanes);
    assert_int_equal(lanes[0], 3);              // AdaGrad is there, the rest by f
    for (int i = 2; i < RACE_LANES; i++)
        assert_true(r.lane[lanes[i - 1]].path.rows.at[30].f
                    <= r.lane[lanes[i]].path.rows.at[30].f);
    race_free(&r);
    walk_close(&w);
}

static void rates_are_the_same_or_good(void **state)
{
    (void)state;
    struct walk w = walk_open(RAVINE, (vec2){-4, 1.2}, "steps=200");
    struct trials *work = calloc(1, sizeof *work);
    struct race r = {0};
    struct pool *pool = pool_open(3);
    assert_non_null(work);
    race_line_up(&r, &w.d, (struct goal){GOAL_F, 1e-3});
    race_same_rate(&r, 0.09);                   // above the limit
    assert_true(race_run(&r, &w.land, pool));
    assert_int_equal(r.lane[0].reached, -1);
    assert_int_equal(r.lane[0].path.end, PATH_DIVERGED);
    assert_true(race_good_rates(&r, &w.land, work, pool));
    assert_true(race_run(&r, &w.land, pool));
    static const int most[RACE_LANES] = {70, 61, 55, 26, 76};
    for (int i = 0; i < RACE_LANES; i++)
        assert_true(r.lane[i].reached > 0 && r.lane[i].reached <= most[i]);
    trials_free(work);
    free(work);
    race_free(&r);
    pool_close(pool);
    walk_close(&w);
}

static void who_does_not_arrive_is_told(void **state)
{
    (void)state;
    static const struct { const char *formula, *settings, *words; } table[] = {
        {RAVINE, "steps=70", "On this function from this start: Momentum 61 steps; "
         "not within 70: AdaGrad, Adam, RMSprop, GD."},
        {"5", "", "On this function from this start: none of them reaches f < 0.001."},
        {"-x^2", "ascend", "On this function from this start: "
         "none of them reaches f > 0.001."},
        {"ln(x)", "", "On this function from this start: "
         "none of them reaches f < 0.001."},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct walk w = walk_open(table[i].formula, (vec2){-4, 1.2}, table[i].settings);
        struct race r = {0};
        int lanes[RACE_LANES];
        race_line_up(&r, &w.d, (struct goal){GOAL_F, 1e-3});
        assert_true(race_run(&r, &w.land, NULL));
        race_places(&r, 3, lanes);
        expect_words(&r, table[i].words);
        race_free(&r);
        walk_close(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ravine_is_that_of_the_book),
        cmocka_unit_test(rates_are_the_same_or_good),
        cmocka_unit_test(who_does_not_arrive_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
