// SPDX-License-Identifier: MIT
// Strokes: how much they cover, how their parts meet, and what hostile ones do.
#include "draw/raster.h"

#include "paint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { SIZE = 120 };

static struct pen pen_of(float width, enum cap cap)
{
    return (struct pen){width, {0, 0, 0, 255}, cap, 0, 0};
}

static double ink_of(const struct image *image)
{
    double sum = 0;
    for (int i = 0; i < image->width * image->height; i++)
        sum += (255 - image->pixels[i].r) / 255.0;
    return sum;
}

static double ink_drawn(const struct picture *p)
{
    struct image image;
    assert_true(paint(&image, p, SIZE, SIZE, 1, rgb(0xffffff), NULL));
    double ink = ink_of(&image);
    image_free(&image);
    return ink;
}

static void lines_cover_width_times_length(void **state)
{
    (void)state;
    struct chance c = chance_from(31);
    struct picture p = {0};
    for (int round = 0; round < 400; round++) {
        double turn = chance_next(&c) * 2 * M_PI, length = chance_between(&c, 5, 90);
        float width = chance_between(&c, 0.1, round & 1 ? 2 : 12);
        double ux = cos(turn) * length / 2, uy = sin(turn) * length / 2;
        float x = chance_between(&c, 59, 61), y = chance_between(&c, 59, 61);
        picture_begin(&p, (pt){SIZE, SIZE});
        picture_line(&p, (pt){x - (float)ux, y - (float)uy}, (pt){x + (float)ux, y + (float)uy},
                     pen_of(width, CAP_BUTT));
        double wanted = width * length, got = ink_drawn(&p);
        if (fabs(got - wanted) > 0.003 * wanted + 0.1)
            fail_msg("line %d, width %g, length %g: %g, not %g", round, width, length, got,
                     wanted);
    }
    picture_free(&p);
}

static void round_ends_add_a_disc(void **state)
{
    (void)state;
    struct picture p = {0};
    for (float width = 1; width < 20; width += 0.7f) {
        picture_begin(&p, (pt){SIZE, SIZE});
        picture_line(&p, (pt){30, 40}, (pt){80.3f, 71.6f}, pen_of(width, CAP_ROUND));
        double length = hypot(50.3, 31.6), r = width / 2;
        double wanted = width * length + M_PI * r * r;
        assert_true(fabs(ink_drawn(&p) - wanted) < 0.01 * wanted + 0.3);
        picture_begin(&p, (pt){SIZE, SIZE});
        picture_disc(&p, (pt){50.2f, 60.7f}, width / 2, rgb(0));
        assert_true(fabs(ink_drawn(&p) - M_PI * r * r) < 0.02 * M_PI * r * r + 0.3);
    }
    picture_free(&p);
}

static int darkest(const struct image *image)
{
    int most = 0;
    for (int i = 0; i < image->width * image->height; i++)
        most = 255 - image->pixels[i].r > most ? 255 - image->pixels[i].r : most;
    return most;
}

// Half-transparent ink stays so where a line meets or crosses itself.
static void crossing_itself_does_not_darken(void **state)
{
    (void)state;
    struct picture p = {0};
    struct pen pen = {6, {0, 0, 0, 100}, CAP_ROUND, 0, 0};
    pt zigzag[40];
    for (int i = 0; i < 40; i++)
        zigzag[i] = (pt){20 + (float)(i * 37 % 80), 20 + (float)(i * 53 % 80)};
    picture_begin(&p, (pt){SIZE, SIZE});
    picture_stroke(&p, zigzag, 40, pen, true);
    struct image image;
    assert_true(paint(&image, &p, SIZE, SIZE, 1, rgb(0xffffff), NULL));
    assert_int_equal(darkest(&image), 100);
    image_free(&image);
    picture_free(&p);
}

// A line in many collinear pieces is the line.
static void joins_leave_no_trace(void **state)
{
    (void)state;
    struct picture p = {0};
    for (float width = 0.4f; width < 9; width += 1.1f) {
        struct image whole, pieces;
        pt points[33];
        for (int i = 0; i <= 32; i++)
            points[i] = (pt){10 + (float)i * 3, 20 + (float)i * 1.25f};
        picture_begin(&p, (pt){SIZE, SIZE});
        picture_line(&p, points[0], points[32], pen_of(width, CAP_BUTT));
        assert_true(paint(&whole, &p, SIZE, SIZE, 1, rgb(0xffffff), NULL));
        picture_begin(&p, (pt){SIZE, SIZE});
        picture_stroke(&p, points, 33, pen_of(width, CAP_BUTT), false);
        assert_true(paint(&pieces, &p, SIZE, SIZE, 1, rgb(0xffffff), NULL));
        for (int i = 0; i < SIZE * SIZE; i++)
            assert_in_range(whole.pixels[i].r - pieces.pixels[i].r + 1, 0, 2);
        image_free(&whole);
        image_free(&pieces);
    }
    picture_free(&p);
}

