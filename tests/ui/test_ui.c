// SPDX-License-Identifier: MIT
#include "hand.h"

#include "failing_malloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LOWER = 1, UPPER, ALONE, BOX };

// Two buttons that overlap, the upper one first; one alone; a field; a shield.
struct desk {
    int upper, lower, alone;    // times pressed
    char text[32];
    rect shield, vanishes;
    struct touch touch;         // of the free touch, when there is one
    rect free;
    int plain, shifted;         // key of the program
};

static void show_desk(struct ui *ui, void *self)
{
    struct desk *d = self;
    const struct button_look look = {.label = "ok"};
    ui_shield(ui, d->shield);
    d->upper += ui_button(ui, UPPER, (rect){10, 10, 60, 40}, &look);
    d->lower += ui_button(ui, LOWER, (rect){40, 10, 90, 40}, &look);
    d->alone += ui_button(ui, ALONE, d->vanishes, &look);
    ui_textbox(ui, BOX, (rect){10, 100, 190, 130}, d->text, sizeof d->text,
               &(struct box_look){.size = 10});
    d->touch = ui_touch(ui, 9, d->free);
    d->shifted += ui_key(ui, 'g', MOD_SHIFT);
    d->plain += ui_key(ui, 'g', 0);
}

static void open(struct hand *hand, struct desk *desk)
{
    *desk = (struct desk){.vanishes = {100, 10, 140, 40}};
    hand_open(hand, (pt){200, 200}, show_desk, desk);
}

static void what_is_called_first_is_on_top(void **state)
{
    (void)state;
    struct hand hand;
    struct desk desk;
    open(&hand, &desk);
    hand_click(&hand, (pt){50, 20});
    assert_int_equal(desk.upper, 1);
    assert_int_equal(desk.lower, 0);
    hand_click(&hand, (pt){70, 20});
    assert_int_equal(desk.lower, 1);
    desk.shield = (rect){0, 0, 80, 80};
    hand_click(&hand, (pt){70, 20});
    assert_int_equal(hand.ui.hot, 0);
    assert_int_equal(hand.ui.cursor, CURSOR_ARROW);
    assert_int_equal(desk.lower, 1);
    hand_click(&hand, (pt){85, 20});
    assert_int_equal(desk.lower, 2);
    hand_close(&hand);
}

static void what_is_pressed_keeps_the_pointer(void **state)
{
    (void)state;
    struct hand hand;
    struct desk desk;
    open(&hand, &desk);
    hand_drag(&hand, (pt){20, 20}, (pt){110, 20});
    assert_int_equal(desk.upper + desk.alone, 0);
    hand_drag(&hand, (pt){150, 180}, (pt){110, 20});
    assert_int_equal(desk.alone, 0);
    hand_move(&hand, (pt){20, 20});
    hand_press(&hand, BUTTON_LEFT);
    assert_int_equal(hand.ui.active, UPPER);
    hand_move(&hand, (pt){110, 20});
    assert_int_equal(hand.ui.active, UPPER);
    assert_int_equal(hand.ui.hot, 0);
    hand_move(&hand, (pt){20, 20});
    hand_release(&hand, BUTTON_LEFT);
    assert_int_equal(desk.upper, 1);
    assert_int_equal(hand.ui.active, 0);
    hand_close(&hand);
}

static void a_touch_tells_what_the_hand_does(void **state)
{
    (void)state;
    struct hand hand;
    struct desk desk;
    open(&hand, &desk);
    desk.free = (rect){0, 150, 200, 200};
    hand_move(&hand, (pt){100, 160});
    assert_true(desk.touch.hot && !desk.touch.active);
    hand_press(&hand, BUTTON_RIGHT);
    assert_true(desk.touch.pressed && desk.touch.active);
    assert_int_equal(desk.touch.button, BUTTON_RIGHT);
    hand_press(&hand, BUTTON_LEFT);
    assert_false(desk.touch.pressed);
    hand_release(&hand, BUTTON_LEFT);
    assert_true(desk.touch.active && !desk.touch.released);
    hand_move(&hand, (pt){-500, -500});
    assert_true(desk.touch.active && !desk.touch.hot);
    hand_release(&hand, BUTTON_RIGHT);
    assert_true(desk.touch.released && !desk.touch.clicked);
    hand_clicks(&hand, (pt){100, 160}, 1);
    assert_true(desk.touch.clicked);
    hand_close(&hand);
}

