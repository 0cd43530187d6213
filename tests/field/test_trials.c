// SPDX-License-Identifier: MIT
// Rates side by side against the tables of the book.
#include "walk.h"

#include "field/fan.h"
#include "field/search.h"

#include "failing_malloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BOWL "x^2 + 2y^2"
#define RAVINE "0.5(x^2 + 25y^2)"
#define HIMMELBLAU "(x^2+y-11)^2 + (x+y^2-7)^2"
#define SEARCHED "best of 51 rates from 0.0001 to 10, then of 16 beside it, " \
                 "200 evaluations each: "
#define RULE SEARCHED "fewest to "
#define STAY " and stay there, else "
#define BOOK {2.6, 2.2}

static struct trials *some(void)
{
    struct trials *t = calloc(1, sizeof *t);
    assert_non_null(t);
    return t;
}

static void drop(struct trials *t)
{
    trials_free(t);
    free(t);
}

// M75 and the words of the grid.
static void the_grid_is_that_of_the_book(void **state)
{
    (void)state;
    static const struct { const char *rate, *f, *word; } table[GRID_RATES] = {
        {"0.01", "3.72", "slow"},   {"0.05", "0.0350", "slow"},
        {"0.1", "9.65e-5", "ok"},   {"0.25", "6.0e-15", "fast"},
        {"0.333", "2.3e-23", "best"},   {"0.45", "1.38e-4", "zig-zag"},
        {"0.49", "1.26", "zig-zag"},    {"0.50", "9.68", "never"},
        {"0.52", "454", "diverges"},
    };
    double rates[GRID_RATES];
    grid_rates(rates, 0.5, 0.1);
    struct walk w = walk_open(BOWL, (vec2)BOOK, "steps=25 exact");
    struct contest c = {w.d, &w.land, goal_usual};
    struct trials *t = some();
    assert_true(trials_run(t, &c, rates, GRID_RATES, NULL));
    for (int i = 0; i < GRID_RATES; i++) {
        if (!reads_like(table[i].f, t->at[i].f)
            || !reads_like(table[i].rate, t->at[i].lr))
            fail_msg("row %d: %g, %g", i, t->at[i].lr, t->at[i].f);
        assert_string_equal(verdict_word(t->at[i].verdict), table[i].word);
        assert_int_equal(t->at[i].path.rows.count, 26);
    }
    assert_int_equal(t->best, 4);
    drop(t);
    walk_close(&w);
}

// The steps of M72, M97 and of section 7.
static void goals_are_reached_when_the_book_says(void **state)
{
    (void)state;
    static const struct {
        const char *formula;
        vec2 start;
        const char *settings;
        enum goal_kind goal;
        double rate;
        int step;
    } table[] = {
        {BOWL, BOOK, "steps=5000", GOAL_SLOPE, 0.001, 4274},
        {BOWL, BOOK, "steps=5000", GOAL_SLOPE, 0.01, 424},
        {BOWL, BOOK, "steps=5000", GOAL_SLOPE, 0.1, 39},
        {BOWL, BOOK, "", GOAL_SLOPE, 1.0 / 3, 9},
        {BOWL, BOOK, "", GOAL_SLOPE, 0.45, 41},
        {BOWL, BOOK, "", GOAL_SLOPE, 0.5, -1},
        {BOWL, BOOK, "steps=500", GOAL_F, 0.01, 219},
        {BOWL, BOOK, "", GOAL_F, 0.05, 42},
        {BOWL, BOOK, "", GOAL_F, 1.0 / 3, 5},
        {"-x^2 - 2y^2", BOOK, "ascend", GOAL_F, 1.0 / 3, -1},   // f > 0.001: never
        {RAVINE, {-4, 1.2}, "steps=200", GOAL_F, 0.04, 111},
        {RAVINE, {-4, 1.2}, "", GOAL_F, 0.0769, 64},
        {RAVINE, {-4, 1.2}, "method=momentum", GOAL_F, 0.02, 61},
        {RAVINE, {-4, 1.2}, "method=momentum momentum=0.444", GOAL_F, 0.111, 21},
        {RAVINE, {-4, 1.2}, "method=rmsprop alpha=0.9", GOAL_F, 0.1, 55},
        {RAVINE, {-4, 1.2}, "method=adagrad", GOAL_F, 1, 26},
        {RAVINE, {-4, 1.2}, "method=adam", GOAL_F, 0.3, 76},
    };
    struct trials *t = some();
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct walk w = walk_open(table[i].formula, table[i].start, table[i].settings);
        struct contest c = {w.d, &w.land, {table[i].goal, 1e-3}};
        assert_true(trials_run(t, &c, &table[i].rate, 1, NULL));
        if (t->at[0].reached != table[i].step)
            fail_msg("row %zu: %d, not %d", i, t->at[0].reached, table[i].step);
        if (table[i].step > 0)
            assert_true(ceil(t->at[0].score) == table[i].step);
        walk_close(&w);
    }
    drop(t);
}

