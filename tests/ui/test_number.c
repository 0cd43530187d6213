// SPDX-License-Identifier: MIT
#include "hand.h"

#include "base/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FIRST = 1, SECOND, TEXT };

static const struct range range = {1e-4, 10, 0.1, true, 0, NULL, false};

struct form { double first, second; char text[32]; int changes; };

static void show_form(struct ui *ui, void *self)
{
    struct form *f = self;
    ui_textbox(ui, TEXT, (rect){10, 10, 90, 40}, f->text, sizeof f->text,
               &(struct box_look){.size = 10});
    f->changes += ui_number(ui, FIRST, (rect){110, 10, 190, 40}, &f->first, number_read,
                            &range);
    f->changes += ui_number(ui, SECOND, (rect){210, 10, 290, 40}, &f->second,
                            number_read, NULL);
}

static void open(struct hand *hand, struct form *f)
{
    *f = (struct form){.first = 0.1, .second = -2};
    hand_open(hand, (pt){300, 300}, show_form, f);
}

static const char *last_text(const struct picture *p, size_t back)
{
    for (size_t i = p->items.count; i-- > 0;)
        if (p->items.at[i].kind == ITEM_TEXT && back-- == 0)
            return p->chars.at + p->items.at[i].text.at;
    return "";
}

static void it_shows_three_decimals_and_edits_all(void **state)
{
    (void)state;
    struct hand hand;
    struct form f;
    open(&hand, &f);
    assert_string_equal(last_text(&hand.out, 1), "0.100");
    assert_string_equal(last_text(&hand.out, 0), "−2.000");
    f.second = 1.0 / 3;
    hand_click(&hand, (pt){250, 20});
    hand_wait(&hand, 0);
    assert_string_equal(hand.ui.draft.text, "0.3333333333333333");
    assert_int_equal(hand.ui.edit.anchor, 18);
    assert_int_equal(hand.ui.edit.caret, 0);
    hand_key(&hand, KEY_ENTER, 0);
    assert_int_equal(f.changes, 0);
    assert_string_equal(last_text(&hand.out, 0), "0.333");
    hand_close(&hand);
}

static void what_is_typed_counts_on_enter(void **state)
{
    (void)state;
    struct hand hand;
    struct form f;
    open(&hand, &f);
    hand_click(&hand, (pt){150, 20});
    hand_type(&hand, "0.25");
    assert_true(f.first == 0.1);
    hand_key(&hand, KEY_ENTER, 0);
    assert_true(f.first == 0.25);
    assert_int_equal(f.changes, 1);
    assert_true(hand.ui.gesture > 0);
    assert_int_equal(hand.ui.focus, 0);
    hand_click(&hand, (pt){150, 20});
    hand_type(&hand, "1e9");
    hand_key(&hand, KEY_ENTER, 0);
    assert_true(f.first == 10);
    hand_close(&hand);
}

static void what_is_typed_counts_when_the_focus_goes(void **state)
{
    (void)state;
    struct hand hand;
    struct form f;
    open(&hand, &f);
    for (int i = 0; i < 3; i++) {
        static const pt aside[] = {{50, 20}, {250, 20}, {150, 200}};
        hand_click(&hand, (pt){150, 20});
        hand_wait(&hand, 0);
        hand_type(&hand, i == 0 ? "1" : i == 1 ? "2" : "3");
        hand_click(&hand, aside[i]);
        hand_wait(&hand, 0);
        assert_true(f.first == 1 + i);
    }
    hand_key(&hand, KEY_TAB, 0);
    hand_key(&hand, KEY_TAB, 0);
    hand_type(&hand, "4");
    hand_key(&hand, KEY_TAB, 0);
    hand_type(&hand, "5");
    assert_true(f.first == 4);
    hand_key(&hand, KEY_TAB, MOD_SHIFT);
    hand_wait(&hand, 0);
    hand_wait(&hand, 0);
    assert_true(f.second == 5);
    assert_int_equal(hand.ui.draft.id, FIRST);
    hand_close(&hand);
}

static void what_cannot_be_read_is_marked_and_forgotten(void **state)
{
    (void)state;
    struct hand hand;
    struct form f;
    open(&hand, &f);
    hand_click(&hand, (pt){150, 20});
    hand_type(&hand, "0.2x");
    assert_false(hand.ui.draft.wrong);
    hand_key(&hand, KEY_ENTER, 0);
    assert_int_equal(hand.ui.focus, FIRST);
    assert_true(hand.ui.draft.wrong);
    hand_key(&hand, KEY_BACKSPACE, 0);
    assert_false(hand.ui.draft.wrong);
    hand_type(&hand, "x");
    hand_key(&hand, KEY_ESCAPE, 0);
    assert_int_equal(hand.ui.focus, 0);
    assert_true(f.first == 0.1);
    assert_string_equal(last_text(&hand.out, 1), "0.100");
    hand_click(&hand, (pt){150, 20});
    hand_type(&hand, "?");
    hand_click(&hand, (pt){50, 200});
    hand_wait(&hand, 0);
    assert_true(f.first == 0.1);
    assert_int_equal(f.changes, 0);
    hand_close(&hand);
}

static void arrows_step_it(void **state)
{
    (void)state;
    struct hand hand;
    struct form f;
    open(&hand, &f);
    hand_click(&hand, (pt){150, 20});
    hand_key(&hand, KEY_UP, 0);
    assert_float_equal(f.first, 0.11, 1e-12);
    assert_string_equal(last_text(&hand.out, 1), "0.11");
    hand_key(&hand, KEY_DOWN, MOD_SHIFT);
    assert_float_equal(f.first, 0.055, 1e-12);
    f.second = NAN;
    hand_click(&hand, (pt){250, 20});
    hand_key(&hand, KEY_UP, 0);
    hand_key(&hand, KEY_ENTER, 0);
    assert_true(isnan(f.second));
    hand_close(&hand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_shows_three_decimals_and_edits_all),
        cmocka_unit_test(what_is_typed_counts_on_enter),
        cmocka_unit_test(what_is_typed_counts_when_the_focus_goes),
        cmocka_unit_test(what_cannot_be_read_is_marked_and_forgotten),
        cmocka_unit_test(arrows_step_it),
    };
    return cmocka_run_group_tests_name("tests", tests, NULL, NULL);
}
