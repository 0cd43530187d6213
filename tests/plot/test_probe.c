// SPDX-License-Identifier: MIT
// What stands at the probe: the book's numbers, and a picture whose geometry is true.
#include "fake_font.h"
#include "plot/kink.h"
#include "plot/layers.h"
#include "plot/probe_layer.h"
#include "plot/steepness.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct scene scene_of(const char *formula, double x, double y, double u, double v)
{
    struct scene s = scene_defaults();
    strcpy(s.formula, formula);
    s.probe = true;
    s.probe_at = (vec2){x, y};
    s.direction = (vec2){u, v};
    return s;
}

static void update(struct model *m, const struct scene *s, struct layout *layout)
{
    struct fault fault = {0};
    *layout = layout_for(1280, 800, s, false);
    assert_true(model_update(m, s, layout, NULL, &fault));
}

static bool is_near(double got, double want)
{
    return fabs(got - want) < 5.01e-4;
}

struct row {
    const char *formula;
    double x, y, u, v;                          // the point, the direction
    double f, fx, fy, norm, degrees, along;
    const char *sentence;
};

static const struct row rows[] = {
    {"x^2 y + sin y", 1, 0, 3, 4, 0, 0, 2, 2, 90, 1.6,                          // M44
     "Walking this way, f rises 1.600 per unit."},
    {"x^2 y + sin y", 1, 0, 0.3, 0.4, 0, 0, 2, 2, 90, 1.6,                      // M39
     "Walking this way, f rises 1.600 per unit."},
    {"x^2 y + sin y", 1, 0, 6e200, 8e200, 0, 0, 2, 2, 90, 1.6,
     "Walking this way, f rises 1.600 per unit."},
    {"x^2 y + sin y", 1, 0, 1, 0, 0, 0, 2, 2, 90, 0, "This way is level: 0.000."},
    {"x^2 y + sin y", 1, 0, 0, 2, 0, 0, 2, 2, 90, 2,                            // M46
     "Steepest here: 2.000 per unit, towards 90°."},
    {"x^2 y + sin y", 1, 0, 0, -1, 0, 0, 2, 2, 90, -2,
     "Walking this way, f falls 2.000 per unit."},
    {"x^2 y + sin y", 1, 0, -1, 1, 0, 0, 2, 2, 90, 1.4142,                      // M50
     "Walking this way, f rises 1.414 per unit."},
    {"x^2 + y^2", -1, 0.5, 1, 0, 1.25, -2, 1, 2.2361, 153.435, -2,              // M15
     "Walking this way, f falls 2.000 per unit."},
    {"x^2 + 2y^2", 1.3, -0.7, 1, 0, 2.67, 2.6, -2.8, 3.821, 312.879, 2.6,       // M54
     "Walking this way, f rises 2.600 per unit."},
    {"5000 - 30x^2 - 10y^2", 1, 4, -1, -4, 4810, -60, -80, 100, 233.130, 92.1635,
     "Walking this way, f rises 92.164 per unit."},                             // M57
    {"x^2 + y^2", 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, "Flat here: the gradient is (0, 0)."},
};

static void test_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row *r = &rows[i];
        struct scene s = scene_of(r->formula, r->x, r->y, r->u, r->v);
        struct model m = {0};
        struct layout layout;
        char sentence[PROBE_SENTENCE];
        update(&m, &s, &layout);
        const struct probe *p = &m.probe;
        assert_true(p->defined);
        assert_true(is_near(p->f, r->f) && is_near(p->gradient.x, r->fx)
                    && is_near(p->gradient.y, r->fy) && is_near(p->norm, r->norm)
                    && is_near(p->angle * 180 / M_PI, r->degrees)
                    && is_near(p->along, r->along));
        assert_true(fabs(vec2_length(p->u) - 1) < 1e-12);
        assert_true(fabs(p->norm * cos(p->between) - p->along) < 1e-9 * (1 + p->norm));
        assert_true(i > 2 || fabs(p->between * 180 / M_PI - 36.8699) < 1e-4);   // M44
        probe_sentence(p, sentence);
        assert_string_equal(sentence, r->sentence);
        model_free(&m);
    }
}

