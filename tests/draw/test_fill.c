// SPDX-License-Identifier: MIT
// Polygons against their exact area, pixel by pixel.
#include "draw/raster.h"

#include "paint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { SIZE = 70, MOST = 64 };

// Sutherland and Hodgman: what of the polygon lies on the side keep·(v − at) ≥ 0.
static size_t cut(const vec2 *in, size_t count, vec2 *out, bool along_y, double at,
                  double keep)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        vec2 a = in[i], b = in[(i + 1) % count];
        double da = keep * ((along_y ? a.y : a.x) - at);
        double db = keep * ((along_y ? b.y : b.x) - at);
        if (da >= 0)
            out[n++] = a;
        if ((da < 0) != (db < 0))
            out[n++] = vec2_add(a, vec2_scale(vec2_sub(b, a), da / (da - db)));
    }
    return n;
}

static double area_of(const vec2 *p, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        vec2 a = p[i], b = p[(i + 1) % count];
        sum += a.x * b.y - b.x * a.y;
    }
    return fabs(sum) / 2;
}

static double exact_cover(const pt *points, size_t count, int x, int y)
{
    vec2 a[4 * MOST], b[4 * MOST];
    for (size_t i = 0; i < count; i++)
        a[i] = (vec2){points[i].x, points[i].y};
    count = cut(a, count, b, false, x, 1);
    count = cut(b, count, a, false, x + 1, -1);
    count = cut(a, count, b, true, y, 1);
    count = cut(b, count, a, true, y + 1, -1);
    return area_of(a, count);
}

static void assert_exact(const struct image *image, const pt *points, size_t count,
                         int round)
{
    for (int y = 0; y < SIZE; y++)
        for (int x = 0; x < SIZE; x++) {
            int got = 255 - image->pixels[y * SIZE + x].r;
            double wanted = 255 * exact_cover(points, count, x, y);
            if (fabs(got - wanted) > 0.52)
                fail_msg("polygon %d, pixel %d,%d: %d, not %.3f", round, x, y, got, wanted);
        }
}

static void stars_cover_their_exact_area(void **state)
{
    (void)state;
    struct chance c = chance_from(21);
    struct picture p = {0};
    for (int round = 0; round < 60; round++) {
        pt points[MOST];
        size_t count = 3 + (size_t)(chance_next(&c) * 20);
        float cx = chance_between(&c, -10, 80), cy = chance_between(&c, -10, 80);
        for (size_t i = 0; i < count; i++) {
            double turn = ((double)i + chance_next(&c) * 0.9) / (double)count * 2 * M_PI;
            float r = chance_between(&c, 0.2, round & 1 ? 60 : 8);
            points[i] = (pt){cx + r * (float)cos(turn), cy + r * (float)sin(turn)};
        }
        if (round & 2)
            for (size_t i = 0; i < count / 2; i++) {
                pt t = points[i];
                points[i] = points[count - 1 - i];
                points[count - 1 - i] = t;
            }
        picture_begin(&p, (pt){SIZE, SIZE});
        picture_fill(&p, points, count, rgb(0));
        struct image image;
        assert_true(paint(&image, &p, SIZE, SIZE, 1, rgb(0xffffff), NULL));
        assert_exact(&image, points, count, round);
        image_free(&image);
    }
    picture_free(&p);
}

static void boxes_agree_with_polygons(void **state)
{
    (void)state;
    struct chance c = chance_from(22);
    struct picture p = {0};
    for (int round = 0; round < 300; round++) {
        float x0 = chance_between(&c, -9, 75), y0 = chance_between(&c, -9, 75);
        float x1 = x0 + chance_between(&c, 0, round & 1 ? 2 : 90);
        float y1 = y0 + chance_between(&c, 0, round & 2 ? 2 : 90);
        if (round % 5 == 0)
            x0 = roundf(x0), x1 = roundf(x1), y0 = roundf(y0);
        pt corners[] = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
        struct image image;
        picture_begin(&p, (pt){SIZE, SIZE});
        picture_box(&p, (rect){x0, y0, x1, y1}, rgb(0));
        assert_true(paint(&image, &p, SIZE, SIZE, 1, rgb(0xffffff), NULL));
        assert_exact(&image, corners, 4, round);
        image_free(&image);
    }
    picture_free(&p);
}

static int ink_at(const struct image *image, int x, int y)
{
    return 255 - image->pixels[y * image->width + x].r;
}

static void winding_is_non_zero(void **state)
{
    (void)state;
    struct picture p = {0};
    struct image image;
    picture_begin(&p, (pt){40, 40});
    picture_fill(&p, (pt[]){{2, 2}, {38, 2}, {38, 38}, {2, 38}, {2, 2}, {10, 10}, {30, 10},
                            {30, 30}, {10, 30}, {10, 10}}, 10, rgb(0));
    assert_true(paint(&image, &p, 40, 40, 1, rgb(0xffffff), NULL));
    assert_int_equal(ink_at(&image, 20, 20), 255);
    assert_int_equal(ink_at(&image, 5, 20), 255);
    image_free(&image);
    picture_begin(&p, (pt){40, 40});
    picture_fill(&p, (pt[]){{2, 2}, {38, 2}, {38, 38}, {2, 38}, {2, 2}, {10, 10}, {10, 30},
                            {30, 30}, {30, 10}, {10, 10}}, 10, rgb(0));
    assert_true(paint(&image, &p, 40, 40, 1, rgb(0xffffff), NULL));
    assert_int_equal(ink_at(&image, 20, 20), 0);
    assert_int_equal(ink_at(&image, 5, 20), 255);
    image_free(&image);
    picture_begin(&p, (pt){40, 40});
    picture_fill(&p, (pt[]){{2, 2}, {38, 38}, {38, 2}, {2, 38}}, 4, rgb(0));
    assert_true(paint(&image, &p, 40, 40, 1, rgb(0xffffff), NULL));
    assert_int_equal(ink_at(&image, 5, 20), 255);
    assert_int_equal(ink_at(&image, 35, 20), 255);
    assert_int_equal(ink_at(&image, 20, 5), 0);
    image_free(&image);
    picture_free(&p);
}

// A polygon far larger than the picture covers it all, and nothing where it is not.
static void hostile_polygons_are_bounded(void **state)
{
    (void)state;
    struct picture p = {0};
    struct image image;
    picture_begin(&p, (pt){40, 40});
    picture_fill(&p, (pt[]){{-1e30f, -1e30f}, {1e30f, -1e30f}, {1e30f, 20}, {-1e30f, 20}}, 4,
                 rgb(0));
    picture_fill(&p, (pt[]){{-1e38f, 30}, {0, 3e38f}, {1e38f, 30}}, 3, rgb(0));
    picture_disc(&p, (pt){3e38f, 3e38f}, 3e38f, rgb(0));
    assert_true(paint(&image, &p, 40, 40, 1, rgb(0xffffff), NULL));
    assert_int_equal(ink_at(&image, 20, 10), 255);
    assert_int_equal(ink_at(&image, 0, 19), 255);
    assert_int_equal(ink_at(&image, 39, 25), 0);
    assert_int_equal(ink_at(&image, 20, 35), 255);
    image_free(&image);
    picture_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stars_cover_their_exact_area),
        cmocka_unit_test(boxes_agree_with_polygons),
        cmocka_unit_test(winding_is_non_zero),
        cmocka_unit_test(hostile_polygons_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
