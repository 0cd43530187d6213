// SPDX-License-Identifier: MIT
#include "contour_check.h"
#include "failing_malloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>

enum { WIDTH = 384, HEIGHT = 216, ANY = -1 };

// A function, its levels, its half width; smooth: every vertex and chord is measured.
struct sight {
    const char *text;
    double first, last, half;
    int count;
    bool smooth;
    int open, closed;           // lines there truly are, or ANY
};

static const struct sight sights[] = {
    {"x^2 + 2y^2", 0.5, 2.5, 3, 5, true, 0, 5},
    {"x^2 - y^2", -2.2, 2.2, 3, 12, true, 24, 0},
    {"x y", -3, 3, 3, 30, true, 60, 0},
    {"(1-x)^2 + 100(y-x^2)^2", 5, 600, 2, 12, true, ANY, 0},
    {"(x^2+y-11)^2 + (x+y^2-7)^2", 5, 250, 5, 12, true, ANY, ANY},
    {"-20exp(-0.2sqrt(0.5(x^2+y^2))) - exp(0.5(cos(2pi x)+cos(2pi y))) + 20 + e", 2.1,
     13, 3, 12, true, ANY, ANY},
    {"(1.5-x+x y)^2 + (2.25-x+x y^2)^2 + (2.625-x+x y^3)^2", 5, 500, 4.5, 30, true, ANY,
     0},
    {"3(1-x)^2 exp(-x^2-(y+1)^2) - 10(x/5-x^3-y^5)exp(-x^2-y^2) - exp(-(x+1)^2-y^2)/3",
     -5, 7, 4, 12, true, ANY, ANY},
    {"(x^2+y^2)^2 - 2(x^2-y^2)", -0.9, 0.9, 2, 12, true, 0, 18},
    {"x^3 - 3x y^2", -5.5, 5.5, 2, 12, true, ANY, 0},
    {"sin(3x)cos(3y)", -0.95, 0.95, 3, 30, true, ANY, ANY},
    {"exp(-x^2-y^2)", 0.1, 0.9, 3, 9, true, 0, 9},
    {"tan(x) y", -6.5, 6.5, 6, 30, false, ANY, 0},
    {"1/x + 0.3y", -3, 3, 3, 12, false, ANY, 0},
    {"1/x", -3.85, 3.85, 3, 12, false, 12, 0},
    {"x/y", -3.1, 3.1, 3, 12, false, 24, 0},
    {"floor(x) + 0.3y", -3.3, 3, 4, 30, false, ANY, 0},
    {"atan2(y, x)", -3.05, 2.95, 3, 12, false, 12, 0},
    {"ln(x) + 0.4y", -2, 2, 3, 12, false, ANY, 0},
    {"sqrt(4-x^2-y^2)", 1.2, 1.95, 3, 12, false, 0, 12},
    {"1/(x^2+y^2)", 0.4, 12, 3, 12, false, 0, 12},
    {"x y/(x^2+y^2)", -0.48, 0.48, 3, 12, false, 24, 0},
    {"abs(x) + abs(y-x/3)", 0.3, 1.1, 3, 5, false, 0, 5},
    {"mod(x, 1) + y", -2, 2, 3, 12, false, ANY, 0},
    {"max(x, y) - min(x^2, 1)", -2, 2, 3, 12, false, ANY, 0},
    {"gamma(x) + y", -3, 4, 4, 30, false, ANY, 0},
    {"sec(x) + y", -4, 4, 6, 30, false, ANY, 0},
    {"1/x^2", 1, 100, 3, 12, false, 24, 0},
    {"sign(x y)ln(abs(x)) + y", -3, 3, 3, 12, false, ANY, ANY},
    {"x^(1/3) + y^(2/3)", -1, 2, 3, 12, false, ANY, ANY},
    {"tan(x)tan(y)", -3.3, 3.3, 6, 12, false, ANY, 0},
    {"csc(x) + cot(y)", -3.1, 3.1, 6, 12, false, ANY, ANY},
    {"1/(x^2-y)", -3, 3, 3, 12, false, 12, 0},
    {"arctan(1/x) + y/3", -1.5, 1.5, 3, 12, false, ANY, 0},
    {"sin(50x) + y^2", -0.6, 0.9, 0.8, 5, true, ANY, ANY},
    {"sin(30x)*cos(30y)", -0.8, 0.8, 0.8, 5, true, ANY, ANY},
    {"cos(60(x+y)) + x", -1, 1, 0.5, 5, false, ANY, ANY},
    {"{x^2+y^2<1: 1-x^2-y^2, x y}", -1.9, 1.9, 3, 12, false, ANY, ANY},
    {"ln(sin(x)+sin(y))", -3, 0.6, 8, 12, false, ANY, ANY},
};

