// SPDX-License-Identifier: MIT
#include "draw/picture.h"

#include "failing_malloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct pen ink = {1.5f, {0x46, 0x55, 0x6a, 255}, CAP_ROUND, 0, 0};

static void assert_dump(const struct picture *p, const char *wanted)
{
    struct text text = {0};
    picture_dump(&text, p);
    assert_string_equal(text_or_empty(&text), wanted);
    text_free(&text);
}

static void draw_everything(struct picture *p)
{
    static rgba pixels[6];
    static struct image image = {3, 2, pixels};
    picture_begin(p, (pt){320, 240.5f});
    picture_group(p, "contours");
    picture_clip(p, (rect){10, 20, 300, 200});
    picture_stroke(p, (pt[]){{1, 2}, {3.254f, 4}, {-5, 6}}, 3, ink, false);
    picture_stroke(p, (pt[]){{1, 2}, {3, 4}, {5, 6}}, 3,
                   (struct pen){2, rgba_faded(rgb(0xff0000), 0.5f), CAP_BUTT, 6, 4}, true);
    picture_unclip(p);
    picture_ungroup(p);
    picture_box(p, (rect){1, 2, 3, 4}, rgb(0xffffff));
    picture_disc(p, (pt){7, 8}, 2.5f, rgb(0x0000ff));
    picture_text(p, (pt){9, 10},
                 (struct type){FACE_CONDENSED, 22, rgb(0), CENTER, MIDDLE, 0.5f, 2.4f,
                               rgb(0xffffff)}, "∇f = −1");
    picture_text(p, (pt){9, 10}, (struct type){.size = 5, .color = rgb(0)}, "plain");
    picture_image(p, (rect){0, 0, 6, 4}, &image);
}

static void a_picture_dumps_as_text(void **state)
{
    (void)state;
    struct picture p = {0};
    draw_everything(&p);
    assert_dump(&p,
        "picture 320 240.5\n"
        "group contours\n"
        "clip 10 20 300 200\n"
        "line 1.5 #46556a: 1,2 3.25,4 -5,6\n"
        "loop 2 #ff000080 butt dash 6 4: 1,2 3,4 5,6\n"
        "unclip\n"
        "ungroup\n"
        "fill #ffffff: 1,2 3,2 3,4 1,4\n"
        "disc 2.5 #0000ff: 7,8\n"
        "text \"∇f = −1\" condensed 22 #000000 center middle angle 0.5 halo 2.4 #ffffff: 9,10\n"
        "text \"plain\" normal 5 #000000 left baseline: 9,10\n"
        "image 0 0 6 4 3x2\n");
    picture_begin(&p, (pt){1, 1});
    assert_dump(&p, "picture 1 1\n");
    picture_free(&p);
    picture_free(&p);
}

// Into itself, twice as large and moved: letters and lines keep their size.
static void what_was_drawn_is_drawn_again(void **state)
{
    (void)state;
    struct picture p = {0};
    picture_begin(&p, (pt){320, 240});
    picture_box(&p, (rect){0, 0, 1, 1}, rgb(0xffffff));
    picture_clip(&p, (rect){1, 2, 3, 4});
    picture_stroke(&p, (pt[]){{1, 2}, {3, 4}}, 2, ink, false);
    picture_text(&p, (pt){9, 10}, (struct type){.size = 5, .color = rgb(0)}, "again");
    picture_unclip(&p);
    size_t last = p.items.count;
    for (int i = 0; i < 50; i++)                // and grows while it reads itself
        picture_again(&p, &p, 1, last, 1, (pt){0, 0});
    struct picture once = {0};
    picture_begin(&once, p.size);
    picture_again(&once, &p, p.items.count - 4, p.items.count, 2, (pt){100, -1});
    assert_dump(&once,
        "picture 320 240\n"
        "clip 102 3 106 7\n"
        "line 1.5 #46556a: 102,3 106,7\n"
        "text \"again\" normal 5 #000000 left baseline: 118,19\n"
        "unclip\n");
    assert_int_equal(p.items.count, last + 50 * (last - 1));
    picture_free(&p);
    picture_free(&once);
}