static double length(pt a, pt b)
{
    return hypot((double)b.x - a.x, (double)b.y - a.y);
}

// M41, M47: the chord of D_u f ends on the circle whose diameter is ∇f, where the
// perpendicular from the tip of ∇f meets the ray, whatever the direction.
static void test_chord_meets_the_rose(void **state)
{
    (void)state;
    for (int turn = 0; turn < 24; turn++) {
        double angle = turn * M_PI / 12 + 0.01;
        struct scene s = scene_of("x^2 + 2y^2 + x y", 1.3, -0.7, cos(angle), sin(angle));
        struct model m = {0};
        struct layout layout;
        update(&m, &s, &layout);
        struct probe_place at = probe_place(&m, &layout.sizes);
        pt middle = {(at.at.x + at.tip.x) / 2, (at.at.y + at.tip.y) / 2};
        assert_true(fabs(length(middle, at.chord) - length(middle, at.at)) < 0.05);
        double across = ((double)at.tip.x - at.chord.x) * ((double)at.ray.x - at.at.x)
                        + ((double)at.tip.y - at.chord.y) * ((double)at.ray.y - at.at.y);
        assert_true(fabs(across) < 0.5 * length(at.at, at.ray) * 0.1);
        model_free(&m);
    }
}

// Steeper is longer, and never longer than 18u.
static void test_arrows_grow_with_steepness(void **state)
{
    (void)state;
    double before = -1;
    for (double x = 0; x < 1e6; x = 2 * x + 0.01) {
        struct scene s = scene_of("x^2 + 2y^2", x, 0, 0, 1);
        struct model m = {0};
        struct layout layout;
        update(&m, &s, &layout);
        struct probe_place at = probe_place(&m, &layout.sizes);
        double now = length(at.at, at.tip);
        assert_true(now >= before - 1 && now <= 18.01 * layout.sizes.u);
        before = x < 1e3 ? now : before;        // farther, floats round
        model_free(&m);
    }
}

// The level curve drawn is the one through the point, not another of its level.
static void test_level_curve(void **state)
{
    (void)state;
    struct scene s = scene_of("(x^2 - 1)^2 + y^2", 0.8, 0.1, 1, 0);
    struct model m = {0};
    struct layout layout;
    update(&m, &s, &layout);
    assert_true(m.curve.some && m.curve.contours.lines.count == 2);
    const struct contour_line *line = &m.curve.contours.lines.at[m.curve.line];
    for (uint32_t i = 0; i < line->count; i++)
        assert_true(m.curve.contours.points.at[line->first + i].x > 0);
    s.probe_at.x = -0.8;
    update(&m, &s, &layout);
    line = &m.curve.contours.lines.at[m.curve.line];
    assert_true(m.curve.contours.points.at[line->first].x < 0);
    strcpy(s.formula, "ln x");
    update(&m, &s, &layout);
    assert_false(m.curve.some || m.probe.defined);
    s.probe_at = (vec2){1, 1.5};
    strcpy(s.formula, "x^2*y + sin(y)");
    update(&m, &s, &layout);
    assert_int_equal(m.curve.count, 1);
    s.probe_at = (vec2){0, 1.5707963};                  // a saddle: both branches
    update(&m, &s, &layout);
    assert_int_equal(m.curve.count, 2);
    model_free(&m);
}

// Wherever the probe is, its picture can be drawn.
static void test_odd_places(void **state)
{
    (void)state;
    static const char *const formulas[] = {"ln x", "1/x", "1e300 x", "5", "abs(x)",
                                           "sqrt(x)", "x^2 + y^2", "tan(x) y"};
    static const vec2 places[] = {{0, 0}, {-1, 1}, {1e300, 1}, {-1e-300, 0}, {1.5708, 2}};
    for (int i = 0; i < 8; i++)
        for (int k = 0; k < 5; k++) {
            struct scene s = scene_of(formulas[i], places[k].x, places[k].y, -1, 1e-300);
            struct model m = {0};
            struct annotation a = {0};
            struct picture p = {0};
            struct layout layout;
            update(&m, &s, &layout);
            picture_begin(&p, (pt){1280, 800});
            assert_true(annotation_update(&a, &m, &s, &layout, &fake_font, false));
            assert_true(layers_draw_ground(&p, &m, &a, &s, &layout)
                        && layers_draw_rest(&p, &m, &a, &a.notes, &s, &layout, &fake_font,
                                            (struct layers_view){.shown = INFINITY}));
            picture_free(&p);
            annotation_free(&a);
            model_free(&m);
        }
}

