// SPDX-License-Identifier: MIT
// U4: the contrast of every token on every surface it may stand on, and how far apart
// the colours of runs, ink and u are for four kinds of eyes.
#include "fake_font.h"

#include "draw/image.h"
#include "draw/raster.h"
#include "draw/theme.h"
#include "plot/mark.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check_marks(const struct theme *t, rgba mark, double least)
{
    assert_true(contrast(mark, t->plot_hi) >= least);
    assert_true(contrast(mark, t->plot_lo) >= least);
}

static void check_theme(const struct theme *t)
{
    const rgba surfaces[] = {t->plot_hi, t->plot_lo, t->panel, t->card};
    for (int i = 0; i < 4; i++) {
        assert_true(contrast(t->text, surfaces[i]) >= 7);
        assert_true(contrast(t->text2, surfaces[i]) >= 7);
    }
    const rgba marks[] = {t->contour_minor, t->contour_major, t->arrow, t->axis,
                          t->ink, t->blue};
    for (int i = 0; i < 6; i++)
        check_marks(t, marks[i], 3);
    for (int i = 0; i < THEME_RUNS; i++)
        check_marks(t, t->run[i], 3);
    const rgba words[] = {t->accent, t->ok, t->warn, t->error};
    for (int i = 0; i < 4; i++) {
        assert_true(contrast(words[i], t->panel) >= 7);
        assert_true(contrast(words[i], t->card) >= 7);
    }
    assert_true(contrast(t->text, t->button) >= 7);
    assert_true(contrast(t->track, t->panel) >= 3 && contrast(t->track, t->card) >= 3);
    assert_true(contrast(t->focus, t->panel) >= 3 && contrast(t->focus, t->card) >= 3);
    assert_true(contrast(t->plot_lo, t->plot_hi) > 1.2);
}

static void test_contrast(void **state)
{
    (void)state;
    check_theme(&theme_light);
    check_theme(&theme_dark);
}

// How linear RGB looks to the dichromat: Machado, Oliveira, Fernandes 2009, severity 1.
static const struct { const char *name; double of[3][3]; } eyes[] = {
    {"normal", {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {"protan", {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216},
                {-0.003882, -0.048116, 1.051998}}},
    {"deutan", {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413},
                {-0.011820, 0.042940, 0.968881}}},
    {"tritan", {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602},
                {0.004733, 0.691367, 0.303900}}},
};

struct lab { double l, a, b; };