// The search finds rates as good as those of lesson 8, for GD near the best fixed one,
// and none that only passes below the target (momentum at 0.02 does at step 61, Adam at
// 0.3 at 76).
static void good_rates_are_good(void **state)
{
    (void)state;
    static const struct { const char *settings; int steps; } table[] = {
        {"", 64}, {"method=momentum", 91}, {"method=rmsprop alpha=0.9", 55},
        {"method=adagrad", 26}, {"method=adam", 84},
    };
    struct trials *t = some();
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct walk w = walk_open(RAVINE, (vec2){-4, 1.2}, table[i].settings);
        struct contest c = {w.d, &w.land, {GOAL_F, 1e-3}};
        search_begin(t);
        assert_true(search_go_on(t, &c, 0, NULL));
        assert_true(search_done(t));
        const struct trial *best = &t->at[t->best];
        if (!(best->reached > 0 && best->reached <= table[i].steps))
            fail_msg("%s: %g takes %d", table[i].settings, best->lr, best->reached);
        for (size_t k = (size_t)best->reached; k < best->path.rows.count; k++)
            assert_true(best->path.rows.at[k].f < 1e-3);
        if (i == 0 && fabs(search_good(t) - 0.0769) > 0.002)
            fail_msg("%g is not near 2/26", search_good(t));
        walk_close(&w);
    }
    drop(t);
}

static void slices_do_not_matter(void **state)
{
    (void)state;
    struct walk w = walk_open(RAVINE, (vec2){-4, 1.2}, "method=adam");
    struct contest c = {w.d, &w.land, {GOAL_F, 1e-3}};
    struct trials *a = some(), *b = some();
    search_begin(a);
    assert_true(search_go_on(a, &c, 0, NULL));
    search_begin(b);
    for (int i = 1; !search_done(b); i++) {
        assert_true(search_go_on(b, &c, 4, NULL));
        assert_int_equal(b->count, i < 17 ? 4 * i : SEARCH_RATES + SEARCH_FINER);
    }
    assert_true(search_good(a) == search_good(b) && a->best == b->best);
    drop(a);
    drop(b);
    walk_close(&w);
}

// Points that are tried count: no method gets more evaluations than another.
static void budgets_are_equal(void **state)
{
    (void)state;
    struct trials *t = some();
    struct walk w = walk_open("(1-x)^2 + 100(y-x^2)^2", (vec2){-1.2, 1},
                              "method=linesearch steps=200");
    struct contest c = {w.d, &w.land, {GOAL_F, 1e-3}};
    double rate = 1;
    assert_true(trials_run(t, &c, &rate, 1, NULL));
    int spent = 0, k = 0;
    for (; k + 1 < (int)t->at[0].path.rows.count; k++) {
        int price = 1 + t->at[0].path.rows.at[k + 1].tried;
        assert_true(price >= 2);
        if (spent + price > 200)
            break;
        spent += price;
    }
    assert_true(k < 100);
    assert_int_equal(t->at[0].evaluations, spent);
    assert_int_equal(t->at[0].reached, -1);
    assert_true(t->at[0].f == t->at[0].path.rows.at[k].f);
    walk_close(&w);
    drop(t);
}