static void assert_same(const struct image *a, const struct image *b)
{
    assert_memory_equal(a->pixels, b->pixels, (size_t)(a->width * a->height) * 4);
}

static void far_ends_do_not_matter(void **state)
{
    (void)state;
    static const float far[] = {1e3f, 1e6f, 1e15f, 1e30f, 3e38f};
    struct picture p = {0};
    struct image near, image;
    picture_begin(&p, (pt){SIZE, SIZE});
    picture_line(&p, (pt){-300, 50.25f}, (pt){300, 50.25f}, pen_of(3, CAP_BUTT));
    picture_line(&p, (pt){33, -300}, (pt){33, 300}, pen_of(2, CAP_ROUND));
    assert_true(paint(&near, &p, SIZE, SIZE, 1, rgb(0xffffff), NULL));
    for (size_t i = 0; i < sizeof far / sizeof *far; i++) {
        picture_begin(&p, (pt){SIZE, SIZE});
        picture_line(&p, (pt){-far[i], 50.25f}, (pt){far[i], 50.25f}, pen_of(3, CAP_BUTT));
        picture_line(&p, (pt){33, far[i]}, (pt){33, -far[i]}, pen_of(2, CAP_ROUND));
        assert_true(paint(&image, &p, SIZE, SIZE, 1, rgb(0xffffff), NULL));
        assert_same(&near, &image);
        image_free(&image);
    }
    image_free(&near);
    picture_free(&p);
}

// The same dashed line, seen whole and through a small window.
static void dashes_look_the_same_when_clipped(void **state)
{
    (void)state;
    enum { WIDE = 900, LEFT_OF = 431, TOP_OF = 97 };
    struct picture p = {0};
    pt points[60];
    for (int i = 0; i < 60; i++)
        points[i] = (pt){(float)i * 15.3f, 150 + 60 * (float)sin(i * 0.4)};
    struct pen pen = {3, {0, 0, 0, 255}, CAP_BUTT, 9.5f, 4.25f};
    struct image whole, part;
    picture_begin(&p, (pt){WIDE, 300});
    picture_stroke(&p, points, 60, pen, false);
    assert_true(paint(&whole, &p, WIDE, 300, 1, rgb(0xffffff), NULL));
    for (int i = 0; i < 60; i++)
        points[i] = (pt){points[i].x - LEFT_OF, points[i].y - TOP_OF};
    picture_begin(&p, (pt){SIZE, SIZE});
    picture_stroke(&p, points, 60, pen, false);
    assert_true(paint(&part, &p, SIZE, SIZE, 1, rgb(0xffffff), NULL));
    for (int y = 0; y < SIZE; y++)
        for (int x = 0; x < SIZE; x++) {
            int a = whole.pixels[(y + TOP_OF) * WIDE + x + LEFT_OF].r;
            assert_in_range(a - part.pixels[y * SIZE + x].r + 2, 0, 4);
        }
    assert_true(ink_of(&part) > 50);
    image_free(&whole);
    image_free(&part);
    picture_free(&p);
}

static void dots_are_discs_apart(void **state)
{
    (void)state;
    struct picture p = {0};
    struct pen dots = {5, {0, 0, 0, 255}, CAP_ROUND, 0.01f, 10};
    picture_begin(&p, (pt){SIZE, SIZE});
    picture_line(&p, (pt){10, 60}, (pt){110, 60}, dots);
    assert_true(fabs(ink_drawn(&p) - 10 * M_PI * 6.25) < 6);
    picture_free(&p);
}

static void a_great_many_segments_take_no_great_time(void **state)
{
    (void)state;
    enum { MANY = 300000 };
    struct chance c = chance_from(33);
    struct picture p = {0};
    pt *points = malloc(MANY * sizeof *points);
    assert_non_null(points);
    picture_begin(&p, (pt){SIZE, SIZE});
    for (int i = 0; i < MANY; i++)
        points[i] = (pt){chance_between(&c, -4e4, 4e4), chance_between(&c, -4e4, 4e4)};
    struct pen pen = pen_of(2, CAP_ROUND);
    pen.dash = 2;
    pen.gap = 2;
    picture_stroke(&p, points, MANY, pen, false);
    picture_fill(&p, points, MANY, rgb(0x808080));
    assert_true(ink_drawn(&p) > 0);
    free(points);
    picture_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_cover_width_times_length),
        cmocka_unit_test(round_ends_add_a_disc),
        cmocka_unit_test(crossing_itself_does_not_darken),
        cmocka_unit_test(joins_leave_no_trace),
        cmocka_unit_test(far_ends_do_not_matter),
        cmocka_unit_test(dashes_look_the_same_when_clipped),
        cmocka_unit_test(dots_are_discs_apart),
        cmocka_unit_test(a_great_many_segments_take_no_great_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