// A release may be lost, and so may what was pressed.
static void nothing_stays_pressed(void **state)
{
    (void)state;
    struct hand hand;
    struct desk desk;
    open(&hand, &desk);
    hand_move(&hand, (pt){120, 20});
    hand_press(&hand, BUTTON_LEFT);
    memset(hand.in.held, 0, sizeof hand.in.held);
    hand_wait(&hand, 0);
    assert_int_equal(hand.ui.active, 0);
    assert_int_equal(desk.alone, 0);
    hand_press(&hand, BUTTON_LEFT);
    desk.vanishes = (rect){0};
    hand_release(&hand, BUTTON_LEFT);
    assert_int_equal(hand.ui.active, 0);
    hand_click(&hand, (pt){20, 20});
    assert_int_equal(desk.upper, 1);
    hand_close(&hand);
}

static void tab_visits_every_stop_once(void **state)
{
    (void)state;
    static const unsigned order[] = {UPPER, LOWER, ALONE, BOX};
    struct hand hand;
    struct desk desk;
    open(&hand, &desk);
    for (int i = 0; i < 9; i++) {
        hand_key(&hand, KEY_TAB, 0);
        assert_int_equal(hand.ui.focus, order[i % 4]);
        assert_true(hand.ui.again && hand.ui.keyboard_used);
        hand_wait(&hand, 0);
        assert_false(hand.ui.again);
    }
    for (int i = 7; i > 0; i--) {
        hand_key(&hand, KEY_TAB, MOD_SHIFT);
        assert_int_equal(hand.ui.focus, order[i % 4]);
    }
    ui_focus(&hand.ui, ALONE);
    desk.vanishes = (rect){0};
    hand_wait(&hand, 0);
    assert_int_equal(hand.ui.focus, 0);
    hand_key(&hand, KEY_TAB, MOD_SHIFT);
    assert_int_equal(hand.ui.focus, BOX);
    hand_close(&hand);
}

static size_t strokes(const struct picture *p, rgba color)
{
    size_t count = 0;
    for (size_t i = 0; i < p->items.count; i++)
        count += p->items.at[i].kind == ITEM_STROKE
              && memcmp(&p->items.at[i].pen.color, &color, sizeof color) == 0;
    return count;
}

static void the_ring_is_shown_to_the_keyboard_only(void **state)
{
    (void)state;
    struct hand hand;
    struct desk desk;
    open(&hand, &desk);
    for (int i = 0; i < 4; i++) {
        hand_key(&hand, KEY_TAB, 0);
        hand_wait(&hand, 0);
        assert_int_equal(strokes(&hand.out, hand.theme->focus), 1);
    }
    hand_click(&hand, (pt){50, 110});
    assert_int_equal(hand.ui.focus, BOX);
    assert_int_equal(strokes(&hand.out, hand.theme->focus), 0);
    hand_close(&hand);
}

static void a_focused_button_is_pressed_by_keys(void **state)
{
    (void)state;
    struct hand hand;
    struct desk desk;
    open(&hand, &desk);
    hand_key(&hand, KEY_ENTER, 0);
    hand_key(&hand, KEY_TAB, 0);
    hand_key(&hand, KEY_ENTER, 0);
    hand_key(&hand, ' ', 0);
    assert_int_equal(desk.upper, 2);
    hand.in.repeated = true;
    hand_key(&hand, ' ', 0);
    assert_int_equal(desk.upper, 2);
    hand_click(&hand, (pt){150, 180});
    assert_int_equal(hand.ui.focus, 0);
    hand_key(&hand, ' ', 0);
    assert_int_equal(desk.upper, 2);
    hand_close(&hand);
}

