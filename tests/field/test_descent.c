// SPDX-License-Identifier: MIT
// Descents against the numbers of the book, and how they end.
#include "walk.h"

#include "failing_malloc.h"

#include <float.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define BOWL "x^2 + 2y^2"
#define RAVINE "0.5(x^2 + 25y^2)"
#define WELLS "(x^2-1)^2 + y^2 + 0.3x"
#define HIMMELBLAU "(x^2+y-11)^2 + (x+y^2-7)^2"
#define ROSENBROCK "(1-x)^2 + 100(y-x^2)^2"
#define HILL "5000 - 30x^2 - 10y^2"
#define PLATEAU "1 - exp(-(x^2+y^2))"
#define KINK "abs(x) + abs(y)"
#define BOOK {2.6, 2.2}

// Where a run is at a step, to the digits the sources show; NULL: not asked.
static const struct {
    const char *row, *formula;
    vec2 start;
    const char *settings;
    int step;
    const char *x, *y, *f;
} places[] = {
    {"M26", BOWL, BOOK, "lr=0.1 steps=25 exact", 25, "0.009823", "0.000006",
     "9.648e-05"},
    {"7", BOWL, BOOK, "lr=0.1 steps=25 exact", 25, "0.0098225223", "0.0000062547",
     NULL},
    {"7", BOWL, BOOK, "lr=0.1", 3, "1.3312", "0.4752", NULL},
    {"7", BOWL, BOOK, "lr=0.1", 5, "0.851968", "0.171072", NULL},
    {"7", BOWL, BOOK, "lr=0.1", 10, "0.279173", "0.013303", NULL},
    {"7", BOWL, BOOK, "lr=0.05", 25, "0.18665", "0.00831", "0.03498"},
    {"7", BOWL, BOOK, "lr=0.2 exact", 25, "7.39e-6", NULL, "5.46e-11"},
    {"M30", BOWL, BOOK, "lr=0.1", 2, "1.664", "0.792", NULL},
    {"M30", BOWL, BOOK, "method=momentum lr=0.1", 2, "1.196", "0.000", NULL},
    {"M59", BOWL, BOOK, "lr=0.1", 1, "2.08", "1.32", "7.811"},
    {"M61", BOWL, BOOK, "lr=0.1 ascend", 1, "3.12", "3.08", "28.7"},
    {"M63", BOWL, BOOK, "lr=0.52", 1, NULL, NULL, "11.30"},
    {"M63", BOWL, BOOK, "lr=0.52", 2, NULL, NULL, "13.17"},
    {"M65", BOWL, BOOK, "lr=0.1", 0, NULL, NULL, "16.44"},
    {"M65", BOWL, BOOK, "lr=0.1", 2, NULL, NULL, "4.023"},
    {"M65", BOWL, BOOK, "lr=0.1", 3, NULL, NULL, "2.224"},
    {"M65", BOWL, BOOK, "lr=0.1", 10, NULL, NULL, "0.0783"},
    {"M68", HIMMELBLAU, {0, 0}, "lr=0.01 steps=2000", 200, "3.000", "2.000", NULL},
    {"M68", HIMMELBLAU, {-1, 0}, "lr=0.01 exact steps=2000", 2000, "-2.805", "3.131",
     NULL},
    {"M68", HIMMELBLAU, {0, -1}, "lr=0.01 exact steps=2000", 2000, "3.584", "-1.848",
     NULL},
    {"M68", HIMMELBLAU, {-1, -1}, "lr=0.01 exact steps=2000", 2000, "-3.779", "-3.283",
     NULL},
    {"M75", BOWL, BOOK, "lr=0.01 exact", 25, NULL, NULL, "3.72"},
    {"M75", BOWL, BOOK, "lr=0.05 exact", 25, NULL, NULL, "0.0350"},
    {"M75", BOWL, BOOK, "lr=0.1 exact", 25, NULL, NULL, "9.65e-5"},
    {"M75", BOWL, BOOK, "lr=0.25 exact", 25, NULL, NULL, "6.0e-15"},
    {"M75", BOWL, BOOK, "lr=0.33333333333333331 exact", 25, NULL, NULL, "2.3e-23"},
    {"M73", BOWL, BOOK, "lr=0.45 exact", 25, NULL, NULL, "1.38e-4"},
    {"M75", BOWL, BOOK, "lr=0.49 exact", 25, NULL, NULL, "1.26"},
    {"M75", BOWL, BOOK, "lr=0.5 exact", 25, "0", "-2.2", "9.68"},
    {"M75", BOWL, BOOK, "lr=0.52 exact", 25, NULL, NULL, "454"},
    {"M74", BOWL, BOOK, "lr=0.6 exact", 25, NULL, NULL, "1.96e8"},
    {"M81", "x^2 - y^2", {1.5, 0}, "lr=0.1 exact", 100, "0.000", "0.000", "0.000"},
    {"M84", WELLS, {0.10, 1}, "lr=0.05 exact", 100, "0.960", "0.000", "0.294"},
    {"M84", WELLS, {0.05, 1}, "lr=0.05 exact steps=200", 200, "-1.036", "0.000",
     "-0.305"},
    {"M86", KINK, {1, 0.5}, "lr=0.3", 3, "0.1", NULL, NULL},
    {"M86", KINK, {1, 0.5}, "lr=0.3", 4, "-0.2", NULL, NULL},
    {"M86", KINK, {1, 0.5}, "lr=0.3", 99, "0.1", NULL, NULL},
    {"M86", KINK, {1, 0.5}, "lr=0.3", 100, "-0.2", NULL, NULL},
    {"M86", KINK, {1, 0.5}, "lr=0.3 schedule=root steps=200", 200, "0.021", "0.000",
     NULL},
    {"M91", BOWL, BOOK, "method=momentum lr=0.1", 1, "2.08", "1.32", NULL},
    {"M91", BOWL, BOOK, "method=momentum lr=0.1", 3, "0.161", "-1.188", NULL},
    {"M93", BOWL, BOOK, "method=adagrad lr=0.1 eps=1e-8", 1, "2.5", "2.1", NULL},
    {"M93", BOWL, BOOK, "method=adagrad lr=0.1 eps=1e-8", 2, "2.431", "2.031", NULL},
    {"M94", BOWL, BOOK, "method=rmsprop lr=0.1 alpha=0.9", 1, "2.284", "1.884", NULL},
    {"M94", BOWL, BOOK, "method=rmsprop lr=0.1 alpha=0.9", 2, "2.069", "1.672", NULL},
    {"M95", BOWL, BOOK, "method=adam lr=0.1", 1, "2.500", "2.100", NULL},
    {"M95", BOWL, BOOK, "method=adam lr=0.1", 2, "2.4001", "2.0001", NULL},
    {"M95", BOWL, BOOK, "method=adam lr=0.1", 3, "2.3005", "1.9006", NULL},
    {"", "ln(x)", {1, 0}, "method=linesearch", 1, "0.5", NULL, NULL},   // not −∞
    {"", "1e10x + 1e-300x^2 + y^2", {0, 1}, "method=newton", 1, "0", "1", NULL},
    {"", "x^2 + y^2", {1, 0}, "method=newton lr=1.152921504606846976e18", 1, "0", "0",
     NULL},                                     // 2⁶⁰, shortened to 1
    {"", "x^2 + y^2", {3, 4}, "method=linesearch lr=1e100 tol=1e-3", 100, "0.000",
     "0.000", "0.000000"},
    {"", BOWL, BOOK, "method=newton lr=1e300 tol=1e-3", 100, "0.000", "0.000", NULL},
    {"M98b", "10(x^2 + 2y^2)", BOOK, "lr=0.1", 1, "-2.6", "-6.6", NULL},
    {"M98b", "10(x^2 + 2y^2)", BOOK, "method=adam lr=0.1", 1, "2.5", "2.1", NULL},
    {"M125", "x^4 + y^4", {2.5, 1}, "lr=0.1", 1, "-3.75", NULL, NULL},
    {"M125", "x^4 + y^4", {2.5, 1}, "lr=0.1", 2, "17.3", NULL, NULL},
    {"M125", "x^4 + y^4", {2.5, 1}, "lr=0.1", 3, "-2069", NULL, NULL},
    {"M126", "x^4 + y^4", {2.5, 1}, "lr=0.1 clip_norm=1", 1, "2.4002", "0.9936", NULL},
    {"M126", "x^4 + y^4", {2.5, 1}, "lr=0.1 clip_norm=1", 20, "0.583", "0.526", NULL},
    {"M126", "x^4 + y^4", {2.5, 1}, "lr=0.1 clip_norm=1", 40, "0.223", "0.220", NULL},
};

