// SPDX-License-Identifier: MIT
// Whole pictures: what must be true of any, and one by its hash.
#include "draw/raster.h"

#include "base/stamp.h"
#include "compare_image.h"
#include "failing_malloc.h"
#include "paint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 190, HEIGHT = 150 };

static const rgba paper = {255, 255, 255, 255};

static pt any_point(struct chance *c, pt shift)
{
    return (pt){roundf(chance_between(c, -40, 230) * 4) / 4 + shift.x,
                roundf(chance_between(c, -40, 190) * 4) / 4 + shift.y};
}

static rgba any_color(struct chance *c)
{
    uint32_t bits = (uint32_t)(chance_next(c) * 0x1p32);
    rgba color = rgb(bits);
    color.a = bits >> 31 ? 255 : (uint8_t)(bits >> 24);
    return color;
}

static void add_any(struct picture *p, struct chance *c, pt shift)
{
    pt points[9];
    int count = 2 + (int)(chance_next(c) * 8);
    struct pen pen = {chance_between(c, 0.2, 9), any_color(c),
                      chance_next(c) < 0.5 ? CAP_ROUND : CAP_BUTT, 0, 0};
    if (chance_next(c) < 0.4) {
        pen.dash = chance_between(c, 1, 12);
        pen.gap = chance_between(c, 1, 12);
    }
    for (int i = 0; i < count; i++)
        points[i] = any_point(c, shift);
    int kind = (int)(chance_next(c) * 6);
    float size = chance_between(c, 1, 30);
    if (kind < 2)
        picture_stroke(p, points, (size_t)count, pen, chance_next(c) < 0.3);
    else if (kind == 2)
        picture_fill(p, points, (size_t)count, pen.color);
    else if (kind == 3)
        picture_disc(p, points[0], size, pen.color);
    else if (kind == 4)
        picture_box(p, (rect){points[0].x, points[0].y, points[0].x + size,
                              points[0].y + 2 * size}, pen.color);
    else
        picture_text(p, points[0], (struct type){FACE_NORMAL, roundf(size), pen.color, LEFT,
                                                 BASELINE, 0, 1.5f, rgb(0xffffff)}, "ab");
}

static void draw_any(struct picture *p, uint64_t seed, pt shift)
{
    struct chance c = chance_from(seed);
    picture_begin(p, (pt){WIDTH, HEIGHT});
    for (int i = 0; i < 25; i++)
        add_any(p, &c, shift);
}

static void assert_same(const struct image *a, const struct image *b)
{
    struct difference d = image_difference(a, b);
    assert_true(d.same_size);
    assert_int_equal(d.most, 0);
}

static void threads_make_no_difference(void **state)
{
    (void)state;
    struct picture p = {0};
    struct pool *two = pool_open(2), *five = pool_open(5);
    for (uint64_t seed = 1; seed <= 30; seed++) {
        struct image a, b, c;
        draw_any(&p, seed, (pt){0, 0});
        assert_true(paint(&a, &p, WIDTH, HEIGHT, 1, paper, NULL));
        assert_true(paint(&b, &p, WIDTH, HEIGHT, 1, paper, two));
        assert_true(paint(&c, &p, WIDTH, HEIGHT, 1, paper, five));
        assert_same(&a, &b);
        assert_same(&a, &c);
        image_free(&a);
        image_free(&b);
        image_free(&c);
    }
    pool_close(two);
    pool_close(five);
    picture_free(&p);
}

// Rounding differs by where a picture stands, by a step of cover a layer at most.
static void a_picture_moved_is_the_picture(void **state)
{
    (void)state;
    enum { RIGHT_BY = 13, DOWN_BY = 37 };
    struct picture p = {0};
    for (uint64_t seed = 1; seed <= 30; seed++) {
        struct image at, moved;
        draw_any(&p, seed, (pt){0, 0});
        assert_true(paint(&at, &p, WIDTH, HEIGHT, 1, paper, NULL));
        draw_any(&p, seed, (pt){RIGHT_BY, DOWN_BY});
        assert_true(paint(&moved, &p, WIDTH + RIGHT_BY, HEIGHT + DOWN_BY, 1, paper, NULL));
        for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++) {
                rgba a = at.pixels[y * WIDTH + x];
                rgba b = moved.pixels[(y + DOWN_BY) * (WIDTH + RIGHT_BY) + x + RIGHT_BY];
                assert_in_range(a.r - b.r + 3, 0, 6);
                assert_in_range(a.g - b.g + 3, 0, 6);
            }
        image_free(&at);
        image_free(&moved);
    }
    picture_free(&p);
}

