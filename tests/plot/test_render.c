// SPDX-License-Identifier: MIT
#include "draw/image.h"
#include "draw/theme.h"
#include "failing_malloc.h"
#include "fake_font.h"
#include "gallery.h"
#include "plot/render.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct image draw(const struct scene *s, int width, int height, int threads)
{
    struct pool *pool = pool_open(threads);
    struct image image = {0};
    struct fault fault = {0};
    struct render_request request = {.scene = s, .width = width, .height = height,
                                     .font = &fake_font, .pool = pool};
    bool done = render_image(&image, &request, &fault);
    if (!done)
        print_error("%s: %s\n", s->formula, fault.text);
    assert_true(done);
    pool_close(pool);
    return image;
}

static bool same(const struct image *a, const struct image *b)
{
    return a->width == b->width && a->height == b->height
           && memcmp(a->pixels, b->pixels,
                     sizeof(rgba) * (size_t)a->width * (size_t)a->height) == 0;
}

static void test_same_bytes_whatever_the_threads(void **state)
{
    (void)state;
    for (int i = 0; i < GALLERY; i += 3) {
        struct scene s = scene_defaults();
        strcpy(s.formula, gallery[i]);
        struct image one = draw(&s, 480, 320, 1), again = draw(&s, 480, 320, 1);
        struct image two = draw(&s, 480, 320, 2), five = draw(&s, 480, 320, 5);
        assert_true(same(&one, &again));
        assert_true(same(&one, &two));
        assert_true(same(&one, &five));
        image_free(&one), image_free(&again), image_free(&two), image_free(&five);
    }
}

static void test_every_kind_is_drawn(void **state)
{
    (void)state;
    for (int i = 0; i < GALLERY; i++) {
        struct scene s = scene_defaults();
        strcpy(s.formula, gallery[i]);
        s.theme = i % 2 ? THEME_DARK : THEME_LIGHT;
        s.fill = (enum fill)(i % 4);
        s.arrows = (enum arrow_law)(i % 6);
        struct image image = draw(&s, 320, 240, 1);
        for (int k = 0; k < image.width * image.height; k++)
            assert_int_equal(image.pixels[k].a, 255);
        image_free(&image);
    }
}

static struct image draw_request(struct render_request r)
{
    struct image image = {0};
    r.width = 480, r.height = 320, r.font = &fake_font;
    assert_true(render_image(&image, &r, NULL));
    return image;
}

static uint8_t over(uint8_t ground, uint8_t color, uint8_t alpha)
{
    return (uint8_t)((color * alpha + ground * (255 - alpha)) / 255);
}

// Laid over the ground that was left out it is the picture with it.
static void test_transparent(void **state)
{
    (void)state;
    for (int theme = THEME_LIGHT; theme <= THEME_DARK; theme++) {
        struct scene s = scene_defaults();
        rgba g = (theme == THEME_DARK ? &theme_dark : &theme_light)->plot_hi;
        strcpy(s.formula, "x^2 + 2y^2 + sin(5x)");
        s.theme = (enum theme_name)theme;
        s.fill = FILL_NONE;
        s.caption = false;
        struct image whole = draw_request((struct render_request){.scene = &s});
        struct image clear = draw_request((struct render_request){.scene = &s,
                                                                  .transparent = true});
        int free = 0;
        for (int i = 0; i < whole.width * whole.height; i++) {
            rgba c = clear.pixels[i], w = whole.pixels[i];
            free += c.a == 0;
            assert_in_range(over(g.r, c.r, c.a) + 3 - w.r, 0, 6);
            assert_in_range(over(g.b, c.b, c.a) + 3 - w.b, 0, 6);
        }
        assert_true(free > whole.width * whole.height / 2);
        image_free(&whole), image_free(&clear);
    }
}