static void verdicts_are_of_every_landscape(void **state)
{
    (void)state;
    static const struct {
        const char *formula;
        vec2 start;
        const char *settings;
        double rate;
        const char *word;
    } table[] = {
        {BOWL, BOOK, "ascend", 0.1, "diverges"},
        {"-x^2 - 2y^2", BOOK, "ascend", 0.5, "never"},
        {"-x^2 - 2y^2", BOOK, "ascend", 0.3, "best"},
        {"ln(x)", {1, 0.5}, "", 0.6, "diverges"},
        {"5", {1, 1}, "", 0.1, "stays"},
        {"x^2 - y^2", {1.5, 0}, "", 0.1, "best"},
        {"abs(x) + abs(y)", {1, 0.5}, "", 0.3, "never"},
        {BOWL, {0, 0}, "", 0.1, "stays"},
        {BOWL, BOOK, "steps=1", 0.1, "best"},
        {BOWL, BOOK, "method=momentum steps=1000", 0.94, "best"},
        {BOWL, BOOK, "method=momentum steps=1000", 0.9501, "diverges"},
    };
    struct trials *t = some();
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct walk w = walk_open(table[i].formula, table[i].start, table[i].settings);
        struct contest c = {w.d, &w.land, goal_usual};
        assert_true(trials_run(t, &c, &table[i].rate, 1, NULL));
        if (strcmp(verdict_word(t->at[0].verdict), table[i].word) != 0)
            fail_msg("row %zu: %s", i, verdict_word(t->at[0].verdict));
        walk_close(&w);
    }
    drop(t);
}

static void threads_do_not_matter(void **state)
{
    (void)state;
    struct pool *pool = pool_open(3);
    struct trials *a = some(), *b = some();
    struct walk w = walk_open(HIMMELBLAU, (vec2){-1, 0}, "noise=0.3 steps=300");
    struct contest c = {w.d, &w.land, goal_usual};
    search_begin(a);
    search_begin(b);
    assert_true(search_go_on(a, &c, 0, NULL));
    assert_true(search_go_on(b, &c, 0, pool));
    assert_true(search_good(a) == search_good(b) && a->best == b->best);
    for (int i = 0; i < SEARCH_RATES; i++) {
        assert_true(a->at[i].score == b->at[i].score);
        assert_int_equal(a->at[i].path.rows.count, b->at[i].path.rows.count);
    }
    walk_close(&w);
    drop(a);
    drop(b);
    pool_close(pool);
}

// Where there is no bottom the largest rate is only the fastest on a way without end.
static void none_is_best_without_a_bottom(void **state)
{
    (void)state;
    struct trials *t = some();
    struct walk w = walk_open("x + y", (vec2){1, 1}, "");
    struct contest c = {w.d, &w.land, {GOAL_ENDLESS, 0}};
    struct thresholds told;
    double rates[FAN_RATES];
    fan_rates(rates, NAN, 0.1);
    assert_true(trials_run(t, &c, rates, FAN_RATES, NULL));
    assert_int_equal(t->best, -1);
    for (int i = 0; i < FAN_RATES; i++) {
        assert_int_equal(t->at[i].reached, -1);
        assert_string_equal(verdict_word(t->at[i].verdict), "goes on");
    }
    assert_true(fan_thresholds(&told, t, &c));
    assert_true(isnan(told.fastest) && isnan(told.ringing) && isnan(told.diverging));
    search_begin(t);
    assert_true(search_go_on(t, &c, 0, NULL));
    assert_true(search_done(t) && isnan(search_good(t)));
    walk_close(&w);
    drop(t);
}

// A run that passes the goal and goes in circles never arrives.
static void circles_have_one_verdict(void **state)
{
    (void)state;
    static const double rates[] = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.7, 1};
    enum { RATES = sizeof rates / sizeof *rates };
    struct trials *t = some();
    struct walk w = walk_open("abs(x) + abs(y)", (vec2){2.6, 2.2}, "steps=500");
    struct contest c = {w.d, &w.land, goal_usual};
    int never = 0;
    assert_true(trials_run(t, &c, rates, RATES, NULL));
    for (int i = 0; i < RATES; i++) {
        const struct trial *one = &t->at[i];
        never += one->verdict == VERDICT_NEVER;
        assert_false(one->verdict == VERDICT_NEVER && one->reached >= 0);
    }
    assert_true(never > 1);
    walk_close(&w);
    drop(t);
}

