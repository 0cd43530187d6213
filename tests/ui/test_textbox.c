// SPDX-License-Identifier: MIT
#include "hand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// Letters of the fake font are 6 pixels wide here; the text begins at BEGIN.
enum { BOX = 1, OTHER, EM = 10 };
static const rect where = {20, 20, 320, 60};
static const float begin = 20 + 1.2f * 6;

struct form { char text[EDIT_TEXT], other[32]; struct box_look look; int changes; };

static void show_form(struct ui *ui, void *self)
{
    struct form *f = self;
    f->changes += ui_textbox(ui, BOX, where, f->text, sizeof f->text, &f->look);
    ui_textbox(ui, OTHER, (rect){20, 100, 320, 140}, f->other, sizeof f->other,
               &(struct box_look){.size = EM});
}

static void open_on(struct hand *hand, struct form *f, const char *text)
{
    *f = (struct form){.look = {.size = EM}};
    strcpy(f->text, text);
    hand_open(hand, (pt){640, 600}, show_form, f);
}

static pt letter(float n)
{
    return (pt){begin + 6 * n, 40};
}

static void assert_selected(const struct hand *hand, size_t anchor, size_t caret)
{
    assert_int_equal(hand->ui.edit.anchor, anchor);
    assert_int_equal(hand->ui.edit.caret, caret);
}

static void a_click_places_the_caret(void **state)
{
    (void)state;
    struct hand hand;
    struct form f;
    open_on(&hand, &f, "x^2 + πy");
    hand_click(&hand, letter(2.4f));
    assert_selected(&hand, 2, 2);
    assert_float_equal((hand.ui.caret.x0 + hand.ui.caret.x1) / 2, letter(2).x, 0.01);
    hand_click(&hand, letter(2.6f));
    assert_selected(&hand, 3, 3);
    hand_click(&hand, letter(7.1f));
    assert_selected(&hand, 8, 8);
    hand_click(&hand, letter(40));
    assert_selected(&hand, 9, 9);
    hand_click(&hand, (pt){21, 40});
    assert_selected(&hand, 0, 0);
    f.look.lead = "f(x, y) = ";
    hand_click(&hand, letter(12));
    assert_selected(&hand, 2, 2);
    hand_click(&hand, letter(3));
    assert_selected(&hand, 0, 0);
    assert_int_equal(hand.ui.cursor, CURSOR_TEXT);
    hand_close(&hand);
}

static void clicks_and_drags_select(void **state)
{
    (void)state;
    struct hand hand;
    struct form f;
    open_on(&hand, &f, "sin(x) + cos(y)");
    hand_drag(&hand, letter(4), letter(9));
    assert_selected(&hand, 4, 9);
    hand_drag(&hand, letter(9), (pt){-300, 500});
    assert_selected(&hand, 9, 0);
    hand_clicks(&hand, letter(10.5f), 2);
    assert_selected(&hand, 9, 12);
    hand_clicks(&hand, letter(10.5f), 3);
    assert_selected(&hand, 0, 15);
    hand_click(&hand, letter(3));
    hand.in.mods = MOD_SHIFT;
    hand_press(&hand, BUTTON_LEFT);
    hand_release(&hand, BUTTON_LEFT);
    hand_move(&hand, letter(6));
    hand.in.mods = MOD_SHIFT;
    hand_press(&hand, BUTTON_LEFT);
    hand_release(&hand, BUTTON_LEFT);
    assert_selected(&hand, 3, 6);
    hand_key(&hand, KEY_RIGHT, MOD_SHIFT | MOD_CTRL);
    assert_selected(&hand, 3, 8);
    hand_close(&hand);
}

static void keys_edit(void **state)
{
    (void)state;
    struct hand hand;
    struct form f;
    open_on(&hand, &f, "");
    hand_type(&hand, "x");
    assert_string_equal(f.text, "");
    hand_key(&hand, KEY_TAB, 0);
    hand_type(&hand, "x^2 + πy");
    assert_int_equal(f.changes, 8);
    hand_key(&hand, KEY_BACKSPACE, MOD_CTRL);
    assert_string_equal(f.text, "x^2 + ");
    hand_key(&hand, KEY_HOME, 0);
    hand_key(&hand, KEY_DELETE, 0);
    hand_type(&hand, "y");
    assert_string_equal(f.text, "y^2 + ");
    hand_key(&hand, 'z', MOD_CTRL);
    hand_key(&hand, 'z', MOD_CTRL);
    hand_key(&hand, 'z', MOD_CTRL);
    assert_string_equal(f.text, "x^2 + πy");
    hand_key(&hand, 'y', MOD_CTRL);
    hand_key(&hand, 'z', MOD_CTRL | MOD_SHIFT);
    assert_string_equal(f.text, "^2 + ");
    hand_key(&hand, 's', MOD_CTRL);
    assert_false(hand.ui.key_taken);
    hand_key(&hand, KEY_F9, 0);
    assert_false(hand.ui.key_taken);
    hand_key(&hand, KEY_PLUS, 0);
    assert_true(hand.ui.key_taken);
    hand_key(&hand, KEY_PAGE_DOWN, 0);
    assert_false(hand.ui.key_taken);
    hand_key(&hand, KEY_ENTER, 0);
    assert_int_equal(hand.ui.focus, 0);
    assert_true(hand.ui.again);
    hand_close(&hand);
}