// Bands are ground, the colours of a ramp and of basins are not; where f has no value
// there are lines on nothing.
static void test_what_stays_without_ground(void **state)
{
    (void)state;
    static const struct { enum fill fill; bool basins, stays; } known[] = {
        {FILL_NONE, false, false}, {FILL_BANDS, false, false}, {FILL_VIRIDIS, false, true},
        {FILL_CIVIDIS, false, true}, {FILL_BANDS, true, true}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct scene s = scene_defaults();
        strcpy(s.formula, "sin x sin y");
        s.fill = known[i].fill;
        s.basins = known[i].basins;
        s.arrows = ARROWS_OFF;
        struct image image = draw_request((struct render_request){.scene = &s,
                                                                  .transparent = true});
        long sum = 0;
        for (int k = 150 * 480; k < 200 * 480; k++)
            sum += image.pixels[k].a;
        sum /= 50 * 480;
        assert_true(known[i].stays ? sum == 255 : sum < 60);
        assert_int_equal(image.pixels[2 * 480 + 470].a, 0);
        image_free(&image);
    }
    struct scene s = scene_defaults();
    strcpy(s.formula, "sqrt(-1 - x^2)");
    struct image image = draw_request((struct render_request){.scene = &s,
                                                              .transparent = true});
    int drawn = 0;
    for (int k = 150 * 480; k < 200 * 480; k++)
        drawn += image.pixels[k].a > 0;
    assert_in_range(drawn, 50 * 480 / 12, 50 * 480 / 2);
    image_free(&image);
}

static void check_grey(const char *svg)
{
    for (const char *at = svg; (at = strstr(at, "=\"#")); at++)
        assert_true(memcmp(at + 3, at + 5, 2) == 0 && memcmp(at + 3, at + 7, 2) == 0);
}

static void test_grey(void **state)
{
    (void)state;
    for (int i = 0; i < 10; i++) {
        struct scene s = scene_defaults();
        struct descent run = descent_default(0);
        struct text svg = {0};
        strcpy(s.formula, "x^2 + 2y^2");
        s.fill = (enum fill)(i % 4);
        s.theme = i % 2 ? THEME_DARK : THEME_LIGHT;
        s.basins = i > 7;
        s.probe = s.slice = s.rose = s.tangent = true;
        run.start = (vec2){2.6, 2.2};
        for (int k = 0; k < SCENE_RUNS; k++, run.start.x -= 1)
            scene_add_run(&s, &run);
        struct render_request r = {.scene = &s, .grey = true};
        struct image image = draw_request(r);
        for (int k = 0; k < image.width * image.height; k++)
            assert_true(image.pixels[k].r == image.pixels[k].g
                        && image.pixels[k].g == image.pixels[k].b);
        r.width = 480, r.height = 320, r.font = &fake_font;
        assert_true(render_svg(&svg, &r, NULL, NULL));
        check_grey(svg.at);
        image_free(&image);
        text_free(&svg);
    }
}

static void test_views_without_measure(void **state)
{
    (void)state;
    static const box views[] = {
        {-1e-9, 1e-9, -1e-9, 1e-9}, {1e6, 1e6 + 1e-6, 0, 1e-6}, {-1e9, 1e9, -1e9, 1e9},
        {-1e150, 1e150, -1e150, 1e150}, {-1e-200, 1e-200, -1, 1}, {0, 1e-12, 0, 3},
    };
    for (size_t v = 0; v < sizeof views / sizeof *views; v++) {
        for (int i = 0; i < GALLERY; i += 5) {
            struct scene s = scene_defaults();
            strcpy(s.formula, gallery[i]);
            s.view = views[v];
            struct image image = draw(&s, 320, 240, 1);
            image_free(&image);
        }
    }
}

// The worked example, whose numbers are these, with a run.
static void check_shown(bool covered, bool shown)
{
    static const char *const numbers[] = {"2.000", "1.600", "36.87", "f 0.000", "rises",
                                          "reaches", "max 2"};
    struct scene s = scene_defaults();
    struct descent run = descent_default(0);
    struct text svg = {0};
    struct fault fault = {0};
    strcpy(s.formula, "x^2*y + sin(y)");
    run.start = (vec2){0.5, 1.2};
    scene_add_run(&s, &run);
    s.probe = s.slice = s.rose = s.tangent = true;
    s.probe_at = (vec2){1, 0};
    s.direction = (vec2){3, 4};
    struct render_request r = {.scene = &s, .width = 1920, .height = 1080,
                               .font = &fake_font, .covered = covered};
    for (int i = 0; i < 2; i++) {
        text_clear(&svg);
        assert_true(render_svg(&svg, &r, NULL, &fault));
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
            if (!shown && strstr(text_or_empty(&svg), numbers[k]))
                fail_msg("covered, and yet there is %s", numbers[k]);
        assert_true(!shown || strstr(text_or_empty(&svg), "1.600"));
        assert_non_null(strstr(text_or_empty(&svg), "(0.600, 0.800)"));
        s.runs = 0;
    }
    text_free(&svg);
}