static void expect(size_t i, const char *what, const char *wanted, double found)
{
    if (wanted && !reads_like(wanted, found))
        fail_msg("row %zu (%s): %s is %.10g, not %s", i, places[i].row, what, found,
                 wanted);
}

static void places_are_those_of_the_book(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct walk w = walk_run(places[i].formula, places[i].start,
                                 places[i].settings);
        size_t step = (size_t)places[i].step;
        if (step >= w.path.rows.count)
            step = w.path.rows.count - 1;       // it got there sooner
        const struct path_row *row = &w.path.rows.at[step];
        expect(i, "x", places[i].x, row->at.x);
        expect(i, "y", places[i].y, row->at.y);
        expect(i, "f", places[i].f, row->f);
        walk_close(&w);
    }
}

// The first step at which something holds.
enum goal { F_BELOW, SLOPE_BELOW, Y_BEYOND, RADIUS_BELOW };

static bool reached(const struct path_row *row, enum goal goal, double limit)
{
    switch (goal) {
    case F_BELOW: return row->f < limit;
    case SLOPE_BELOW: return vec2_length(row->gradient) < limit;
    case Y_BEYOND: return fabs(row->at.y) > limit;
    default: return vec2_length(row->at) < limit;
    }
}

static const struct {
    const char *row, *formula;
    vec2 start;
    const char *settings;
    enum goal goal;
    double limit;
    int step;
} goals[] = {
    {"M69", HILL, {1, 4}, "lr=0.005 ascend", RADIUS_BELOW, 1e-3, 79},
    {"M72", BOWL, BOOK, "lr=0.001 steps=5000", SLOPE_BELOW, 1e-3, 4274},
    {"M72", BOWL, BOOK, "lr=0.01 steps=5000", SLOPE_BELOW, 1e-3, 424},
    {"M72", BOWL, BOOK, "lr=0.1 steps=5000", SLOPE_BELOW, 1e-3, 39},
    {"7", BOWL, BOOK, "lr=0.05", SLOPE_BELOW, 1e-3, 82},
    {"7", BOWL, BOOK, "lr=0.2", SLOPE_BELOW, 1e-3, 17},
    {"7", BOWL, BOOK, "lr=0.25", SLOPE_BELOW, 1e-3, 13},
    {"7", BOWL, BOOK, "lr=0.3", SLOPE_BELOW, 1e-3, 10},
    {"7", BOWL, BOOK, "lr=0.33333333333333331", SLOPE_BELOW, 1e-3, 9},
    {"7", BOWL, BOOK, "lr=0.35", SLOPE_BELOW, 1e-3, 10},
    {"7", BOWL, BOOK, "lr=0.4", SLOPE_BELOW, 1e-3, 18},
    {"7", BOWL, BOOK, "lr=0.45", SLOPE_BELOW, 1e-3, 41},
    {"7", BOWL, BOOK, "lr=0.48 steps=500", SLOPE_BELOW, 1e-3, 109},
    {"7", BOWL, BOOK, "lr=0.49 steps=500", SLOPE_BELOW, 1e-3, 223},
    {"7", BOWL, BOOK, "lr=0.01 steps=500", F_BELOW, 1e-3, 219},
    {"7", BOWL, BOOK, "lr=0.05", F_BELOW, 1e-3, 42},
    {"7", BOWL, BOOK, "lr=0.1", F_BELOW, 1e-3, 20},
    {"7", BOWL, BOOK, "lr=0.25", F_BELOW, 1e-3, 7},
    {"7", BOWL, BOOK, "lr=0.33333333333333331", F_BELOW, 1e-3, 5},
    {"7", BOWL, BOOK, "lr=0.45", F_BELOW, 1e-3, 21},
    {"7", BOWL, BOOK, "lr=0.49 steps=500", F_BELOW, 1e-3, 113},
    {"M81", "x^2 - y^2", {1.5, 0.1}, "lr=0.1", Y_BEYOND, 1, 13},
    {"M81", "x^2 - y^2", {1.5, 1e-3}, "lr=0.1", Y_BEYOND, 1, 38},
    {"M81", "x^2 - y^2", {1.5, 1e-6}, "lr=0.1", Y_BEYOND, 1, 76},
    {"M82", PLATEAU, {1.5, 1.5}, "lr=0.5", RADIUS_BELOW, 0.01, 18},
    {"M82", PLATEAU, {2, 2}, "lr=0.5 steps=300", RADIUS_BELOW, 0.01, 226},
    {"M82", PLATEAU, {2.5, 2.5}, "lr=0.5 steps=12000", RADIUS_BELOW, 0.01, 11790},
    {"M97", RAVINE, {-4, 1.2}, "lr=0.04 steps=200", F_BELOW, 1e-3, 111},
    {"M97", RAVINE, {-4, 1.2}, "lr=0.0769", F_BELOW, 1e-3, 64},
    {"M97", RAVINE, {-4, 1.2}, "method=momentum", F_BELOW, 1e-3, 61},
    {"M97", RAVINE, {-4, 1.2}, "method=momentum lr=0.111 momentum=0.444", F_BELOW, 1e-3,
     21},
    {"M97", RAVINE, {-4, 1.2}, "method=rmsprop lr=0.1 alpha=0.9", F_BELOW, 1e-3, 55},
    {"M97", RAVINE, {-4, 1.2}, "method=adagrad lr=1", F_BELOW, 1e-3, 26},
    {"M97", RAVINE, {-4, 1.2}, "method=adam lr=0.3", F_BELOW, 1e-3, 76},
    {"7", ROSENBROCK, {-1.2, 1}, "lr=0.001 steps=7000", F_BELOW, 1e-3, 6543},
    {"7", ROSENBROCK, {-1.2, 1}, "method=momentum lr=0.001 steps=700", F_BELOW, 1e-3,
     568},
    {"7", ROSENBROCK, {-1.2, 1}, "method=adam lr=0.1 steps=800", F_BELOW, 1e-3, 715},
};