static void only_a_field_takes_the_keyboard_from_a_press(void **state)
{
    (void)state;
    struct hand hand;
    struct desk desk;
    open(&hand, &desk);
    hand_click(&hand, (pt){50, 110});
    assert_int_equal(hand.ui.focus, BOX);
    assert_true(hand.ui.typing && hand.ui.caret.x1 > hand.ui.caret.x0);
    hand_type(&hand, "g");
    assert_int_equal(desk.plain, 0);
    hand_key(&hand, 'g', MOD_SHIFT);
    assert_int_equal(desk.shifted, 0);
    hand_click(&hand, (pt){120, 20});
    hand_wait(&hand, 0);
    assert_int_equal(hand.ui.focus, 0);
    assert_false(hand.ui.typing || hand.ui.caret.x1 > hand.ui.caret.x0);
    hand_key(&hand, 'g', 0);
    hand_key(&hand, 'g', MOD_SHIFT);
    hand_key(&hand, 'g', MOD_CTRL);
    assert_int_equal(desk.plain, 1);
    assert_int_equal(desk.shifted, 1);
    assert_string_equal(desk.text, "g");
    hand_close(&hand);
}

static void one_gesture_is_one_step_of_undo(void **state)
{
    (void)state;
    struct hand hand;
    struct desk desk;
    open(&hand, &desk);
    desk.free = (rect){0, 150, 200, 200};
    hand_move(&hand, (pt){100, 160});
    assert_int_equal(hand.ui.gesture, 0);
    hand_press(&hand, BUTTON_LEFT);
    unsigned first = hand.ui.gesture;
    hand_move(&hand, (pt){50, 160});
    assert_int_equal(hand.ui.gesture, first);
    hand_release(&hand, BUTTON_LEFT);
    assert_int_equal(hand.ui.gesture, first);
    hand_wait(&hand, 0);
    assert_int_equal(hand.ui.gesture, 0);
    hand_click(&hand, (pt){50, 110});
    hand_type(&hand, "a");
    unsigned burst = hand.ui.gesture;
    assert_true(burst > first);
    hand_type(&hand, "b");
    assert_int_equal(hand.ui.gesture, burst);
    hand_wait(&hand, 1.1);
    assert_int_equal(hand.ui.gesture, 0);
    hand_type(&hand, "c");
    assert_true(hand.ui.gesture > burst);
    hand_key(&hand, 'z', MOD_CTRL);
    assert_string_equal(desk.text, "ab");
    burst = hand.ui.gesture;
    hand_key(&hand, KEY_ESCAPE, 0);
    ui_focus(&hand.ui, BOX);
    hand_type(&hand, "d");
    assert_true(hand.ui.gesture > burst);
    burst = hand.ui.gesture;
    hand_press(&hand, BUTTON_LEFT);
    hand_release(&hand, BUTTON_LEFT);
    hand_type(&hand, "e");
    assert_true(hand.ui.gesture > burst + 1);
    hand_close(&hand);
}

static void an_open_page_allocates_nothing(void **state)
{
    (void)state;
    struct hand hand;
    struct desk desk;
    open(&hand, &desk);
    strcpy(desk.text, "a text that does not fit in it");
    hand_click(&hand, (pt){50, 110});
    hand_key(&hand, KEY_ESCAPE, 0);
    hand_wait(&hand, 0);
    fail_allocation(1000000, false);
    for (int i = 0; i < 50; i++)
        hand_move(&hand, (pt){(float)(4 * i), 20});
    assert_int_equal(fail_stop(), 0);
    hand_close(&hand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_called_first_is_on_top),
        cmocka_unit_test(what_is_pressed_keeps_the_pointer),
        cmocka_unit_test(a_touch_tells_what_the_hand_does),
        cmocka_unit_test(nothing_stays_pressed),
        cmocka_unit_test(tab_visits_every_stop_once),
        cmocka_unit_test(the_ring_is_shown_to_the_keyboard_only),
        cmocka_unit_test(a_focused_button_is_pressed_by_keys),
        cmocka_unit_test(only_a_field_takes_the_keyboard_from_a_press),
        cmocka_unit_test(one_gesture_is_one_step_of_undo),
        cmocka_unit_test(an_open_page_allocates_nothing),
    };
    return cmocka_run_group_tests_name("tests", tests, NULL, NULL);
}