static void a_clip_shows_its_part_and_no_more(void **state)
{
    (void)state;
    struct picture p = {0};
    for (uint64_t seed = 1; seed <= 30; seed++) {
        struct image whole, part;
        struct chance c = chance_from(seed);
        draw_any(&p, seed, (pt){0, 0});
        assert_true(paint(&whole, &p, WIDTH, HEIGHT, 1, paper, NULL));
        picture_begin(&p, (pt){WIDTH, HEIGHT});
        picture_clip(&p, (rect){31.2f, 20, 120, 99.6f});
        for (int i = 0; i < 25; i++)
            add_any(&p, &c, (pt){0, 0});
        assert_true(paint(&part, &p, WIDTH, HEIGHT, 1, paper, NULL));
        for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++) {
                bool in = x >= 31 && x < 120 && y >= 20 && y < 100;
                rgba a = in ? whole.pixels[y * WIDTH + x] : paper;
                rgba b = part.pixels[y * WIDTH + x];
                assert_in_range(a.r - b.r + 3, 0, in ? 6 : 3);
                assert_in_range(a.b - b.b + 3, 0, in ? 6 : 3);
            }
        image_free(&whole);
        image_free(&part);
    }
    picture_free(&p);
}

static void an_unclip_ends_a_clip(void **state)
{
    (void)state;
    struct picture p = {0};
    struct image image;
    picture_begin(&p, (pt){40, 40});
    picture_clip(&p, (rect){50, 50, 60, 60});
    picture_box(&p, (rect){0, 0, 40, 40}, rgb(0xff0000));
    picture_unclip(&p);
    picture_box(&p, (rect){0, 0, 20, 40}, rgb(0));
    assert_true(paint(&image, &p, 40, 40, 1, paper, NULL));
    assert_int_equal(image.pixels[5].r, 0);
    assert_int_equal(image.pixels[25].g, 255);
    image_free(&image);
    picture_free(&p);
}

static void twice_the_scale_is_twice_the_size(void **state)
{
    (void)state;
    struct picture p = {0}, q = {0};
    struct image a, b;
    picture_begin(&p, (pt){WIDTH, HEIGHT});
    picture_begin(&q, (pt){WIDTH, HEIGHT});
    for (int i = 0; i < 20; i++) {
        pt from = {(float)(i * 9), 3}, to = {(float)(i * 4), 70};
        picture_line(&p, from, to, (struct pen){1.5f, rgb(0x800000), CAP_ROUND, 5, 3});
        picture_line(&q, (pt){2 * from.x, 2 * from.y}, (pt){2 * to.x, 2 * to.y},
                     (struct pen){3, rgb(0x800000), CAP_ROUND, 10, 6});
    }
    assert_true(paint(&a, &p, WIDTH, HEIGHT, 2, paper, NULL));
    assert_true(paint(&b, &q, WIDTH, HEIGHT, 1, paper, NULL));
    assert_same(&a, &b);
    image_free(&a);
    image_free(&b);
    picture_free(&p);
    picture_free(&q);
}

// Onto nothing and then onto paper is onto paper.
static void transparent_paper_comes_out_right(void **state)
{
    (void)state;
    struct picture p = {0}, copy = {0};
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct image direct, clear, through;
        draw_any(&p, seed, (pt){0, 0});
        assert_true(paint(&direct, &p, WIDTH, HEIGHT, 1, paper, NULL));
        assert_true(paint(&clear, &p, WIDTH, HEIGHT, 1, (rgba){0}, NULL));
        picture_begin(&copy, (pt){WIDTH, HEIGHT});
        picture_image(&copy, (rect){0, 0, WIDTH, HEIGHT}, &clear);
        assert_true(paint(&through, &copy, WIDTH, HEIGHT, 1, paper, NULL));
        struct difference d = image_difference(&direct, &through);
        assert_true(d.most <= 8 && d.rms < 0.8);
        image_free(&direct);
        image_free(&clear);
        image_free(&through);
    }
    picture_free(&p);
    picture_free(&copy);
}