static void goals_are_reached_when_the_book_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof goals / sizeof *goals; i++) {
        struct walk w = walk_run(goals[i].formula, goals[i].start, goals[i].settings);
        size_t k = 0;
        while (k < w.path.rows.count
               && !reached(&w.path.rows.at[k], goals[i].goal, goals[i].limit))
            k++;
        if ((int)k != goals[i].step)
            fail_msg("row %zu (%s, %s): step %zu, not %d", i, goals[i].row,
                     goals[i].settings, k, goals[i].step);
        walk_close(&w);
    }
}

static const struct {
    const char *row, *formula;
    vec2 start;
    const char *settings;
    enum path_end end;
    int step;                   // -1: not asked
    const char *word, *reason;
} ends[] = {
    {"M64", BOWL, BOOK, "lr=0.1 tol=1e-3", PATH_CONVERGED, 39, "converged",
     "converged at step 39: ‖∇f‖ ≤ 0.001"},
    {"", BOWL, BOOK, "lr=0.1 tol=1e-3 exact", PATH_CONVERGED, 39, "converged",
     "converged at step 39: ‖∇f‖ ≤ 0.001"},
    {"", BOWL, {0, 0}, "lr=0.1", PATH_CONVERGED, 0, "converged",
     "converged at step 0: ‖∇f‖ ≤ 1e−6"},
    {"", BOWL, {0, 0}, "tol=0", PATH_CONVERGED, 0, "converged",
     "converged at step 0: ∇f = 0"},
    {"", BOWL, BOOK, "lr=0.1 steps=25", PATH_LIMIT, 25, "limit",
     "stopped after 25 steps"},
    {"", BOWL, BOOK, "lr=0.1 steps=1", PATH_LIMIT, 1, "limit", "stopped after 1 step"},
    {"", BOWL, BOOK, "lr=0.1 tol=0 steps=200", PATH_LIMIT, 200, "limit",
     "stopped after 200 steps"},
    {"M74", BOWL, BOOK, "lr=0.5", PATH_CYCLING, 100, "limit",
     "goes round in circles of 2 steps"},
    {"M86", KINK, {1, 0.5}, "lr=0.3", PATH_CYCLING, 100, "limit",
     "goes round in circles of 2 steps"},
    {"M92", BOWL, BOOK, "method=momentum lr=0.94 steps=5000", PATH_CONVERGED, -1,
     "converged", NULL},
    {"M92", BOWL, BOOK, "method=momentum lr=0.96 steps=5000", PATH_DIVERGED, -1,
     "diverged", NULL},
    {"M74", BOWL, BOOK, "lr=0.52", PATH_DIVERGED, 27, "diverged",
     "diverged at step 27: f rises step after step"},
    {"", "-x^2 - 2y^2", BOOK, "lr=0.52 ascend", PATH_DIVERGED, 27, "diverged",
     "diverged at step 27: f falls step after step"},
    {"", BOWL, BOOK, "lr=0.499", PATH_LIMIT, 100, "limit", NULL},
    {"", BOWL, BOOK, "lr=1e-300 steps=30", PATH_LIMIT, 30, "limit", NULL},
    {"", BOWL, BOOK, "lr=0.52 exact steps=50", PATH_DIVERGED, 27, "diverged",
     "diverged at step 27: f rises step after step"},
    {"", BOWL, BOOK, "lr=0.6 exact steps=20000", PATH_DIVERGED, -1, "diverged", NULL},
    {"M125", "x^4 + y^4", {2.5, 1}, "lr=0.1", PATH_DIVERGED, 4, "diverged",
     "diverged at step 4: too far away"},
    {"M125", "x^4 + y^4", {2.5, 1}, "lr=0.1 exact", PATH_DIVERGED, 6, "diverged",
     "diverged at step 6: f is not finite"},
    {"", BOWL, {60, 0}, "method=momentum momentum=0.99 lr=0.002", PATH_LIMIT, 100,
     "limit", NULL},            // swings through, far from the view
    {"M98b", "10(x^2 + 2y^2)", BOOK, "lr=0.1", PATH_DIVERGED, -1, "diverged", NULL},
    {"", "((x-60)/10)^2 + y^2", {0, 0}, "method=momentum lr=0.5 momentum=0.95",
     PATH_LIMIT, 100, "limit", NULL},           // an overshoot rises, but ends
    {"", "(x^2-900)^2/10000 + y^2", {1, 0}, "method=momentum lr=0.02", PATH_LIMIT, 100,
     "limit", NULL},
    {"", "900 - (x-60)^2/100 - y^2", {0, 0},
     "method=momentum lr=0.5 momentum=0.95 ascend steps=1000", PATH_CONVERGED, -1,
     "converged", NULL},
    {"", "-x", {0, 0}, "lr=1e5 steps=20", PATH_DIVERGED, 11, "diverged",
     "diverged at step 11: too far away"},      // above 1e6(1 + |start|)
    {"", "-x", {2, 0}, "lr=1e5 steps=20", PATH_LIMIT, 20, "limit", NULL},
    {"", "x^2 - y^2", {1, 1}, "schedule=exponential gamma=0.5", PATH_LIMIT, 100,
     "limit", NULL},            // hardly moves, but is not flat
    {"", "x", {0, 0}, "lr=1e-12", PATH_LIMIT, 100, "limit", NULL},
    {"", "1e-5x", {0, 0}, "lr=1e-6", PATH_LIMIT, 100, "limit", NULL},
    {"", "ln(x)", {1, 1}, "method=newton", PATH_LIMIT, 100, "limit", NULL},
    {"", "abs(x) + y^2", {1, 1}, "method=newton", PATH_LIMIT, 100, "limit", NULL},
    {"M81", "x^2 - y^2", {1.5, 0}, "lr=0.1", PATH_FLAT, 67, "flat",
     "flat here, not shown to be a minimum"},
    {"M81", "x^2 - y^2", {1.5, 1e-6}, "lr=0.1 steps=200", PATH_DIVERGED, -1, "diverged",
     NULL},
    {"", "-x^2 - y^2", {1, 1}, "ascend", PATH_CONVERGED, -1, "converged", NULL},
    {"", "y^2 - x^2", {0, 1.5}, "ascend lr=0.1 steps=9", PATH_LIMIT, -1, "limit", NULL},
    {"", "x^2 - y^2", {0, 1.5}, "ascend lr=0.1", PATH_FLAT, -1, "flat",
     "flat here, not shown to be a maximum"},
    {"", "x^2", {1, 1}, "lr=0.1", PATH_FLAT, -1, "flat", NULL},
    {"", "(x + pi*y)^2", {1, 1}, "lr=0.01 steps=5000", PATH_FLAT, -1, "flat", NULL},
    {"", "(max(0, x) y - 1)^2", {0.5, 1}, "", PATH_FLAT, -1, "flat", NULL},
    {"", "(sigmoid(x sigmoid(x sigmoid(x + y) + y) + y) - 0.5)^2", {-2, 1},
     "steps=1000", PATH_FLAT, -1, "flat", NULL},
    {"", "((x y - 1)^2 - 1)^2", {1, 1.2}, "ascend lr=0.01 steps=500", PATH_FLAT, -1,
     "flat", NULL},
    {"", "x^2 + 1e-7y^2", {1, 0}, "", PATH_CONVERGED, -1, "converged", NULL},
    {"", "x^4 + y^2", {0.2, 1}, "lr=0.3 steps=20000", PATH_CONVERGED, -1, "converged",
     NULL},
    {"M89", "5", {1, 1}, "", PATH_FLAT, 0, "flat", NULL},
    {"", "x^4 + y^4", {0.1, 0.2}, "lr=0.5 steps=20000", PATH_CONVERGED, -1, "converged",
     NULL},
    {"", KINK, {0, 0}, "", PATH_FLAT, 0, "flat", NULL},
    {"", PLATEAU, {3, 3}, "tol=0 lr=1e-4", PATH_FLAT, 100, "flat",
     "flat here, not shown to be a minimum"},
    {"M87", "ln(x)", {1, 0.5}, "lr=0.6", PATH_LEFT, 2, "diverged",
     "left the domain at step 2: f has no value there"},
    {"", "ln(x)", {1, 0.5}, "lr=0.6 exact", PATH_LEFT, 2, "diverged",
     "left the domain at step 2: f has no value there"},
    {"", "sqrt(x) + y^2", {1, 0}, "lr=2", PATH_DIVERGED, 1, "diverged",
     "diverged at step 1: the gradient is not finite"},
    {"", "1/x", {1, 0}, "lr=1 ascend", PATH_DIVERGED, 1, "diverged",
     "diverged at step 1: f is not finite"},
    {"", "exp(x)", {1, 0}, "ascend lr=1", PATH_DIVERGED, -1, "diverged", NULL},
    {"", "x", {0, 0}, "lr=1e300 exact", PATH_DIVERGED, 1, "diverged",
     "diverged at step 1: too far away"},
    {"", "1e10x", {0, 0}, "lr=1e300 exact", PATH_DIVERGED, 1, "diverged",
     "diverged at step 1: the step is not finite"},
    {"", ROSENBROCK, {-1.2, 1}, "method=newton", PATH_CONVERGED, -1, "converged", NULL},
    {"", ROSENBROCK, {-1.2, 1}, "method=linesearch steps=20000", PATH_CONVERGED, -1,
     "converged", NULL},
    {"", HIMMELBLAU, {-0.27, -0.92}, "method=newton", PATH_CONVERGED, -1, "converged",
     NULL},
    {"", HIMMELBLAU, {-0.3, -1}, "method=newton ascend", PATH_CONVERGED, -1,
     "converged", NULL},
};

