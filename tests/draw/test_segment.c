// SPDX-License-Identifier: MIT
#include "draw/segment.h"

#include "paint.h"

#include <float.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const box window = {-5, 105, -5, 85};

static double length_of(const struct segments *s)
{
    double sum = 0;
    for (size_t i = 0; i < s->count; i++)
        sum += hypot(s->at[i].b.x - s->at[i].a.x, s->at[i].b.y - s->at[i].a.y);
    return sum;
}

static void assert_inside(const struct segments *s)
{
    for (size_t i = 0; i < s->count; i++) {
        const struct segment *g = &s->at[i];
        assert_true(g->a.x >= -5 && g->a.x <= 105 && g->b.x >= -5 && g->b.x <= 105);
        assert_true(g->a.y >= -5 && g->a.y <= 85 && g->b.y >= -5 && g->b.y <= 85);
    }
}

static void hostile_lines_stay_in_the_window(void **state)
{
    (void)state;
    static const float wild[] = {0, 1, -1, 50, 1e4f, -1e7f, 1e12f, -1e20f, 1e30f, -1e38f,
                                 FLT_MAX, -FLT_MAX, FLT_MIN, 1e-30f};
    struct chance c = chance_from(11);
    struct segments s = {0};
    for (int round = 0; round < 20000; round++) {
        pt points[5];
        for (int i = 0; i < 5; i++)
            points[i] = (pt){wild[(int)(chance_next(&c) * 14)],
                             wild[(int)(chance_next(&c) * 14)]};
        struct way way = {.scale = round % 3 + 0.5, .window = window, .dash = 3, .gap = 2,
                          .closed = round & 1, .butt = round & 2};
        if (round & 4)
            way.dash = 0;
        segments_clear(&s);
        segments_stroke(&s, points, 5, &way);
        segments_fill(&s, points, 5, &way);
        assert_inside(&s);
        assert_true(s.count < 500);
    }
    segments_free(&s);
}

static void a_far_line_is_drawn_where_it_passes(void **state)
{
    (void)state;
    struct segments s = {0};
    struct way way = {.scale = 1, .window = window};
    segments_stroke(&s, (pt[]){{-1e30f, 50}, {1e30f, 50}}, 2, &way);
    assert_int_equal(s.count, 1);
    assert_true(s.at[0].a.x == -5 && s.at[0].b.x == 105);
    assert_true(s.at[0].a.y == 50 && s.at[0].b.y == 50);
    segments_free(&s);
}

// Dashes cover dash / (dash + gap) of a long line, whatever part of it is seen.
static void dashes_keep_their_phase(void **state)
{
    (void)state;
    pt line[] = {{-3000, 11}, {-1000, 12}, {-7, 13}, {40, 20}, {55, 60}, {4000, 70}};
    struct segments whole = {0}, part = {0};
    struct way all = {.scale = 1, .window = {-1e5, 1e5, -1e5, 1e5}, .dash = 7, .gap = 4.5};
    struct way some = all;
    some.window = window;
    segments_stroke(&whole, line, 6, &all);
    segments_stroke(&part, line, 6, &some);
    assert_inside(&part);
    assert_true(part.count > 5 && part.count < whole.count);
    size_t found = 0;
    for (size_t i = 0; i < part.count; i++)
        for (size_t j = 0; j < whole.count; j++) {
            struct segment a = part.at[i], b = whole.at[j];
            bool clipped = a.a.x <= -5 || a.b.x >= 105;
            found += clipped || (fabsf(a.a.x - b.a.x) < 1e-3f
                                 && fabsf(a.b.x - b.b.x) < 1e-3f
                                 && fabsf(a.b.y - b.b.y) < 1e-3f);
            if (clipped)
                break;
        }
    assert_int_equal(found, part.count);
    double total = 0;
    for (int i = 0; i < 5; i++)
        total += hypot(line[i + 1].x - line[i].x, line[i + 1].y - line[i].y);
    assert_true(fabs(length_of(&whole) / total - 7 / 11.5) < 1e-3);
    segments_free(&whole);
    segments_free(&part);
}

static void flat_ends_are_only_at_ends(void **state)
{
    (void)state;
    struct segments s = {0};
    struct way way = {.scale = 1, .window = window, .butt = true};
    segments_stroke(&s, (pt[]){{0, 0}, {10, 0}, {10, 10}, {10, 10.1f}, {10, 10.1f}}, 5,
                    &way);
    assert_int_equal(s.count, 2);
    assert_true(s.at[0].butt_a && !s.at[0].butt_b && !s.at[1].butt_a && s.at[1].butt_b);
    assert_true(s.at[1].b.y == 10.1f);
    segments_clear(&s);
    way.closed = true;
    segments_stroke(&s, (pt[]){{0, 0}, {10, 0}, {10, 10}}, 3, &way);
    assert_int_equal(s.count, 3);
    for (int i = 0; i < 3; i++)
        assert_true(!s.at[i].butt_a && !s.at[i].butt_b);
    segments_clear(&s);
    way = (struct way){.scale = 1, .window = window, .butt = true, .dash = 4, .gap = 3};
    segments_stroke(&s, (pt[]){{0, 0}, {12, 0}}, 2, &way);
    assert_int_equal(s.count, 2);
    for (int i = 0; i < 2; i++)
        assert_true(s.at[i].butt_a && s.at[i].butt_b);
    assert_true(s.at[0].b.x == 4 && s.at[1].a.x == 7 && s.at[1].b.x == 11);
    segments_free(&s);
}

static void near_points_are_left_out_but_not_the_last(void **state)
{
    (void)state;
    pt points[1001];
    for (int i = 0; i <= 1000; i++)
        points[i] = (pt){(float)i * 0.1f, 30};
    struct segments s = {0};
    segments_stroke(&s, points, 1001, &(struct way){.scale = 1, .window = window});
    assert_in_range(s.count, 150, 205);
    assert_true(s.at[s.count - 1].b.x == points[1000].x);
    assert_true(fabs(length_of(&s) - 100) < 1e-3);
    segments_free(&s);
}

static void a_line_of_no_length_is_a_dot_or_nothing(void **state)
{
    (void)state;
    struct segments s = {0};
    struct way way = {.scale = 1, .window = window};
    segments_stroke(&s, (pt[]){{5, 5}, {5, 5}}, 2, &way);
    assert_int_equal(s.count, 1);
    way.butt = true;
    segments_stroke(&s, (pt[]){{5, 5}, {5, 5}}, 2, &way);
    assert_int_equal(s.count, 1);
    segments_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_lines_stay_in_the_window),
        cmocka_unit_test(a_far_line_is_drawn_where_it_passes),
        cmocka_unit_test(dashes_keep_their_phase),
        cmocka_unit_test(flat_ends_are_only_at_ends),
        cmocka_unit_test(near_points_are_left_out_but_not_the_last),
        cmocka_unit_test(a_line_of_no_length_is_a_dot_or_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