static void look(const struct sight *s, struct traced *t, struct pool *pool)
{
    double step = s->count > 1 ? (s->last - s->first) / (s->count - 1) : 0;
    trace_text(t, s->text, s->first, step, s->count, WIDTH, HEIGHT, s->half,
               (vec2){0, 0}, pool);
}

static bool keeps_criteria(const struct sight *s, const struct measures *m)
{
    bool good = m->false_length == 0 && m->missed == 0 && m->turned == 0 &&
                m->loose == 0 && m->disordered == 0;
    if (s->smooth)
        good = good && m->vertex <= 0.05 && m->middle <= 0.1 && m->bent <= 0.75;
    if (s->open != ANY)
        good = good && m->open == s->open;
    if (s->closed != ANY)
        good = good && m->closed == s->closed;
    return good;
}

static void lines_lie_on_their_levels(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sights / sizeof *sights; i++) {
        struct traced t;
        look(&sights[i], &t, NULL);
        struct measures m = measure(&t);
        trace_free(&t);
        if (keeps_criteria(&sights[i], &m))
            continue;
        fail_msg("%s: off %g and %g, false %g, missed %g, bent %g of %d, turned %d, "
                 "loose %d, open %d, closed %d, disordered %d", sights[i].text,
                 m.vertex, m.middle, m.false_length, m.missed, m.bent, m.angles,
                 m.turned, m.loose, m.open, m.closed, m.disordered);
    }
}

// Loops counted by hand: narrow bumps on a plane, and one per valley of Rastrigin's.
static void small_loops_are_found(void **state)
{
    (void)state;
    static const struct sight bumps =
        {"0.5exp(-400((x-1.13)^2+(y-0.71)^2)) + 0.6exp(-900((x+1)^2+(y-0.3)^2)) + 0.3x",
         -0.88, 0.92, 3, 19, true, 19, ANY};
    struct traced t;
    look(&bumps, &t, NULL);
    struct measures m = measure(&t);
    assert_int_equal(m.open, 18);
    assert_int_equal(m.closed, 10);
    assert_true(m.missed == 0 && m.false_length == 0);
    trace_free(&t);
    trace_text(&t, "20 + x^2 - 10cos(2pi x) + y^2 - 10cos(2pi y)", 0.5, 0, 1, WIDTH,
               HEIGHT, 5.12, (vec2){0, 0}, NULL);
    assert_int_equal(t.contours.lines.count, 1);
    trace_free(&t);
    trace_text(&t, "cos(2pi x) + cos(2pi y)", 1.98, 0, 1, WIDTH, HEIGHT, 4.4,
               (vec2){0, 0}, NULL);
    assert_int_equal(t.contours.lines.count, 45);
    for (size_t i = 0; i < t.contours.lines.count; i++)
        assert_true(t.contours.lines.at[i].closed);
    trace_free(&t);
}

// Each finger of a fast wave is one line, however its cells lie.
static void fast_waves_are_whole(void **state)
{
    (void)state;
    struct traced t;
    for (double half = 3; half < 6; half += 0.95) {
        trace_text(&t, "sin(50x) + y^2", 0, 0, 1, 1920, 984, half, (vec2){0, 0}, NULL);
        struct measures m = measure(&t);
        int fingers = 0;
        for (int k = -60; k < 60; k++)
            fingers += (2 * k + 1) * M_PI > -50 * half && (2 * k + 2) * M_PI < 50 * half;
        assert_int_equal(m.closed, fingers);
        assert_true(m.missed == 0 && m.false_length == 0);
        trace_free(&t);
    }
}

// Levels just below and just above the value at a saddle off the lattice.
static void saddles_join_as_they_should(void **state)
{
    (void)state;
    const char *text = "(x-0.0123)(y+0.0057)";
    for (int k = -1; k <= 1; k += 2) {
        struct traced t;
        trace_text(&t, text, k * 1e-5, 0, 1, WIDTH, HEIGHT, 3, (vec2){0, 0}, NULL);
        assert_int_equal(t.contours.lines.count, 2);
        for (size_t i = 0; i < 2; i++) {
            struct contour_line l = t.contours.lines.at[i];
            for (uint32_t p = l.first; p + 1 < l.first + l.count; p++) {
                vec2 a = t.contours.points.at[p], b = t.contours.points.at[p + 1];
                assert_true(((a.x - 0.0123) < 0) == ((b.x - 0.0123) < 0));
            }
        }
        trace_free(&t);
    }
}