static void runs_end_for_a_reason(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct walk w = walk_run(ends[i].formula, ends[i].start, ends[i].settings);
        struct text reason = {0};
        path_reason(&reason, &w.path, &w.d);
        if (w.path.end != ends[i].end
            || (ends[i].step >= 0 && w.path.end_step != ends[i].step)
            || (ends[i].reason && strcmp(reason.at, ends[i].reason) != 0))
            fail_msg("row %zu (%s, %s): %s, end %d at %d", i, ends[i].formula,
                     ends[i].settings, reason.at, w.path.end, w.path.end_step);
        assert_string_equal(path_word(w.path.end), ends[i].word);
        assert_true(reason.count <= 70 && w.path.end_step < (int)w.path.rows.count);
        if (!w.d.exact && w.d.tol > 0)
            assert_int_equal(w.path.end_step, w.path.rows.count - 1);
        text_free(&reason);
        walk_close(&w);
    }
}

static void exact_runs_go_on(void **state)
{
    (void)state;
    static const struct { const char *formula, *settings; } table[] = {
        {BOWL, "lr=0.1 exact steps=300"}, {BOWL, "lr=0.52 exact steps=300"},
        {"x^2 - y^2", "method=momentum lr=0.05 exact steps=300"},
        {PLATEAU, "exact steps=300"}, {"5", "exact steps=300"},
        {"5", "tol=0 steps=300"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct walk w = walk_run(table[i].formula, (vec2)BOOK, table[i].settings);
        assert_int_equal(w.path.rows.count, 301);
        walk_close(&w);
    }
}

static void flatness_is_noticed_while_moving(void **state)
{
    (void)state;
    struct walk w = walk_run(PLATEAU, (vec2){2.5, 2.5}, "lr=0.5");
    assert_true(w.path.flat_from >= 0 && w.path.flat_from <= 25);
    assert_int_equal(w.path.end, PATH_LIMIT);
    walk_close(&w);
    static const char *const never[] = {"lr=0.1 exact steps=500", "method=adam exact",
                                        "lr=1e-5 exact steps=500"};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        w = walk_run(BOWL, (vec2)BOOK, never[i]);
        assert_int_equal(w.path.flat_from, -1);
        walk_close(&w);
    }
}