static void the_clipboard_goes_both_ways(void **state)
{
    (void)state;
    struct hand hand;
    struct form f;
    open_on(&hand, &f, "sin(x)");
    hand_clicks(&hand, letter(1.5f), 2);
    hand_key(&hand, 'c', MOD_CTRL);
    assert_string_equal(text_or_empty(&hand.ui.copy), "sin");
    hand_wait(&hand, 0);
    assert_int_equal(hand.ui.copy.count, 0);
    hand_paste(&hand, "ln\n2\xFFπ");
    assert_string_equal(f.text, "ln 2\uFFFDπ(x)");
    hand_paste(&hand, "");
    assert_string_equal(f.text, "ln 2\uFFFDπ(x)");
    hand_key(&hand, 'z', MOD_CTRL);
    assert_string_equal(f.text, "sin(x)");
    hand_key(&hand, 'a', MOD_CTRL);
    hand_key(&hand, 'x', MOD_CTRL);
    assert_string_equal(f.text, "");
    assert_string_equal(text_or_empty(&hand.ui.copy), "sin(x)");
    hand_key(&hand, 'c', MOD_CTRL);
    assert_int_equal(hand.ui.copy.count, 0);
    char *large = malloc(50 << 20);
    memset(large, 'x', 50 << 20);
    large[(50 << 20) - 1] = 0;
    hand_paste(&hand, large);
    free(large);
    assert_int_equal(strlen(f.text), EDIT_TEXT - 1);
    hand_close(&hand);
}

static const struct item *text_item(const struct picture *p, size_t nth)
{
    for (size_t i = 0; i < p->items.count; i++)
        if (p->items.at[i].kind == ITEM_TEXT && nth-- == 0)
            return &p->items.at[i];
    return NULL;
}

static const char *written(const struct picture *p, size_t nth)
{
    const struct item *item = text_item(p, nth);
    return item ? p->chars.at + item->text.at : "";
}

static void a_long_text_scrolls_under_the_caret(void **state)
{
    (void)state;
    struct hand hand;
    struct form f;
    open_on(&hand, &f, "");
    for (int i = 0; i < 400; i++)
        strcat(f.text, "π+2·x");
    hand_wait(&hand, 0);
    assert_non_null(strstr(written(&hand.out, 0), "…"));
    hand_key(&hand, KEY_TAB, 0);
    for (int i = 0; i < 700; i++) {
        hand_key(&hand, i % 3 ? KEY_LEFT : KEY_RIGHT, i % 7 ? MOD_CTRL : 0);
        assert_true(hand.ui.caret.x0 > where.x0 && hand.ui.caret.x1 < where.x1);
        const struct item *item = text_item(&hand.out, 0);
        float x = hand.out.points.at[item->first].x;
        float width = 6 * (float)strlen(written(&hand.out, 0));
        assert_true(x <= begin + 0.01f && x > begin - 6.1f && width < 2 * 300);
    }
    hand_key(&hand, KEY_END, 0);
    assert_true(hand.ui.caret.x1 > where.x1 - 1.2f * 6 - 2);
    for (float at = hand.ui.edit.scroll; hand.ui.edit.scroll == at;)
        hand_key(&hand, KEY_LEFT, 0);
    assert_true(hand.ui.caret.x0 > begin + EM);
    hand_key(&hand, KEY_HOME, 0);
    assert_float_equal(hand.ui.edit.scroll, 0, 0);
    hand_key(&hand, KEY_END, 0);
    f.text[3] = 0;
    hand_wait(&hand, 0);
    assert_float_equal(hand.ui.edit.scroll, 0, 0);
    assert_string_equal(written(&hand.out, 0), "π+");
    hand_close(&hand);
}