static void what_is_not_finite_is_dropped(void **state)
{
    (void)state;
    struct picture p = {0};
    static rgba pixel;
    struct image image = {1, 1, &pixel};
    picture_begin(&p, (pt){9, 9});
    picture_stroke(&p, (pt[]){{0, 0}, {1, 1}, {NAN, 0}, {2, 2}, {3, INFINITY}, {4, 4},
                              {5, 5}, {6, 6}}, 8, ink, true);
    picture_stroke(&p, (pt[]){{0, 0}, {1, 1}}, 2, (struct pen){.width = NAN}, false);
    picture_stroke(&p, (pt[]){{0, 0}, {1, 1}}, 2, (struct pen){.width = -1}, false);
    picture_stroke(&p, NULL, 0, ink, false);
    picture_fill(&p, (pt[]){{0, 0}, {NAN, 1}, {5, 0}, {5, 5}}, 4, rgb(1));
    picture_fill(&p, (pt[]){{0, 0}, {NAN, 1}, {5, 0}}, 3, rgb(1));
    picture_box(&p, (rect){0, 0, INFINITY, 1}, rgb(1));
    picture_round_box(&p, (rect){0, NAN, 1, 1}, 1, rgb(1));
    picture_disc(&p, (pt){0, 0}, NAN, rgb(1));
    picture_disc(&p, (pt){NAN, 0}, 1, rgb(1));
    picture_ring(&p, (pt){0, 0}, INFINITY, ink);
    picture_text(&p, (pt){NAN, 0}, (struct type){.size = 5}, "x");
    picture_text(&p, (pt){0, 0}, (struct type){.size = NAN}, "x");
    picture_text(&p, (pt){0, 0}, (struct type){.size = 5, .angle = NAN}, "x");
    picture_image(&p, (rect){0, 0, NAN, 1}, &image);
    picture_clip(&p, (rect){0, 0, NAN, 1});
    assert_dump(&p, "picture 9 9\n"
                    "line 1.5 #46556a: 0,0 1,1\n"
                    "line 1.5 #46556a: 4,4 5,5 6,6\n"
                    "fill #000001: 0,0 5,0 5,5\n");
    picture_free(&p);
}

static void circles_are_round(void **state)
{
    (void)state;
    struct picture p = {0};
    for (float radius = 0.3f; radius < 1500; radius *= 1.7f) {
        picture_begin(&p, (pt){9, 9});
        picture_ring(&p, (pt){0, 0}, radius, ink);
        const struct item *item = &p.items.at[0];
        assert_true(item->closed);
        for (uint32_t i = 0; i < item->count; i++) {
            pt a = p.points.at[i], b = p.points.at[(i + 1) % item->count];
            double middle = hypot((a.x + b.x) / 2.0, (a.y + b.y) / 2.0);
            assert_true(fabs(hypot(a.x, a.y) - radius) < 1e-5 * radius + 1e-6);
            assert_true(radius - middle < 0.0125);
        }
        assert_true(fabsf(item->bounds.x1 - radius - 0.75f) < 1e-3f);
    }
    picture_free(&p);
}

static void bounds_hold_what_is_drawn(void **state)
{
    (void)state;
    struct picture p = {0};
    picture_begin(&p, (pt){9, 9});
    picture_line(&p, (pt){5, 1}, (pt){2, 8}, (struct pen){.width = 2, .color = rgb(0)});
    picture_round_box(&p, (rect){1, 2, 9, 5}, 50, rgb(0));
    rect r = p.items.at[0].bounds, round = p.items.at[1].bounds;
    assert_true(r.x0 == 1 && r.y0 == 0 && r.x1 == 6 && r.y1 == 9);
    assert_true(fabsf(round.x0 - 1) < 1e-5f && fabsf(round.x1 - 9) < 1e-5f);
    assert_true(fabsf(round.y0 - 2) < 1e-5f && fabsf(round.y1 - 5) < 1e-5f);
    picture_free(&p);
}

static void memory_that_runs_out_is_remembered(void **state)
{
    (void)state;
    for (int sticky = 0; sticky < 2; sticky++)
        for (long k = 1;; k++) {
            struct picture p = {0};
            fail_allocation(k, sticky);
            draw_everything(&p);
            long seen = fail_stop();
            bool failed = picture_failed(&p);
            assert_int_equal(failed, seen >= k);
            picture_free(&p);
            if (!failed)
                break;
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_dumps_as_text),
        cmocka_unit_test(what_was_drawn_is_drawn_again),
        cmocka_unit_test(what_is_not_finite_is_dropped),
        cmocka_unit_test(circles_are_round),
        cmocka_unit_test(bounds_hold_what_is_drawn),
        cmocka_unit_test(memory_that_runs_out_is_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