// Steps are short because the rate is, or the view is wide: nothing is flat.
static void a_slow_run_is_not_flat(void **state)
{
    (void)state;
    static const struct { const char *formula, *settings; double view; } table[] = {
        {"x^2 - y^2", "schedule=exponential gamma=0.5", 3}, {"x", "lr=1e-12", 3},
        {"1e-3x", "lr=0.1", 3}, {"x^2 - 2y^2", "lr=0.001", 3},
        {"x^2 - 2y^2", "lr=0.001", 1e9}, {"abs(x) + y^2", "method=newton", 3},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        double side = table[i].view;
        struct walk w = walk_open(table[i].formula, (vec2){1, 1}, table[i].settings);
        w.land.view = (box){-side, side, -side, side};
        assert_true(descent_run(&w.path, &w.d, &w.land));
        if (w.path.end != PATH_LIMIT || w.path.flat_from != -1)
            fail_msg("%s: end %d, flat from %d", table[i].formula, w.path.end,
                     w.path.flat_from);
        walk_close(&w);
    }
}

// Far is 1e6 times the view where that is wider than usual.
static void far_is_far_for_the_view(void **state)
{
    (void)state;
    struct walk w = walk_open("-x", (vec2){0, 0}, "lr=1e5 steps=100");
    w.land.view = (box){-4, 4, -3, 3};
    assert_true(descent_run(&w.path, &w.d, &w.land));
    assert_int_equal(w.path.end, PATH_DIVERGED);
    assert_int_equal(w.path.end_step, 51);
    walk_close(&w);
}