static void images_are_copied_or_averaged(void **state)
{
    (void)state;
    rgba pixels[16];
    for (int i = 0; i < 16; i++)
        pixels[i] = (rgba){(uint8_t)(i * 10), (uint8_t)(i & 1 ? 200 : 0), 7, 255};
    struct image small = {4, 4, pixels}, image;
    struct picture p = {0};
    picture_begin(&p, (pt){20, 20});
    picture_image(&p, (rect){3, 5, 7, 9}, &small);
    picture_image(&p, (rect){10, 2, 12, 4}, &small);
    picture_image(&p, (rect){-2, 12, 6, 20}, &small);
    assert_true(paint(&image, &p, 20, 20, 1, paper, NULL));
    for (int i = 0; i < 16; i++) {
        rgba got = image.pixels[(5 + i / 4) * 20 + 3 + i % 4];
        assert_memory_equal(&got, &pixels[i], 4);
    }
    assert_int_equal(image.pixels[2 * 20 + 10].r, (0 + 10 + 40 + 50 + 2) / 4);
    assert_int_equal(image.pixels[2 * 20 + 10].g, 100);
    assert_int_equal(image.pixels[12 * 20].r, pixels[1].r);
    assert_int_equal(image.pixels[19 * 20 + 5].r, pixels[15].r);
    assert_int_equal(image.pixels[4 * 20 + 3].r, 255);
    image_free(&image);
    picture_free(&p);
}

// Letters are boxes here: 0.6 of the em wide, 0.75 high.
static void texts_hang_where_their_anchors_say(void **state)
{
    (void)state;
    static const struct { enum anchor_x x; enum anchor_y y; float angle; int left, top; }
    cases[] = {{LEFT, BASELINE, 0, 50, 35}, {CENTER, BASELINE, 0, 44, 35},
               {RIGHT, TOP, 0, 38, 50}, {LEFT, BOTTOM, 0, 50, 31},
               {LEFT, MIDDLE, 0, 50, 42}, {LEFT, BASELINE, 1.5707963f, 35, 38},
               {RIGHT, BASELINE, 1.5707963f, 35, 50}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct picture p = {0};
        struct image image;
        picture_begin(&p, (pt){100, 100});
        picture_text(&p, (pt){50, 50}, (struct type){.size = 20, .color = rgb(0),
                     .x = cases[i].x, .y = cases[i].y, .angle = cases[i].angle}, "x");
        assert_true(paint(&image, &p, 100, 100, 1, paper, NULL));
        int left = 100, top = 100, count = 0;
        for (int at = 0; at < 10000; at++)
            if (image.pixels[at].r == 0) {
                left = at % 100 < left ? at % 100 : left;
                top = at / 100 < top ? at / 100 : top;
                count++;
            }
        assert_int_equal(count, 12 * 15);
        assert_int_equal(left, cases[i].left);
        assert_int_equal(top, cases[i].top);
        image_free(&image);
        picture_free(&p);
    }
}

static void a_halo_is_below_its_letters(void **state)
{
    (void)state;
    struct picture p = {0};
    struct image image;
    picture_begin(&p, (pt){60, 60});
    picture_text(&p, (pt){20, 40}, (struct type){.size = 20, .color = rgb(0), .halo = 3,
                                                 .halo_color = rgb(0x00ff00)}, "x");
    assert_true(paint(&image, &p, 60, 60, 1, paper, NULL));
    assert_memory_equal(&image.pixels[30 * 60 + 25], (&(rgba){0, 0, 0, 255}), 4);
    assert_memory_equal(&image.pixels[30 * 60 + 18], (&(rgba){0, 255, 0, 255}), 4);
    assert_memory_equal(&image.pixels[30 * 60 + 15], (&paper), 4);
    image_free(&image);
    picture_free(&p);
}

// No text, no sine: the same bytes with every compiler, flag and number of threads.
static void a_golden_picture_keeps_its_hash(void **state)
{
    (void)state;
    struct picture p = {0};
    struct image image;
    struct chance c = chance_from(99);
    picture_begin(&p, (pt){WIDTH, HEIGHT});
    for (int i = 0; i < 60; i++) {
        pt a = any_point(&c, (pt){0, 0}), b = any_point(&c, (pt){0, 0});
        float size = chance_between(&c, 0.3, 12);
        rgba color = any_color(&c);
        picture_ring(&p, a, 5 * size, (struct pen){size / 4, color, CAP_ROUND, 0, 0});
        picture_line(&p, a, b, (struct pen){size, color, i & 1, size + 1, i & 2});
        picture_disc(&p, b, size, color);
        picture_round_box(&p, (rect){b.x, b.y, b.x + size * 3, b.y + size * 2}, size / 2,
                          color);
        picture_fill(&p, (pt[]){a, b, {a.y, b.x}}, 3, rgba_faded(color, 0.3f));
    }
    assert_true(paint(&image, &p, WIDTH, HEIGHT, 1.25f, paper, NULL));
    uint64_t hash = stamp_bytes(0, image.pixels, WIDTH * HEIGHT * sizeof *image.pixels);
    if (hash != 0x225f98f898865496u)
        fail_msg("the hash is 0x%016llx", (unsigned long long)hash);
    image_free(&image);
    picture_free(&p);
}

