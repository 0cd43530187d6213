// SPDX-License-Identifier: MIT
// Basins in the window: coarse ones in the first frame, finer ones frame by frame while
// hands go on, and nothing to do when they are done.
#include "fake_font.h"
#include "hands.h"
#include "scene/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void open_basins(struct hands *h)
{
    struct app_start start = {.scene = scene_defaults()};
    strcpy(start.scene.formula, "(x^2 - 1)^2 + y^2 + 0.3x");
    start.scene.next_run.lr = 0.05;
    hands_open(h, &start, (pt){800, 600}, &fake_font, NULL);
    hands_wait(h, 1);
}

// Returns in how many frames they are done.
static int finish(struct hands *h)
{
    int frames = 0;
    while (app_wait(h->app) == 0 && frames < 10000) {
        hands_frame(h);
        frames++;
    }
    return frames;
}

static void test_finer_and_finer_then_idle(void **state)
{
    (void)state;
    struct hands h;
    open_basins(&h);
    assert_true(app_wait(h.app) > 0);
    hands_key(&h, 'i', MOD_SHIFT);
    assert_true(app_scene(h.app)->basins);
    assert_true(app_shows(h.app, "basins "));
    uint64_t first = hands_picture(&h);
    assert_true(app_wait(h.app) == 0);
    int frames = finish(&h);
    assert_true(frames > 2 && frames < 1000);
    assert_true(hands_picture(&h) != first);
    assert_false(app_shows(h.app, " %"));
    assert_true(app_wait(h.app) > 0);
    hands_frame(&h);
    hands_frame(&h);
    assert_false(h.drawn);
    hands_close(&h);
}

static void test_any_change_begins_anew(void **state)
{
    (void)state;
    struct hands h;
    open_basins(&h);
    hands_key(&h, 'i', MOD_SHIFT);
    finish(&h);
    hands_key(&h, KEY_UP, 0);
    assert_true(app_shows(h.app, "basins "));
    hands_frame(&h);
    hands_key(&h, 'i', MOD_SHIFT);              // off while they are on their way
    assert_false(app_shows(h.app, "basins "));
    hands_frame(&h);
    assert_true(app_wait(h.app) > 0);
    hands_key(&h, 'i', MOD_SHIFT);
    hands_key(&h, 'b', 0);                      // nothing is seen, nothing is done
    hands_frame(&h);
    assert_true(app_wait(h.app) > 0);
    hands_key(&h, 'b', 0);
    finish(&h);
    assert_false(app_shows(h.app, " %"));
    hands_close(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finer_and_finer_then_idle),
        cmocka_unit_test(test_any_change_begins_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