// Rows hold what stands beside a run.
static void rows_tell_the_step(void **state)
{
    (void)state;
    struct walk w = walk_run(BOWL, (vec2)BOOK, "lr=0.1 steps=25 exact");
    double length = 0;
    for (int k = 1; k <= 25; k++) {
        const struct path_row *row = &w.path.rows.at[k];
        vec2 step = path_step(&w.path, k), made = vec2_scale(row->used, -row->scale.x);
        assert_true(vec2_length(vec2_sub(step, made)) <= 1e-15);
        assert_true(path_actual(&w.path, k) < 0);                       // M63
        length += vec2_length(step);
    }
    assert_true(reads_like("1.0222", vec2_length(path_step(&w.path, 1))));      // M62
    assert_true(reads_like("3.589", length));                           // M66
    assert_true(reads_like("-10.448", path_promised(&w.path, 1)));      // M36
    assert_true(reads_like("-8.629", path_actual(&w.path, 1)));
    const struct path_row *first = w.path.rows.at;
    assert_true(first->lr == 0.1 && first->scale.x == 0 && first->used.x == 0);
    assert_true(w.path.eigen.low == 2 && w.path.eigen.high == 4);
    walk_close(&w);
    w = walk_run(BOWL, (vec2){0.5, 0.2}, "lr=0.1");                     // M78
    assert_true(reads_like("0.128", vec2_length(path_step(&w.path, 1))));
    walk_close(&w);
    w = walk_run(BOWL, (vec2)BOOK, "lr=0.45");                          // M73
    for (int k = 1; k < 20; k++)
        assert_true(w.path.rows.at[k].at.y * w.path.rows.at[k - 1].at.y < 0);
    walk_close(&w);
    w = walk_run(KINK, (vec2){0, 0.5}, "lr=0.1");                       // M85
    assert_true(w.path.rows.at[0].gradient.x == 0 && w.path.rows.at[0].gradient.y == 1);
    walk_close(&w);
}

