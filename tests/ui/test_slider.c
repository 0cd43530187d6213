// SPDX-License-Identifier: MIT
#include "hand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct range eta = {1e-4, 10, 0.1, true, 0.5, "2/λ 0.50", false};
static const struct range letter = {-5, 5, 1, false, 0, NULL, false};
static const rect track = {100, 100, 600, 140};

struct track { const struct range *range; double value; int changes; };

static void show_track(struct ui *ui, void *self)
{
    struct track *t = self;
    t->changes += ui_slider(ui, 1, track, &t->value, t->range);
}

static void open_on(struct hand *hand, struct track *t, const struct range *range,
                    double value)
{
    *t = (struct track){range, value, 0};
    hand_open(hand, (pt){800, 600}, show_track, t);
}

static pt handle(const struct track *t)
{
    return (pt){ui_slider_at(track, t->range, t->value), 120};
}

static void values_have_their_places(void **state)
{
    (void)state;
    assert_float_equal(ui_slider_at(track, &eta, 0.1), 100 + 0.6 * 500, 1e-3);
    assert_float_equal(ui_slider_at(track, &eta, 0.5), 100 + 0.7398 * 500, 0.1);
    assert_float_equal(ui_slider_at(track, &letter, 0), 350, 1e-3);
    assert_float_equal(ui_slider_at(track, &eta, 1e9), 600, 0);
    assert_float_equal(ui_slider_at(track, &eta, -3), 100, 0);
    assert_float_equal(ui_slider_at(track, &eta, NAN), 100, 0);
}

static void places_have_round_values(void **state)
{
    (void)state;
    double last = -INFINITY;
    for (float x = 90; x <= 610; x++) {
        double value = ui_slider_value(track, &eta, x);
        assert_true(value > last || x <= 100 || x > 600);
        last = value;
        if (x >= 100 && x <= 600)
            assert_float_equal(ui_slider_at(track, &eta, value), x, 0.51);
    }
    assert_true(ui_slider_value(track, &eta, 400) == 0.1);
    assert_true(ui_slider_value(track, &eta, 470) == 0.5);
    assert_true(ui_slider_value(track, &letter, 400) == 1);
    assert_true(ui_slider_value(track, &letter, 365) == 0.3);
    for (int k = 5; k < 500; k += 5)
        assert_true(ui_slider_value(track, &letter, 100 + (float)k) == (k / 5 - 50) / 10.0);
    assert_true(ui_slider_value(track, &eta, NAN) == 1e-4);
}

static void a_drag_reaches_the_ends(void **state)
{
    (void)state;
    const struct range *ranges[] = {&eta, &letter};
    for (int i = 0; i < 2; i++) {
        struct hand hand;
        struct track t;
        open_on(&hand, &t, ranges[i], ranges[i]->standard);
        hand_drag(&hand, handle(&t), (pt){-2000, 500});
        assert_true(t.value == ranges[i]->low);
        hand_drag(&hand, handle(&t), (pt){2000, -500});
        assert_true(t.value == ranges[i]->high);
        hand_drag(&hand, handle(&t), (pt){100, 120});
        assert_true(t.value == ranges[i]->low);
        hand_click(&hand, (pt){600, 120});
        assert_true(t.value == ranges[i]->high);
        hand_close(&hand);
    }
}

static void a_drag_keeps_its_grip(void **state)
{
    (void)state;
    struct hand hand;
    struct track t;
    open_on(&hand, &t, &letter, 1.23456);
    pt beside = handle(&t);
    beside.x += 5;
    hand_click(&hand, beside);
    assert_true(t.value == 1.23456);
    assert_int_equal(t.changes, 0);
    hand_drag(&hand, beside, (pt){beside.x + 50, 400});
    assert_float_equal(t.value, 2.23456, 0.011);
    hand_click(&hand, (pt){200, 125});
    assert_true(t.value == -3);
    hand_clicks(&hand, (pt){300, 125}, 2);
    assert_true(t.value == 1);
    hand_move(&hand, (pt){400, 125});
    hand_press(&hand, BUTTON_RIGHT);
    hand_move(&hand, (pt){200, 125});
    hand_release(&hand, BUTTON_RIGHT);
    assert_true(t.value == 1);
    hand_close(&hand);
}

static void keys_step_and_reach_the_ends(void **state)
{
    (void)state;
    struct hand hand;
    struct track t;
    open_on(&hand, &t, &eta, 0.1);
    hand_key(&hand, KEY_UP, 0);
    assert_true(t.value == 0.1);
    hand_key(&hand, KEY_TAB, 0);
    hand_key(&hand, KEY_UP, 0);
    assert_float_equal(t.value, 0.11, 1e-12);
    hand_key(&hand, KEY_DOWN, 0);
    assert_float_equal(t.value, 0.1, 1e-9);
    hand_key(&hand, KEY_RIGHT, MOD_SHIFT);
    assert_float_equal(t.value, 0.2, 1e-9);
    unsigned burst = hand.ui.gesture;
    for (int i = 0; i < 200; i++)
        hand_key(&hand, KEY_LEFT, 0);
    assert_true(t.value == 1e-4);
    assert_int_equal(hand.ui.gesture, burst);
    for (int i = 0; i < 200; i++)
        hand_key(&hand, KEY_RIGHT, 0);
    assert_true(t.value == 10);
    hand_key(&hand, KEY_HOME, 0);
    assert_true(t.value == 1e-4);
    hand_key(&hand, KEY_END, 0);
    assert_true(t.value == 10);
    t.range = &letter;
    t.value = 0;
    for (int i = 0; i < 3; i++)
        hand_key(&hand, KEY_UP, 0);
    assert_true(t.value == 0.3);
    hand_key(&hand, KEY_DOWN, MOD_SHIFT);
    assert_true(t.value == -0.7);
    hand_close(&hand);
}

static void strange_ranges_do_no_harm(void **state)
{
    (void)state;
    static const struct range strange[] = {
        {0, 0, 0, false, 0, "", false}, {0, 10, 1, true, 3, "!", false},
        {5, -5, 0, false, 0, "!", false}, {NAN, NAN, NAN, true, NAN, "", false},
        {-1e308, 1e308, 0, false, -INFINITY, "x", true},
        {1e-300, 1e300, 1, true, 1e299, "x", true},
        {-INFINITY, INFINITY, 0, false, 0, "x", false},
        {1, 1 + 1e-16, 1, true, 1, "x", false},
    };
    static const double values[] = {0, 1, -1, NAN, INFINITY, -INFINITY, 1e-320};
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++)
        for (size_t k = 0; k < sizeof values / sizeof *values; k++) {
            struct hand hand;
            struct track t;
            open_on(&hand, &t, &strange[i], values[k]);
            hand_drag(&hand, (pt){300, 120}, (pt){500, 120});
            hand_clicks(&hand, (pt){200, 120}, 2);
            hand_key(&hand, KEY_TAB, 0);
            for (int key = KEY_LEFT; key <= KEY_END; key++)
                hand_key(&hand, key, 0);
            assert_false(picture_failed(&hand.out));
            hand_close(&hand);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_have_their_places),
        cmocka_unit_test(places_have_round_values),
        cmocka_unit_test(a_drag_reaches_the_ends),
        cmocka_unit_test(a_drag_keeps_its_grip),
        cmocka_unit_test(keys_step_and_reach_the_ends),
        cmocka_unit_test(strange_ranges_do_no_harm),
    };
    return cmocka_run_group_tests_name("tests", tests, NULL, NULL);
}