// A level that is only touched, or kept to over an area, has no line.
static void touched_levels_have_no_lines(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "x^2", "x^2 + y^2", "max(x, 0)", "floor(x) - floor(x)", "abs(x) + abs(y)",
        "sin(x)^2 + cos(x)^2 - 1", "step(x)"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct traced t;
        trace_text(&t, texts[i], 0, 0, 1, WIDTH, HEIGHT, 3, (vec2){0, 0}, NULL);
        if (t.contours.lines.count)
            fail_msg("%s has %zu lines", texts[i], t.contours.lines.count);
        trace_free(&t);
    }
}

static void threads_change_nothing(void **state)
{
    (void)state;
    static const int which[] = {4, 12, 19, 25};
    for (size_t i = 0; i < sizeof which / sizeof *which; i++) {
        struct traced t;
        look(&sights[which[i]], &t, NULL);
        uint64_t alone = traced_stamp(&t.contours);
        trace_free(&t);
        for (int threads = 2; threads <= 5; threads += 3) {
            struct pool *pool = pool_open(threads);
            look(&sights[which[i]], &t, pool);
            assert_true(traced_stamp(&t.contours) == alone);
            trace_free(&t);
            pool_close(pool);
        }
    }
}

// Views and fields that mean harm: it must end, all points finite and in view.
static void hostile_views_end(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double first, step, half;
        vec2 at;
    } views[] = {
        {"x^2 + y^2", 2, 1e-13, 1e-12, {1, 1}},
        {"sin(x) y", 0, 0.1, 1e-9, {3.14159265358979, 0}},
        {"1e300x + 1e300y", -1e300, 1e299, 3, {0, 0}},
        {"1e-300x y", -1e-300, 1e-301, 3, {0, 0}},
        {"x^2 + y^2", 1e200, 1e200, 1e150, {0, 0}},
        {"exp(exp(x)) + y", 0, 1e10, 10, {0, 0}},
        {"sin(10000x y)", -0.9, 0.2, 3, {0, 0}},
        {"tan(10000x y)", -0.9, 0.2, 0.5, {0, 0}},
        {"sin(1/x) + y", -0.9, 0.2, 1, {0, 0}},
        {"1/(x-x)", -1, 0.3, 1, {0, 0}},
        {"sqrt(-1-x^2)", -1, 0.3, 1, {0, 0}},
        {"5", 5, 1, 1, {0, 0}},
        {"x^x^x + y^y", -1, 0.3, 3, {0, 0}},
    };
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        struct traced t;
        trace_text(&t, views[i].text, views[i].first, views[i].step, 8, 320, 240,
                   views[i].half, views[i].at, NULL);
        box w = t.view.world;
        double slack = 3 * view_pixel(t.view).x;
        for (size_t k = 0; k < t.contours.points.count; k++) {
            vec2 p = t.contours.points.at[k];
            if (!(p.x >= w.x0 - slack && p.x <= w.x1 + slack && p.y >= w.y0 - slack &&
                  p.y <= w.y1 + slack))
                fail_msg("%s: a point at %g, %g", views[i].text, p.x, p.y);
        }
        trace_free(&t);
    }
}

static void four_hundred_levels(void **state)
{
    (void)state;
    struct traced t;
    trace_text(&t, "sqrt(x^2 + y^2)", 0.004, 0.004, LEVELS_MOST, WIDTH, HEIGHT, 3,
               (vec2){0, 0}, NULL);
    assert_int_equal(t.contours.lines.count, LEVELS_MOST);
    for (int k = 0; k < LEVELS_MOST; k++)
        assert_true(t.contours.lines.at[k].closed && t.contours.lines.at[k].level == k);
    trace_free(&t);
}

// Whichever allocation fails, it is said, nothing leaks, and the next try succeeds.
static void memory_may_run_out(void **state)
{
    (void)state;
    static const struct sight s = {"tan(x) y", -3, 3, 2, 4, false, ANY, ANY};
    struct traced t;
    trace_text(&t, s.text, s.first, 1.5, s.count, 80, 48, s.half, (vec2){0, 0}, NULL);
    uint64_t whole = traced_stamp(&t.contours);
    bool done = false;
    for (int all = 0; all < 2; all++, done = false)
        for (long k = 1; !done; k++) {
            struct contours c = {0};
            fail_allocation(k, all);
            done = contours_trace(&c, t.evaluator, t.formula, NULL, t.view, &t.levels,
                                  NULL);
            fail_stop();
            if (done)
                assert_true(traced_stamp(&c) == whole);
            contours_free(&c);
        }
    trace_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_lie_on_their_levels),
        cmocka_unit_test(small_loops_are_found),
        cmocka_unit_test(fast_waves_are_whole),
        cmocka_unit_test(saddles_join_as_they_should),
        cmocka_unit_test(touched_levels_have_no_lines),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(hostile_views_end),
        cmocka_unit_test(four_hundred_levels),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