static void scales_are_those_of_the_axes(void **state)
{
    (void)state;
    static const struct {
        const char *row, *formula;
        vec2 start;
        const char *settings;
        int step;
        const char *x, *y;
    } table[] = {
        {"M93", BOWL, BOOK, "method=adagrad lr=0.1", 1, "0.0192", "0.0114"},
        {"M93", BOWL, BOOK, "method=adagrad lr=0.1", 25, "0.0047", "0.0029"},
        {"M96", RAVINE, {-4, 1.2}, "method=adam lr=0.1", 1, "0.0250", "0.0033"},
        {"M96", RAVINE, {-4, 1.2}, "method=adamw lr=0.1", 1, "0.0250", "0.0033"},
        {"", RAVINE, {-4, 1.2}, "method=rmsprop lr=0.1 alpha=0", 1, "0.0250", "0.0033"},
        {"", RAVINE, {-4, 1.2}, "method=nesterov lr=0.01", 3, "0.01", "0.01"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct walk w = walk_run(table[i].formula, table[i].start, table[i].settings);
        vec2 scale = w.path.rows.at[table[i].step].scale;
        if (!reads_like(table[i].x, scale.x) || !reads_like(table[i].y, scale.y))
            fail_msg("%s: (%g, %g)", table[i].row, scale.x, scale.y);
        walk_close(&w);
    }
}

// What the inspector shows of Adam is what made the step.
static void memory_explains_the_step(void **state)
{
    (void)state;
    struct walk w = walk_run(ROSENBROCK, (vec2){-1.2, 1}, "method=adam steps=50");
    for (int k = 1; k <= 50; k++) {
        const struct path_row *row = &w.path.rows.at[k];
        vec2 m = row->memory[2], v = row->memory[3], step = path_step(&w.path, k);
        assert_true(fabs(row->lr / (sqrt(v.x) + 1e-8) - row->scale.x) <= 1e-15);
        assert_true(fabs(step.x + row->scale.x * m.x) <= 1e-14);
        assert_true(fabs(step.y + row->scale.y * m.y) <= 1e-14);
        assert_true(fabs(row->memory[0].x / (1 - pow(0.9, k)) - m.x)
                    <= 1e-13 * fabs(m.x));
    }
    walk_close(&w);
}

// γσ²/(λ(2 − γλ)) along each axis once the start is forgotten.
static void noise_spreads_as_it_should(void **state)
{
    (void)state;
    struct walk w = walk_run(BOWL, (vec2){0, 0},
                             "lr=0.1 noise=0.7 steps=20000 exact tol=0");
    double square[2] = {0, 0};
    int count = 0;
    for (size_t k = 200; k < w.path.rows.count; k++, count++) {
        square[0] += w.path.rows.at[k].at.x * w.path.rows.at[k].at.x;
        square[1] += w.path.rows.at[k].at.y * w.path.rows.at[k].at.y;
    }
    for (int i = 0; i < 2; i++) {
        double curve = i ? 4 : 2, wanted = 0.1 * 0.49 / (curve * (2 - 0.1 * curve));
        assert_true(fabs(square[i] / count / wanted - 1) < 0.1);
    }
    walk_close(&w);
}

static void the_same_descent_is_the_same_path(void **state)
{
    (void)state;
    static const char *const table[] = {
        "lr=0.05 noise=0.5 seed=7", "method=adam noise=0.1 seed=9007199254740991",
        "method=newton", "method=linesearch noise=0.2", "method=rmsprop clip_value=1",
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct walk a = walk_run(WELLS, (vec2){0.5, 1}, table[i]);
        struct walk b = walk_run(WELLS, (vec2){0.5, 1}, table[i]);
        size_t bytes = a.path.rows.count * sizeof *a.path.rows.at;
        assert_int_equal(a.path.rows.count, b.path.rows.count);
        assert_memory_equal(a.path.rows.at, b.path.rows.at, bytes);
        assert_true(descent_run(&a.path, &a.d, &a.land));       // in used memory
        assert_memory_equal(a.path.rows.at, b.path.rows.at, bytes);
        a.d.seed = 8;
        assert_true(descent_run(&a.path, &a.d, &a.land));
        if (a.d.noise > 0)
            assert_memory_not_equal(a.path.rows.at, b.path.rows.at,
                                    a.path.rows.count * sizeof *a.path.rows.at);
        walk_close(&a);
        walk_close(&b);
    }
}

static void requests_are_checked(void **state)
{
    (void)state;
    static const struct { const char *name; double value; const char *text; }
    table[] = {
        {"lr", 0, "lr must be above 0, not 0"},
        {"lr", -1, "lr must be above 0, not -1"},
        {"lr", NAN, "lr must be above 0, not nan"},
        {"lr", INFINITY, "lr must be above 0, not inf"},
        {"tol", -1, "tol must be at least 0, not -1"},
        {"noise", -0.5, "noise must be at least 0, not -0.5"},
        {"seed", 1.5, "seed must be a whole number from 0 to 9007199254740991"},
        {"seed", -1, "seed must be a whole number from 0 to 9007199254740991"},
        {"clip_norm", NAN, "clip_norm must be at least 0, not nan"},
        {"beta1", 1, "beta1 must be at least 0 and below 1, not 1"},
        {"amsgrad", 2, "amsgrad must be 0 or 1, not 2"},
        {"eps", -1, "eps must be at least 0, not -1"},
        {"gamma", 0, "gamma must be above 0, not 0"},
        {"step_size", 0, "step_size must be a whole number from 1 to 9007199254740991"},
    };
    struct fault fault = {0};
    struct knob row;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct descent d = descent_default(method_find("adam"));
        descent_set_schedule(&d, schedule_find("step"));
        assert_true(descent_check(&d, &fault));
        double *number = descent_number(&d, table[i].name, &row);
        assert_non_null(number);
        *number = table[i].value;
        assert_false(descent_check(&d, &fault));
        assert_string_equal(fault.text, table[i].text);
    }
    struct descent d = descent_default(0);
    assert_null(descent_number(&d, "beta1", &row));
    static const int steps[] = {0, -5, DESCENT_STEPS + 1};
    for (int i = 0; i < 3; i++) {
        d.steps = steps[i];
        assert_false(descent_check(&d, &fault));
    }
    assert_string_equal(fault.text,
                        "steps must be a whole number from 1 to 20000, not 20001");
    d = descent_default(0);
    d.clip_norm = d.clip_value = 1;
    assert_false(descent_check(&d, &fault));
    assert_string_equal(fault.text, "clip by norm or by value, not both");
    d = descent_default(0);
    d.start.y = INFINITY;
    assert_false(descent_check(&d, &fault));
}