// M32: the distance of lines means the slope.
static void lines_tell_the_slope(void **state)
{
    (void)state;
    const struct { const char *formula; double x, y, tolerance; } cases[] = {
        {"x^2 + 2y^2", 1.3, -0.7, 0.05}, {"x^2 + 2y^2", 2.5, 1, 0.05},
        {"3x - 4y", 0.3, 0.2, 1e-9}, {"x y", 2, 1.7, 0.1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scene s = scene_of(cases[i].formula, cases[i].x, cases[i].y, 1, 0);
        struct model m = {0};
        struct layout layout;
        update(&m, &s, &layout);
        struct steepness t = steepness_at(&m);
        assert_true(t.some);
        assert_true(fabs(t.apart - m.levels.step) < 1e-12 * m.levels.step);
        assert_true(fabs(t.slope / m.probe.norm - 1) < cases[i].tolerance);
        assert_true(fabs(t.distance * t.slope - t.apart) < 1e-9 * t.apart);
        model_free(&m);
    }
    struct scene s = scene_of("5", 0, 0, 1, 0);
    struct model m = {0};
    struct layout layout;
    update(&m, &s, &layout);
    assert_false(steepness_at(&m).some);
    model_free(&m);
}

// M85: all subgradients, and slopes to both sides.
static void creases_have_many_gradients(void **state)
{
    (void)state;
    const struct { const char *formula; double x, y; size_t corners; box set; } cases[] = {
        {"abs(x) + abs(y)", 0, 0.5, 2, {-1, 1, 1, 1}},
        {"abs(x) + abs(y)", 0, 0, 4, {-1, 1, -1, 1}},
        {"max(x, y, -x - y)", 0, 0, 3, {-1, 1, -1, 1}},
        {"max(0, x) y", 0, 2, 2, {0, 2, 0, 0}},
        {"abs(x - y^2)", 1, 1, 2, {-1, 1, -2, 2}},
        {"x^2 + y^2", 0, 0, 0, {0, 0, 0, 0}},
        {"sqrt(abs(x))", 0, 0, 0, {0, 0, 0, 0}}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scene s = scene_of(cases[i].formula, cases[i].x, cases[i].y, 1, 0);
        struct model m = {0};
        struct layout layout;
        vec2 set[KINK_MOST];
        update(&m, &s, &layout);
        size_t corners = kink_subgradients(m.gradient, s.probe_at, 1e-8, set);
        box r = {INFINITY, -INFINITY, INFINITY, -INFINITY}, want = cases[i].set;
        for (size_t k = 0; k < corners; k++)
            r = (box){fmin(r.x0, set[k].x), fmax(r.x1, set[k].x), fmin(r.y0, set[k].y),
                      fmax(r.y1, set[k].y)};
        assert_int_equal(corners, cases[i].corners);
        assert_true(corners == 0
                    || (fabs(r.x0 - want.x0) < 1e-3 && fabs(r.x1 - want.x1) < 1e-3
                        && fabs(r.y0 - want.y0) < 1e-3 && fabs(r.y1 - want.y1) < 1e-3));
        if (i == 0)
            assert_true(is_near(m.probe.along, 1) && is_near(m.probe.back, 1));
        if (i == 5)
            assert_true(m.probe.back == -m.probe.along);
        model_free(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_chord_meets_the_rose),
        cmocka_unit_test(test_arrows_grow_with_steepness),
        cmocka_unit_test(test_level_curve),
        cmocka_unit_test(test_odd_places),
        cmocka_unit_test(lines_tell_the_slope),
        cmocka_unit_test(creases_have_many_gradients),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
