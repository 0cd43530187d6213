// SPDX-License-Identifier: MIT
// What curvature allows the rate to be: against the book, and against runs.
#include "walk.h"

#include "field/limit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define BOWL "x^2 + 2y^2"
#define RAVINE "0.5(x^2 + 25y^2)"
#define BOOK {2.6, 2.2}

static struct eigen curvature_of(const struct walk *w, vec2 at)
{
    double part[PARTS];
    evaluator_at(w->land.curvature, at.x, at.y, part);
    return hessian_eigen((struct hessian){part[PART_FXX], part[PART_FXY],
                                          part[PART_FYY]});
}

static struct limit limit_at(const char *formula, vec2 at, const char *settings)
{
    struct walk w = walk_open(formula, at, settings);
    struct limit l = limit_of(&w.d, curvature_of(&w, at));
    walk_close(&w);
    return l;
}

static void limits_are_those_of_the_book(void **state)
{
    (void)state;
    static const struct {
        const char *formula;
        vec2 at;
        const char *settings, *rate, *zigzag, *best, *written;
    } table[] = {
        {BOWL, BOOK, "", "0.500", "0.250", "0.333", "2/λ"},
        {BOWL, BOOK, "method=momentum", "0.950", NULL, NULL, "(2 + 2β)/λ"},
        {BOWL, BOOK, "method=momentum momentum=0", "0.500", "0.250", "0.333", "2/λ"},
        {BOWL, BOOK, "weight_decay=1", "0.400", "0.200", "0.250", "2/λ"},
        {RAVINE, {0, 0}, "", "0.080", "0.040", "0.0769", "2/λ"},
        {"5000-30x^2-10y^2", {0, 0}, "ascend", "0.0333", NULL, "0.025", "2/λ"},
        {"(1-x)^2+100(y-x^2)^2", {1, 1}, "", "0.0019968", NULL, NULL, "2/λ"},
        {"(x^2+y-11)^2+(x+y^2-7)^2", {3, 2}, "", "0.0243", NULL, NULL, "2/λ"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct limit l = limit_at(table[i].formula, table[i].at, table[i].settings);
        if (!reads_like(table[i].rate, l.rate)
            || (table[i].zigzag && !reads_like(table[i].zigzag, l.zigzag))
            || (table[i].best && !reads_like(table[i].best, l.best)))
            fail_msg("row %zu: %g %g %g", i, l.rate, l.zigzag, l.best);
        assert_string_equal(l.formula, table[i].written);
        assert_null(l.missing);
        assert_true(0 < l.slow && l.slow <= l.zigzag && l.zigzag <= l.rate);
    }
}

static void no_limit_has_words(void **state)
{
    (void)state;
    static const struct { const char *formula, *settings, *words; } table[] = {
        {BOWL, "method=adam", "this method rescales steps"},
        {BOWL, "method=linesearch", "this method rescales steps"},
        {BOWL, "ascend", "no limit here (not a hill)"},
        {"5000-30x^2-10y^2", "", "no limit here (not a bowl)"},
        {"x + y", "", "no limit here (not a bowl)"},
        {"ln(-x)", "method=momentum", "no limit here (not a bowl)"},
        {"1e-320x^2", "", "no limit here (not a bowl)"},
        {BOWL, "method=momentum dampening=1", "no limit here (not a bowl)"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct limit l = limit_at(table[i].formula, (vec2)BOOK, table[i].settings);
        assert_string_equal(l.missing, table[i].words);
        assert_true(isnan(l.rate) && isnan(l.slow) && isnan(l.zigzag) && isnan(l.best));
        assert_null(l.formula);
    }
}

// Just below the limit a run arrives, just above it does not; below zigzag steps along
// the steepest way keep their side for GD and change it above.
static void runs_obey_the_limit(void **state)
{
    (void)state;
    static const char *const settings[] = {
        "", "weight_decay=0.7", "method=momentum momentum=0.5",
        "method=momentum momentum=0.8 dampening=0.4 weight_decay=0.3",
        "method=nesterov momentum=0.7", "method=nesterov momentum=0.6 weight_decay=0.5",
    };
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        struct walk w = walk_open("3x^2 + x y + 2y^2", (vec2)BOOK, settings[i]);
        double rate = limit_of(&w.d, curvature_of(&w, (vec2){0, 0})).rate;
        w.d.steps = 8000;
        w.d.exact = true;
        for (int above = 0; above < 2; above++) {
            w.d.lr = rate * (above ? 1.004 : 0.996);
            assert_true(descent_run(&w.path, &w.d, &w.land));
            vec2 last = w.path.rows.at[w.path.rows.count - 1].at;
            assert_int_equal(!(vec2_length(last) < 1), above);
        }
        walk_close(&w);
    }
}

static void everywhere_is_told_from_here(void **state)
{
    (void)state;
    static const struct { const char *formula; bool everywhere; } table[] = {
        {BOWL, true}, {"x y", true}, {"3x - y", true}, {"x^4", false},
        {"x^2 + sin y", false}, {"ln x", false}, {"(x + y)^2/7 - x", true},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct walk w = walk_open(table[i].formula, (vec2)BOOK, "");
        assert_int_equal(limit_everywhere(w.land.curvature, w.land.view),
                         table[i].everywhere);
        walk_close(&w);
    }
}

static void factors_are_those_of_the_book(void **state)
{
    (void)state;
    static const struct {
        const char *formula, *settings, *low, *high, *words;
    } table[] = {
        {BOWL, "lr=0.1", "0.8", "0.6", "shrinks ×0.80 per step along x, ×0.60 along y"},
        {BOWL, "lr=0.33333333333333331", "0.333", "-0.333",
         "shrinks ×0.33 per step along x, ×−0.33 along y"},
        {BOWL, "lr=0.52", "-0.04", "-1.08",
         "shrinks ×−0.04 per step along x, grows ×−1.08 along y"},
        {BOWL, "lr=0.5", "0", "-1",
         "shrinks ×0.00 per step along x, stays ×−1.00 along y"},
        {"-x^2 - 2y^2", "lr=0.1 ascend", "0.6", "0.8",
         "shrinks ×0.60 per step along y, ×0.80 along x"},
        {"x y", "lr=0.1", "1.1", "0.9",
         "grows ×1.10 per step along (0.71, −0.71), shrinks ×0.90 along (0.71, 0.71)"},
        {"x^2 + x y + y^2", "lr=0.1", "0.9", "0.7",
         "shrinks ×0.90 per step along the valley, ×0.70 across it"},
        {BOWL, "method=momentum lr=0.1", "0.94868", "0.94868",
         "shrinks ×0.95 per step along x, ×0.95 along y"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct walk w = walk_open(table[i].formula, (vec2)BOOK, table[i].settings);
        struct eigen e = curvature_of(&w, (vec2)BOOK);
        struct shrink s = limit_shrink(&w.d, e);
        char words[SHRINK_WORDS];
        limit_shrink_words(words, s, e);
        if (!reads_like(table[i].low, s.low) || !reads_like(table[i].high, s.high))
            fail_msg("row %zu: %g %g", i, s.low, s.high);
        assert_string_equal(words, table[i].words);
        walk_close(&w);
    }
}

// What many steps come to, per step, in each of the ways, is the factor.
static void runs_shrink_by_the_factor(void **state)
{
    (void)state;
    static const char *const settings[] = {
        "lr=0.13", "method=momentum lr=0.002 momentum=0.8",
        "method=momentum lr=0.85 momentum=0.8", "method=nesterov lr=0.3 momentum=0.5",
        "method=nesterov lr=0.003 momentum=0.8", "method=momentum lr=0.2 momentum=0.7",
    };
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        struct walk w = walk_open(BOWL, (vec2){1, 1}, settings[i]);
        struct shrink s = limit_shrink(&w.d, curvature_of(&w, (vec2){0, 0}));
        w.d.steps = 400;
        w.d.exact = true;
        assert_true(descent_run(&w.path, &w.d, &w.land));
        double most[2][2] = {{0}};
        for (int k = 0; k < 400; k++) {
            double *at = most[k >= 200];
            at[0] = fmax(at[0], fabs(w.path.rows.at[k].at.x) / pow(fabs(s.low), k));
            at[1] = fmax(at[1], fabs(w.path.rows.at[k].at.y) / pow(fabs(s.high), k));
        }
        for (int way = 0; way < 2; way++)       // bounded, and not vanishing
            if (!(most[1][way] < 3 * most[0][way] && most[1][way] > 0.01))
                fail_msg("%s: %g, then %g", settings[i], most[0][way], most[1][way]);
        walk_close(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_are_those_of_the_book),
        cmocka_unit_test(no_limit_has_words),
        cmocka_unit_test(runs_obey_the_limit),
        cmocka_unit_test(everywhere_is_told_from_here),
        cmocka_unit_test(factors_are_those_of_the_book),
        cmocka_unit_test(runs_shrink_by_the_factor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