static void draw_sample(struct picture *p)
{
    picture_begin(p, (pt){WIDTH, HEIGHT});
    picture_box(p, (rect){10, 10, 180, 140}, rgb(0xd3e0ee));
    for (int i = 0; i < 24; i++) {
        pt a = {20 + 6.3f * (float)i, 20 + 1.1f * (float)i}, b = {95 - (float)i, 75};
        picture_line(p, a, b, (struct pen){0.3f + 0.13f * (float)i, rgb(0x46556a),
                                           i & 1, 0, 0});
    }
    picture_ring(p, (pt){120, 100}, 30, (struct pen){1.7f, rgb(0x66768a), CAP_ROUND, 0, 0});
    picture_ring(p, (pt){120, 100}, 22, (struct pen){3, rgb(0xc2123c), CAP_BUTT, 7, 4});
    picture_disc(p, (pt){120, 100}, 6.5f, rgb(0x005ba1));
    picture_fill(p, (pt[]){{40, 130}, {70, 118}, {70.5f, 136}}, 3, rgb(0x4a5665));
    picture_round_box(p, (rect){20, 90, 62, 112}, 5, rgba_faded(rgb(0xffffff), 0.7f));
    picture_text(p, (pt){120, 60}, (struct type){FACE_NORMAL, 14, rgb(0x14181f), CENTER,
                                                 MIDDLE, 0, 2.4f, rgb(0xffffff)}, "f = 12");
}

static void a_golden_picture_looks_as_it_did(void **state)
{
    (void)state;
    struct picture p = {0};
    struct image image;
    draw_sample(&p);
    assert_true(paint(&image, &p, WIDTH, HEIGHT, 1, paper, NULL));
    assert_true(image_matches(&image, GOLDEN, "sample", 2, 0.1));
    image_free(&image);
    assert_true(paint(&image, &p, 2 * WIDTH, 2 * HEIGHT, 2, (rgba){0}, NULL));
    assert_true(image_matches(&image, GOLDEN, "sample-clear", 2, 0.1));
    image_free(&image);
    picture_free(&p);
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    struct picture p = {0};
    struct image image, whole;
    draw_sample(&p);
    assert_true(paint(&whole, &p, WIDTH, HEIGHT, 1, paper, NULL));
    for (int sticky = 0; sticky < 2; sticky++)
        for (long k = 1;; k++) {
            assert_true(image_make(&image, WIDTH, HEIGHT, paper));
            fail_allocation(k, sticky);
            bool drawn = raster(&image, &p, 1, &fake_font, NULL);
            long seen = fail_stop();
            assert_int_equal(drawn, seen < k);
            if (drawn)
                assert_same(&image, &whole);
            image_free(&image);
            if (drawn)
                break;
        }
    image_free(&whole);
    picture_free(&p);
}

// A rasterizer that is kept draws the same, allocates nothing any more, and leaves alone
// what lies outside of the area it is given.
static void a_kept_rasterizer_draws_areas(void **state)
{
    (void)state;
    struct picture p = {0};
    struct image image, whole;
    struct rasterizer *r = rasterizer_open();
    struct area all = {0, 0, WIDTH, HEIGHT}, part = {20, 13, 77, 51};
    draw_sample(&p);
    assert_true(paint(&whole, &p, WIDTH, HEIGHT, 1, paper, NULL));
    assert_true(image_make(&image, WIDTH, HEIGHT, paper));
    assert_true(rasterize(r, &image, all, &p, 1, &fake_font, NULL));
    assert_same(&image, &whole);
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        image.pixels[i] = paper;
    fail_allocation(1, true);
    bool drawn = rasterize(r, &image, part, &p, 1, &fake_font, NULL);
    assert_int_equal(fail_stop(), 0);
    assert_true(drawn);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            bool in = x >= part.x0 && x < part.x1 && y >= part.y0 && y < part.y1;
            rgba want = in ? whole.pixels[y * WIDTH + x] : paper;
            assert_memory_equal(&image.pixels[y * WIDTH + x], &want, sizeof want);
        }
    rasterizer_close(r);
    image_free(&image);
    image_free(&whole);
    picture_free(&p);
}