static void starts_are_checked(void **state)
{
    (void)state;
    static const struct { const char *formula; vec2 start; const char *text; }
    table[] = {
        {"ln(x)", {-1, 0}, "f has no value at the start (−1, 0)"},
        {"ln(x)", {0, 0.25}, "f has no value at the start (0, 0.25)"},
        {"1/x + y", {0, 2}, "f has no value at the start (0, 2)"},
        {"sqrt(x)", {0, 1}, "f has no gradient at the start (0, 1)"},
        {"ln(x)", {2, 0}, NULL},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct fault fault = {0};
        struct walk w = walk_open(table[i].formula, table[i].start, "");
        assert_int_equal(descent_starts(&w.d, &w.land, &fault), !table[i].text);
        assert_string_equal(fault.text, table[i].text ? table[i].text : "");
        if (table[i].text) {                    // run all the same: it ends at once
            assert_true(descent_run(&w.path, &w.d, &w.land));
            assert_int_equal(w.path.rows.count, 1);
            assert_string_equal(path_word(w.path.end), "diverged");
        }
        walk_close(&w);
    }
}

// Any method on any of these ends with numbers that make sense.
static void nothing_hangs_or_lies(void **state)
{
    (void)state;
    static const char *const formulas[] = {
        BOWL, ROSENBROCK, KINK, "1/(x^2+y^2)", "ln(x)", "exp(x*y)", "x^3 - 3x*y^2",
        "floor(x) + y", "max(x, y)", "x^2*y/(x^2+y^2)", "sqrt(1-x^2-y^2)", "0x",
        "x^60"};
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
        for (int m = 0; m < 2 * METHODS; m++) {
            char settings[80];
            snprintf(settings, sizeof settings, "method=%s steps=300 exact%s",
                     methods[m / 2].name, m % 2 ? " ascend" : "");
            struct walk w = walk_run(formulas[i], (vec2){0.7, 0.4}, settings);
            size_t last = w.path.rows.count - 1;
            assert_true(last <= 300 && w.path.end_step <= (int)last);
            for (size_t k = 0; k < last; k++)
                assert_true(isfinite(w.path.rows.at[k].f)
                            && isfinite(w.path.rows.at[k].at.x));
            if (w.path.end == PATH_CONVERGED)
                assert_true(vec2_length(w.path.rows.at[last].gradient) <= w.d.tol);
            walk_close(&w);
        }
}

static void memory_may_run_out(void **state)
{
    (void)state;
    struct walk w = walk_open(BOWL, (vec2)BOOK, "steps=2000 exact");
    long seen = 1;
    for (long k = 1; k <= seen; k++) {
        fail_allocation(k, false);
        bool done = descent_run(&w.path, &w.d, &w.land);
        seen = fail_stop();
        assert_true(done == (seen < k));
    }
    assert_true(seen >= 1);
    assert_true(descent_run(&w.path, &w.d, &w.land));
    assert_int_equal(w.path.rows.count, 2001);
    walk_close(&w);
    assert_null(w.path.rows.at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_those_of_the_book),
        cmocka_unit_test(goals_are_reached_when_the_book_says),
        cmocka_unit_test(runs_end_for_a_reason),
        cmocka_unit_test(exact_runs_go_on),
        cmocka_unit_test(flatness_is_noticed_while_moving),
        cmocka_unit_test(a_slow_run_is_not_flat),
        cmocka_unit_test(far_is_far_for_the_view),
        cmocka_unit_test(rows_tell_the_step),
        cmocka_unit_test(scales_are_those_of_the_axes),
        cmocka_unit_test(memory_explains_the_step),
        cmocka_unit_test(noise_spreads_as_it_should),
        cmocka_unit_test(the_same_descent_is_the_same_path),
        cmocka_unit_test(requests_are_checked),
        cmocka_unit_test(starts_are_checked),
        cmocka_unit_test(nothing_hangs_or_lies),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