static void rules_are_in_words(void **state)
{
    (void)state;
    static const struct {
        struct goal goal;
        bool ascend;
        const char *words;
    } table[] = {
        {{GOAL_F, 1e-3}, false, RULE "f < 0.001" STAY "lowest f"},
        {{GOAL_F, 5}, true, RULE "f > 5" STAY "highest f"},
        {{GOAL_SLOPE, 1e-3}, false, RULE "‖∇f‖ < 0.001" STAY "lowest f"},
        {{GOAL_FALL, 1e-3}, false, RULE "99.9 % of the fall" STAY "lowest f"},
        {{GOAL_LOWEST, 0}, true, SEARCHED "the highest f"},
        {{GOAL_ENDLESS, 0}, false, "none, f falls for ever"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char words[SEARCH_WORDS];
        search_words(words, table[i].goal, table[i].ascend);
        assert_string_equal(words, table[i].words);
    }
}

static void rates_are_spread(void **state)
{
    (void)state;
    double rates[TRIALS_MOST];
    rates_spread(rates, 6, 1e-4, 10);
    assert_true(reads_like("1.00e-3", rates[1]) && rates[0] == 1e-4 && rates[5] == 10);
    grid_rates(rates, NAN, 0.16);
    assert_true(rates[4] == 0.16 && rates[5] == 0.32);
    fan_rates(rates, 0.5, 0.1);
    assert_true(rates[5] == 0.5 && rates[6] == 1);
    fan_rates(rates, NAN, 0.1);
    assert_true(rates[3] == 0.1);
}

// The thresholds of the book's bowl: near the best fixed rate (it starts steeper along
// y, so that a little less is faster still), 1/λ and 2/λ; momentum widens the last
// (M92), but the runs go far out before they come back.
static void the_fan_has_its_thresholds(void **state)
{
    (void)state;
    static const struct {
        const char *formula;
        vec2 start;
        const char *settings;
        double limit;
        const char *ringing, *diverging, *words;
    } table[] = {
        {BOWL, BOOK, "steps=60 tol=0", 0.5, "0.25000", "0.50000",
         "fastest 0.331 · ringing from 0.250 · diverging from 0.500"},
        {"-x^2 - 2y^2", BOOK, "ascend steps=60 tol=0", 0.5, "0.25000", "0.50000",
         "fastest 0.331 · ringing from 0.250 · diverging from 0.500"},
        {BOWL, BOOK, "method=momentum steps=400 tol=0", 0.95, NULL, "0.95", NULL},
        {BOWL, BOOK, "steps=60", 0.01, NULL, NULL, "fastest 0.020"},
    };
    struct trials *t = some();
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct walk w = walk_open(table[i].formula, table[i].start, table[i].settings);
        struct contest c = {w.d, &w.land, {GOAL_SLOPE, 1e-9}};
        double rates[FAN_RATES];
        struct thresholds found;
        char words[FAN_WORDS];
        fan_rates(rates, table[i].limit, 0.1);
        assert_true(trials_run(t, &c, rates, FAN_RATES, NULL));
        assert_true(fan_thresholds(&found, t, &c));
        fan_words(words, &found);
        if ((table[i].ringing && !reads_like(table[i].ringing, found.ringing))
            || (table[i].diverging && !reads_like(table[i].diverging, found.diverging))
            || (table[i].words && strcmp(table[i].words, words) != 0))
            fail_msg("row %zu: %g, %g, %g, %s", i, found.fastest, found.ringing,
                     found.diverging, words);
        walk_close(&w);
    }
    drop(t);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    struct trials *t = some();
    struct walk w = walk_open(BOWL, (vec2)BOOK, "");
    struct contest c = {w.d, &w.land, goal_usual};
    double rates[FAN_RATES];
    fan_rates(rates, 0.5, 0.1);
    for (long i = 1; i <= FAN_RATES; i++) {
        fail_allocation(i, false);
        assert_false(trials_run(t, &c, rates, FAN_RATES, NULL));
        fail_stop();
        trials_free(t);
    }
    assert_true(trials_run(t, &c, rates, FAN_RATES, NULL));
    walk_close(&w);
    drop(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_grid_is_that_of_the_book),
        cmocka_unit_test(goals_are_reached_when_the_book_says),
        cmocka_unit_test(good_rates_are_good),
        cmocka_unit_test(slices_do_not_matter),
        cmocka_unit_test(budgets_are_equal),
        cmocka_unit_test(verdicts_are_of_every_landscape),
        cmocka_unit_test(threads_do_not_matter),
        cmocka_unit_test(none_is_best_without_a_bottom),
        cmocka_unit_test(circles_have_one_verdict),
        cmocka_unit_test(rules_are_in_words),
        cmocka_unit_test(rates_are_spread),
        cmocka_unit_test(the_fan_has_its_thresholds),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