static void the_smallest_image_is_drawn(void **state)
{
    (void)state;
    struct picture p = {0};
    struct image image;
    draw_any(&p, 5, (pt){-50, -50});
    assert_true(paint(&image, &p, 1, 1, 1, paper, NULL));
    image_free(&image);
    assert_true(paint(&image, &p, 1, 200, 1, paper, NULL));
    image_free(&image);
    assert_true(paint(&image, &p, 200, 1, 1e-3f, paper, NULL));
    image_free(&image);
    picture_free(&p);
}

// Any 32 bits, or a number of the usual size.
static float wild(struct chance *c)
{
    uint32_t bits = (uint32_t)(chance_next(c) * 0x1p32);
    float number;
    memcpy(&number, &bits, sizeof number);
    return chance_next(c) < 0.5 ? number : chance_between(c, -100, 300);
}

static void add_wild(struct picture *p, struct chance *c, const struct image *image)
{
    pt points[6];
    for (int i = 0; i < 6; i++)
        points[i] = (pt){wild(c), wild(c)};
    rect r = {points[0].x, points[0].y, points[1].x, points[1].y};
    struct pen pen = {wild(c), any_color(c), chance_next(c) < 0.5, wild(c), wild(c)};
    struct type type = {FACE_NORMAL, fminf(wild(c), 200), pen.color, CENTER, TOP, wild(c),
                        fminf(wild(c), 9), pen.color};
    switch ((int)(chance_next(c) * 10)) {
    case 0: case 1: picture_stroke(p, points, 6, pen, chance_next(c) < 0.5); break;
    case 2: picture_fill(p, points, 6, pen.color); break;
    case 3: picture_disc(p, points[0], wild(c), pen.color); break;
    case 4: picture_ring(p, points[0], wild(c), pen); break;
    case 5: picture_box(p, r, pen.color); break;
    case 6: picture_round_box(p, r, wild(c), pen.color); break;
    case 7: picture_text(p, points[0], type, "wild"); break;
    case 8: picture_image(p, r, image); break;
    default: picture_clip(p, r); break;
    }
}

static void wild_numbers_are_survived(void **state)
{
    (void)state;
    static const float scales[] = {1, 2.5f, 1e-4f, 40};
    struct chance c = chance_from(77);
    struct picture p = {0};
    struct image image, small;
    assert_true(image_make(&image, 64, 70, paper));
    assert_true(image_make(&small, 5, 4, (rgba){9, 9, 9, 100}));
    for (int round = 0; round < 100; round++) {
        picture_begin(&p, (pt){64, 70});
        for (int i = 0; i < 12; i++)
            add_wild(&p, &c, &small);
        picture_unclip(&p);
        picture_box(&p, (rect){-1, -1, 1e5f, 1e6f}, rgb(0x0000ff));
        assert_true(raster(&image, &p, scales[round % 4], &fake_font, NULL));
        assert_int_equal(image.pixels[0].b, 255);
        assert_int_equal(image.pixels[0].r, 0);
    }
    image_free(&image);
    image_free(&small);
    picture_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_make_no_difference),
        cmocka_unit_test(a_picture_moved_is_the_picture),
        cmocka_unit_test(a_clip_shows_its_part_and_no_more),
        cmocka_unit_test(an_unclip_ends_a_clip),
        cmocka_unit_test(twice_the_scale_is_twice_the_size),
        cmocka_unit_test(transparent_paper_comes_out_right),
        cmocka_unit_test(images_are_copied_or_averaged),
        cmocka_unit_test(texts_hang_where_their_anchors_say),
        cmocka_unit_test(a_halo_is_below_its_letters),
        cmocka_unit_test(a_golden_picture_keeps_its_hash),
        cmocka_unit_test(a_golden_picture_looks_as_it_did),
        cmocka_unit_test(wild_numbers_are_survived),
        cmocka_unit_test(memory_may_run_out_anywhere),
        cmocka_unit_test(a_kept_rasterizer_draws_areas),
        cmocka_unit_test(the_smallest_image_is_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