static void an_input_method_composes_at_the_caret(void **state)
{
    (void)state;
    struct hand hand;
    struct form f;
    open_on(&hand, &f, "ab");
    hand_click(&hand, letter(1));
    strcpy(hand.in.composing, "にほ");
    hand_wait(&hand, 0);
    assert_string_equal(f.text, "ab");
    assert_string_equal(written(&hand.out, 0), "aにほb");
    assert_float_equal((hand.ui.caret.x0 + hand.ui.caret.x1) / 2, letter(3).x, 0.01);
    hand.in.composing[0] = 0;
    hand_text(&hand, "日本");
    assert_string_equal(f.text, "a日本b");
    hand_close(&hand);
}

static float fault_at(const struct picture *p, rgba error)
{
    for (size_t i = p->items.count; i-- > 0;)
        if (p->items.at[i].kind == ITEM_FILL
            && memcmp(&p->items.at[i].color, &error, sizeof error) == 0)
            return (p->items.at[i].bounds.x0 + p->items.at[i].bounds.x1) / 2;
    return NAN;
}

static void a_fault_is_marked_under_its_column(void **state)
{
    (void)state;
    struct hand hand;
    struct form f;
    open_on(&hand, &f, "π+·2");
    rgba error = hand.theme->error;
    assert_true(isnan(fault_at(&hand.out, error)));
    for (int column = 1; column <= 4; column++) {
        f.look.fault = column;
        hand_wait(&hand, 0);
        assert_float_equal(fault_at(&hand.out, error), letter((float)column - 0.5f).x,
                           0.01);
    }
    for (f.look.fault = 5; f.look.fault < 500; f.look.fault *= 3) {
        hand_wait(&hand, 0);
        assert_float_equal(fault_at(&hand.out, error), letter(4).x + 2.5f, 0.01);
    }
    hand_close(&hand);
}

// Its letters, each at its place, and whether they are of the colour of text.
static void read_letters(const struct picture *p, rgba text, char out[64], char grey[64])
{
    memset(out, ' ', 63), memset(grey, ' ', 63);
    out[63] = grey[63] = 0;
    for (size_t i = 0; i < p->items.count; i++) {
        const struct item *item = &p->items.at[i];
        if (item->kind != ITEM_TEXT || p->points.at[item->first].y > 60)
            continue;
        const char *words = p->chars.at + item->text.at;
        size_t at = (size_t)lroundf((p->points.at[item->first].x - begin) / 6);
        bool plain = memcmp(&item->text.type.color, &text, sizeof text) == 0;
        for (size_t k = 0; words[k] && at + k < 63; k++)
            (plain ? out : grey)[at + k] = words[k];
    }
}

static void a_variable_that_is_held_is_grey(void **state)
{
    (void)state;
    struct hand hand;
    struct form f;
    char plain[64], grey[64];
    open_on(&hand, &f, "x^2 y+sin(y)exp(xy)+xx");
    f.look.held = 'y';
    hand_wait(&hand, 0);
    read_letters(&hand.out, hand.theme->text, plain, grey);
    assert_memory_equal(plain, "x^2  +sin( )exp(x )+xx", 22);
    assert_memory_equal(grey, "    y     y      y    ", 22);
    f.look.held = 'x';
    hand_wait(&hand, 0);
    read_letters(&hand.out, hand.theme->text, plain, grey);
    assert_memory_equal(plain, " ^2 y+sin(y)exp( y)+  ", 22);
    assert_memory_equal(grey, "x               x   xx", 22);
    hand_close(&hand);
}

static void a_field_that_is_entered_is_selected(void **state)
{
    (void)state;
    struct hand hand;
    struct form f;
    open_on(&hand, &f, "x^2");
    strcpy(f.other, "y");
    hand_key(&hand, KEY_TAB, 0);
    hand_key(&hand, KEY_TAB, 0);
    hand_type(&hand, "3");
    assert_string_equal(f.other, "3");
    hand_key(&hand, KEY_TAB, MOD_SHIFT);
    hand_wait(&hand, 0);
    assert_selected(&hand, 3, 0);
    hand_click(&hand, (pt){30, 120});
    assert_int_equal(hand.ui.focus, OTHER);
    hand_key(&hand, 'z', MOD_CTRL);
    assert_string_equal(f.other, "3");
    hand_close(&hand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_click_places_the_caret),
        cmocka_unit_test(clicks_and_drags_select),
        cmocka_unit_test(keys_edit),
        cmocka_unit_test(the_clipboard_goes_both_ways),
        cmocka_unit_test(a_long_text_scrolls_under_the_caret),
        cmocka_unit_test(an_input_method_composes_at_the_caret),
        cmocka_unit_test(a_fault_is_marked_under_its_column),
        cmocka_unit_test(a_variable_that_is_held_is_grey),
        cmocka_unit_test(a_field_that_is_entered_is_selected),
    };
    return cmocka_run_group_tests_name("tests", tests, NULL, NULL);
}