static double linear(unsigned char value)
{
    double v = value / 255.0;
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double root(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

static struct lab seen_by(int eye, rgba color)
{
    double in[] = {linear(color.r), linear(color.g), linear(color.b)}, c[3];
    for (int i = 0; i < 3; i++) {
        const double *row = eyes[eye].of[i];
        c[i] = fmin(fmax(row[0] * in[0] + row[1] * in[1] + row[2] * in[2], 0), 1);
    }
    double x = root((0.4124564 * c[0] + 0.3575761 * c[1] + 0.1804375 * c[2]) / 0.95047);
    double y = root(0.2126729 * c[0] + 0.7151522 * c[1] + 0.0721750 * c[2]);
    double z = root((0.0193339 * c[0] + 0.1191920 * c[1] + 0.9503041 * c[2]) / 1.08883);
    return (struct lab){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

static double saturated(double chroma)                  // c⁷/(c⁷ + 25⁷), rooted
{
    return sqrt(pow(chroma, 7) / (pow(chroma, 7) + 6103515625.0));
}

static double turn(double degrees)
{
    return degrees * M_PI / 180;
}

static double mean_hue(double h1, double h2, double c1, double c2)
{
    if (c1 * c2 == 0)
        return h1 + h2;
    double sum = h1 + h2;
    return fabs(h1 - h2) <= 180 ? sum / 2 : (sum < 360 ? sum + 360 : sum - 360) / 2;
}

// CIEDE2000: Sharma, Wu, Dalal 2005.
static double difference(struct lab p, struct lab q)
{
    double g = 1.5 - 0.5 * saturated((hypot(p.a, p.b) + hypot(q.a, q.b)) / 2);
    double c1 = hypot(g * p.a, p.b), c2 = hypot(g * q.a, q.b), c = (c1 + c2) / 2;
    double h1 = fmod(atan2(p.b, g * p.a) * 180 / M_PI + 360, 360);
    double h2 = fmod(atan2(q.b, g * q.a) * 180 / M_PI + 360, 360), dh = h2 - h1;
    dh = c1 * c2 == 0 ? 0 : dh > 180 ? dh - 360 : dh < -180 ? dh + 360 : dh;
    double h = mean_hue(h1, h2, c1, c2), l = (p.l + q.l) / 2 - 50;
    double t = 1 - 0.17 * cos(turn(h - 30)) + 0.24 * cos(turn(2 * h))
               + 0.32 * cos(turn(3 * h + 6)) - 0.20 * cos(turn(4 * h - 63));
    double dl = (q.l - p.l) / (1 + 0.015 * l * l / sqrt(20 + l * l));
    double dc = (c2 - c1) / (1 + 0.045 * c);
    double da = 2 * sqrt(c1 * c2) * sin(turn(dh / 2)) / (1 + 0.015 * c * t);
    double blues = 60 * exp(-pow((h - 275) / 25, 2));
    return sqrt(dl * dl + dc * dc + da * da
                - sin(turn(blues)) * 2 * saturated(c) * dc * da);
}

// Pairs of the paper, with its results.
static void test_difference(void **state)
{
    (void)state;
    static const struct { struct lab p, q; double is; } known[] = {
        {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
        {{50, -1, 2}, {50, 0, 0}, 2.3669}, {{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},
        {{50, 2.5, 0}, {73, 25, -18}, 27.1492}, {{50, 2.5, 0}, {56, -27, -3}, 31.9030},
        {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
        {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_true(fabs(difference(known[i].p, known[i].q) - known[i].is) < 6e-5);
}

static void check_apart(const struct theme *t)
{
    enum { ALL = THEME_RUNS + 2 };
    rgba all[ALL] = {t->run[0], t->run[1], t->run[2], t->run[3], t->run[4], t->ink,
                     t->blue};
    for (int eye = 0; eye < 4; eye++)
        for (int i = 0; i < ALL; i++)
            for (int k = 0; k < i; k++) {
                double apart = difference(seen_by(eye, all[i]), seen_by(eye, all[k]));
                if (apart < 12)
                    fail_msg("%s: colours %d and %d are %.1f apart", eyes[eye].name, k, i,
                             apart);
            }
}

static void test_colours_are_told_apart(void **state)
{
    (void)state;
    check_apart(&theme_light);
    check_apart(&theme_dark);
}

static void test_sizes(void **state)
{
    (void)state;
    for (float height = 240; height <= 4320; height *= 1.1f) {
        for (int projector = 0; projector < 2; projector++) {
            struct sizes s = sizes_for(height, projector);
            assert_true(s.minor >= 1.5f && s.major >= 1.5f && s.shaft >= 1.5f);
            assert_true(s.t3 >= 11 && s.t3 >= (projector ? 0.0299f : 0.0219f) * height);
            assert_true(s.t1 >= s.t2 && s.t2 >= s.t3);
        }
    }
}

// U6, in grey: the mark of a run as it lies on its path.
static struct image grey_mark(const struct theme *t, enum mark mark, float size)
{
    struct picture p = {0};
    struct image out;
    int side = (int)ceilf(size) + 2;
    struct mark_style style = {size, rgba_grey(t->run[mark]), 0, {0}};
    assert_true(image_make(&out, side, side, rgba_grey(t->plot_hi)));
    picture_begin(&p, (pt){(float)side, (float)side});
    mark_draw(&p, mark, (pt){(float)side / 2, (float)side / 2}, &style);
    assert_true(raster(&out, &p, 1, &fake_font, NULL));
    picture_free(&p);
    return out;
}

// Of what either covers, the part that only one of them does; by the ground between.
static double apart_in_grey(const struct image *a, const struct image *b, rgba ground)
{
    double either = 0, both = 0;
    for (int i = 0; i < a->width * a->height; i++) {
        double x = abs(a->pixels[i].r - ground.r), y = abs(b->pixels[i].r - ground.r);
        either += fmax(x, y);
        both += fmin(x, y);
    }
    return 1 - both / either;
}

static void test_runs_are_told_apart_in_grey(void **state)
{
    (void)state;
    const struct theme *const themes[] = {&theme_light, &theme_dark};
    for (int i = 0; i < 4; i++) {
        const struct theme *t = themes[i % 2];
        struct sizes sizes = sizes_for(i < 2 ? 768 : 1080, i < 2);
        struct image mark[THEME_RUNS];
        for (int run = 0; run < THEME_RUNS; run++) {
            mark[run] = grey_mark(t, (enum mark)run, sizes.dot);
            check_marks(t, rgba_grey(t->run[run]), 3);
        }
        for (int a = 0; a < THEME_RUNS; a++)
            for (int b = 0; b < a; b++)
                assert_true(apart_in_grey(&mark[a], &mark[b], rgba_grey(t->plot_hi))
                            > 0.18);
        for (int run = 0; run < THEME_RUNS; run++)
            image_free(&mark[run]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contrast),
        cmocka_unit_test(test_difference),
        cmocka_unit_test(test_colours_are_told_apart),
        cmocka_unit_test(test_runs_are_told_apart_in_grey),
        cmocka_unit_test(test_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
