// SPDX-License-Identifier: MIT
// The race of lesson 8: places and the sentence.
#include "walk.h"

#include "field/race.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define RAVINE "0.5(x^2 + 25y^2)"

static const struct { const char *name, *settings; } book[RACE_LANES] = {
    {"GD", "lr=0.0769"}, {"Momentum", "method=momentum lr=0.02"},
    {"RMSprop", "method=rmsprop alpha=0.9 lr=0.1"}, {"AdaGrad", "method=adagrad lr=1"},
    {"Adam", "method=adam lr=0.3"},
};

struct field { struct walk walk[RACE_LANES]; struct lane lane[RACE_LANES]; };

static int first_below(const struct path *p, double target)
{
    for (size_t k = 0; k < p->rows.count; k++)
        if (p->rows.at[k].f < target)
            return (int)k;
    return -1;
}

static struct field run_all(const char *formula, const char *more)
{
    struct field r = {0};
    for (int i = 0; i < RACE_LANES; i++) {
        char settings[120];
        snprintf(settings, sizeof settings, "%s %s", book[i].settings, more);
        r.walk[i] = walk_run(formula, (vec2){-4, 1.2}, settings);
        snprintf(r.lane[i].name, sizeof r.lane[i].name, "%s", book[i].name);
        r.lane[i].ascend = r.walk[i].d.ascend;
        r.lane[i].reached = first_below(&r.walk[i].path, 1e-3);
    }
    return r;
}

static void expect_words(struct field *r, int steps, const char *wanted)
{
    char words[RACE_WORDS];
    for (int i = 0; i < RACE_LANES; i++)
        r->lane[i].path = &r->walk[i].path;
    race_words(words, r->lane, RACE_LANES, "f < 0.001", steps);
    assert_string_equal(words, wanted);
}

static void drop(struct field *r)
{
    for (int i = 0; i < RACE_LANES; i++)
        walk_close(&r->walk[i]);
}

// M97 with its rates, and the board on the way.
static void the_ravine_is_that_of_the_book(void **state)
{
    (void)state;
    struct field r = run_all(RAVINE, "");
    int lanes[RACE_LANES];
    expect_words(&r, 100, "On this function from this start: AdaGrad 26 steps, "
                          "RMSprop 55, Momentum 61, GD 64, Adam 76.");
    race_places(r.lane, RACE_LANES, 30, lanes);
    assert_int_equal(lanes[0], 3);              // AdaGrad is there, the rest by f
    for (int i = 2; i < RACE_LANES; i++)
        assert_true(r.walk[lanes[i - 1]].path.rows.at[30].f
                    <= r.walk[lanes[i]].path.rows.at[30].f);
    drop(&r);
}

static void ties_go_by_f(void **state)
{
    (void)state;
    struct field r = run_all(RAVINE, "");
    int lanes[RACE_LANES];
    for (int i = 0; i < RACE_LANES; i++) {
        r.lane[i].path = &r.walk[i].path;
        r.lane[i].reached = 30;
    }
    race_places(r.lane, RACE_LANES, 40, lanes);
    for (int i = 1; i < RACE_LANES; i++)
        assert_true(r.walk[lanes[i - 1]].path.rows.at[40].f
                    <= r.walk[lanes[i]].path.rows.at[40].f);
    drop(&r);
}

static void who_does_not_arrive_is_told(void **state)
{
    (void)state;
    static const struct { const char *formula, *settings; int steps; const char *words; }
    table[] = {
        {RAVINE, "steps=60", 60, "On this function from this start: AdaGrad 26 steps, "
         "RMSprop 55; not within 60: GD, Adam, Momentum."},
        {"5", "", 100, "On this function from this start: none of them reaches f < 0.001."},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct field r = run_all(table[i].formula, table[i].settings);
        expect_words(&r, table[i].steps, table[i].words);
        drop(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ravine_is_that_of_the_book),
        cmocka_unit_test(ties_go_by_f),
        cmocka_unit_test(who_does_not_arrive_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
