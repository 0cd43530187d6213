// SPDX-License-Identifier: MIT
// The search for the rates of a race beside the hands: it goes on by itself, comes to
// rest, begins anew with every change, and needs no new memory.
#include "failing_malloc.h"
#include "fake_font.h"
#include "hands.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct app_start race_of(const char *formula, enum race_rule rule)
{
    struct app_start start = {.scene = scene_defaults()};
    strcpy(start.scene.formula, formula);
    start.scene.runs = 1;
    start.scene.run[0] = descent_default(0);
    start.scene.run[0].start = (vec2){-2, 1.2};
    start.scene.run[0].steps = 300;
    start.scene.race = rule;
    return start;
}

static void a_search_comes_to_rest(void **state)
{
    (void)state;
    struct app_start start = race_of("0.5(x^2 + 25y^2)", RACE_GOOD);
    struct hands h;
    hands_open(&h, &start, (pt){1280, 800}, &fake_font, NULL);
    assert_true(app_shows(h.app, "rates for GD"));
    int frames = 0;
    while (app_wait(h.app) < 0.1 && frames < 600) {
        hands_frame(&h);
        frames++;
    }
    assert_in_range(frames, 60, 200);
    assert_false(app_shows(h.app, "rates for"));
    assert_true(app_wait(h.app) == INFINITY);
    hands_frame(&h);
    assert_false(h.drawn);
    // The document is as it was: only run A, and its own rate.
    assert_int_equal(app_scene(h.app)->runs, 1);
    assert_true(app_scene(h.app)->run[0].lr == descent_default(0).lr);
    assert_false(app_unsaved(h.app));
    hands_close(&h);
}

static void a_change_begins_it_anew(void **state)
{
    (void)state;
    struct app_start start = race_of("x^2 + 2y^2", RACE_GOOD);
    struct hands h;
    hands_open(&h, &start, (pt){1280, 800}, &fake_font, NULL);
    hands_wait(&h, 3);
    assert_false(app_shows(h.app, "rates for"));
    hands_click(&h, (pt){300, 300}, BUTTON_LEFT);
    assert_true(app_shows(h.app, "rates for GD"));
    hands_wait(&h, 3);
    assert_false(app_shows(h.app, "rates for"));
    hands_formula(&h, "x^2 + 3y^2");
    assert_true(app_shows(h.app, "rates for"));
    hands_close(&h);
}

// Nothing shows it, so it waits, and the machine rests.
static void what_is_not_seen_does_not_go_on(void **state)
{
    (void)state;
    struct app_start start = race_of("x^2 + 2y^2", RACE_GOOD);
    struct hands h;
    hands_open(&h, &start, (pt){1280, 800}, &fake_font, NULL);
    hands_key(&h, 'b', 0);
    hands_frame(&h);
    assert_true(app_wait(h.app) > 0.1);
    hands_key(&h, 'b', 0);
    hands_frame(&h);
    assert_true(app_wait(h.app) < 0.1);
    hands_close(&h);
}

static void there_and_back(struct hands *h)
{
    hands_click(h, (pt){300, 300}, BUTTON_LEFT);
    hands_key(h, KEY_END, 0);
    hands_wait(h, 3);
    hands_click(h, (pt){500, 350}, BUTTON_LEFT);
    hands_key(h, KEY_END, 0);
    hands_wait(h, 3);
}

static void nothing_is_allocated(void **state)
{
    (void)state;
    struct app_start start = race_of("0.5(x^2 + 25y^2)", RACE_GOOD);
    struct hands h;
    hands_open(&h, &start, (pt){800, 600}, &fake_font, NULL);
    there_and_back(&h);
    there_and_back(&h);
    fail_allocation(1L << 60, false);
    there_and_back(&h);
    assert_int_equal(fail_stop(), 0);
    hands_close(&h);
}

// A function without a minimum, one that is constant, one that is undefined here.
static void bad_ground_is_told(void **state)
{
    (void)state;
    static const struct { const char *formula, *title; } table[] = {
        {"x + y", "RACE to the lowest f"}, {"5", "RACE to the lowest f"},
        {"ln(-1 - x^2)", "RACE to the lowest f"}, {"1/(x+2)", "RACE to the lowest f"}};
    for (int i = 0; i < 4; i++)
        for (int rule = RACE_OWN; rule <= RACE_GOOD; rule++) {
            struct app_start start = race_of(table[i].formula, (enum race_rule)rule);
            struct hands h;
            hands_open(&h, &start, (pt){1280, 800}, &fake_font, NULL);
            hands_wait(&h, 3);
            hands_key(&h, KEY_END, 0);
            assert_true(app_shows(h.app, table[i].title));
            assert_true(app_wait(h.app) > 0.1);
            hands_key(&h, 'w', 0);
            assert_false(app_shows(h.app, "RACE"));
            hands_close(&h);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_search_comes_to_rest),
        cmocka_unit_test(a_change_begins_it_anew),
        cmocka_unit_test(what_is_not_seen_does_not_go_on),
        cmocka_unit_test(nothing_is_allocated),
        cmocka_unit_test(bad_ground_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