static void test_covered_numbers(void **state)
{
    (void)state;
    check_shown(false, true);
    check_shown(true, false);
}

static void check_caption(const struct scene *s, int width, double shown, const char *words)
{
    struct text svg = {0};
    struct render_request r = {.scene = s, .width = width, .height = 3 * width / 4,
                               .font = &fake_font, .clean = true, .shown = shown,
                               .partly = isfinite(shown)};
    assert_true(render_svg(&svg, &r, NULL, NULL));
    const char *caption = strstr(text_or_empty(&svg), "id=\"caption\"");
    if (!strstr(caption, words) || strstr(caption, "…"))
        fail_msg("%s is not in %s", words, caption);
    text_free(&svg);
}

// Formula, method, η, step and start, in as many words as there is room for.
static void test_captions(void **state)
{
    (void)state;
    struct scene s = scene_defaults();
    struct descent run = descent_default(0);
    strcpy(s.formula, "x^2 + 2y^2");
    run.start = (vec2){2.6, 2.2};
    run.lr = 0.1;
    scene_add_run(&s, &run);
    check_caption(&s, 1024, INFINITY, ">x² + 2·y²<");
    check_caption(&s, 1024, INFINITY, ">GD, η 0.1, 70 steps from (2.6, 2.2)<");
    check_caption(&s, 1024, 12.5, ">GD, η 0.1, step 12 of 70 from (2.6, 2.2)<");
    check_caption(&s, 320, INFINITY, ">GD, η 0.1, 70 steps<");
    scene_add_run(&s, &run);
    check_caption(&s, 1024, INFINITY, ">A, B: GD, η 0.1   from (2.6, 2.2)<");
    run.start.x = 1;
    scene_add_run(&s, &run);
    check_caption(&s, 1024, INFINITY, ">A–C: GD, η 0.1<");
    run.method++;
    scene_add_run(&s, &run);
    check_caption(&s, 1024, 3, ">A–C: GD, η 0.1   D: Momentum, η 0.1   step 3 of ");
    s.runs = 1;
    s.race = RACE_OWN;
    check_caption(&s, 640, INFINITY, "A: GD   B: Momentum   C: RMSprop   D: AdaGrad   E: Adam<");
    strcpy(s.title, "A bowl");
    check_caption(&s, 1024, INFINITY, ">A bowl<");
}

static void test_sizes_out_of_range(void **state)
{
    (void)state;
    static const int wrong[][2] = {{0, 0}, {319, 240}, {320, 239}, {7681, 4320},
                                   {7680, 4321}, {-5, 300}, {999999, 999999}};
    struct scene s = scene_defaults();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct image image;
        struct fault fault = {0};
        struct render_request r = {.scene = &s, .width = wrong[i][0],
                                   .height = wrong[i][1], .font = &fake_font};
        assert_false(render_image(&image, &r, &fault));
        assert_null(image.pixels);
        assert_false(fault.machine);
        assert_non_null(strstr(fault.text, "320x240"));
    }
}

static void test_no_memory_at_any_point(void **state)
{
    (void)state;
    struct scene s = scene_defaults();
    strcpy(s.formula, "a x^2 + ln y");
    struct image whole = draw(&s, 320, 240, 1);
    for (int sticky = 0; sticky < 2; sticky++) {
        bool done = false;
        for (long k = 1; !done; k += 1 + k / 40) {
            struct image image;
            struct fault fault = {0};
            struct render_request r = {.scene = &s, .width = 320, .height = 240,
                                       .font = &fake_font};
            fail_allocation(k, sticky);
            bool drawn = render_image(&image, &r, &fault);
            done = fail_stop() < k;
            assert_true(drawn ? same(&image, &whole) : fault.machine);
            assert_true(drawn || !done);
            image_free(&image);
        }
    }
    image_free(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_bytes_whatever_the_threads),
        cmocka_unit_test(test_every_kind_is_drawn),
        cmocka_unit_test(test_transparent),
        cmocka_unit_test(test_what_stays_without_ground),
        cmocka_unit_test(test_grey),
        cmocka_unit_test(test_views_without_measure),
        cmocka_unit_test(test_covered_numbers),
        cmocka_unit_test(test_captions),
        cmocka_unit_test(test_sizes_out_of_range),
        cmocka_unit_test(test_no_memory_at_any_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
