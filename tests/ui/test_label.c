// SPDX-License-Identifier: MIT
#include "hand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// Letters of the fake font are 0.6 em wide; the smallest text of this window is 13.2.
struct words { const char *text; float room, size; };

static void show_words(struct ui *ui, void *self)
{
    const struct words *w = self;
    ui_label(ui, (rect){100, 0, 100 + w->room, 40}, FACE_CONDENSED, w->size,
             ui->theme->text, RIGHT, w->text);
}

static void expect(const char *text, float room, float size, const char *seen,
                   float least, float most)
{
    struct hand hand;
    hand_open(&hand, (pt){800, 600}, show_words, &(struct words){text, room, size});
    assert_int_equal(hand.out.items.count, *seen != 0);
    if (*seen) {
        const struct item *item = hand.out.items.at;
        assert_string_equal(hand.out.chars.at + item->text.at, seen);
        assert_in_range((int)(item->text.type.size * 100), (int)(least * 100),
                        (int)(most * 100));
        assert_float_equal(hand.out.points.at[item->first].x, 100 + room, 0);
    }
    hand_close(&hand);
}

static void words_shrink_and_then_end_in_dots(void **state)
{
    (void)state;
    expect("gradient", 97, 20, "gradient", 20, 20);
    expect("gradient", 90, 20, "gradient", 18, 18.8f);
    expect("gradient", 70, 20, "gradient", 14.39f, 14.6f);
    expect("gradient", 65, 20, "gradie…", 14.4f, 14.41f);
    expect("gradient", 60, 13.2f, "gradie…", 13.2f, 13.2f);
    expect("gradient", 60, 15, "gradie…", 13.2f, 13.21f);
    expect("gradient", 60, 10, "gradient", 10, 10);
    expect("gradient", 47, 10, "gradie…", 10, 10);
    expect("gradient", 1, 20, "…", 14.4f, 14.41f);
}

static void words_without_a_place_are_not_there(void **state)
{
    (void)state;
    expect("gradient", 0, 20, "", 0, 0);
    expect("gradient", -5, 20, "", 0, 0);
    expect("gradient", NAN, 20, "", 0, 0);
    expect("gradient", 50, NAN, "", 0, 0);
    expect("", 50, 20, "", 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_shrink_and_then_end_in_dots),
        cmocka_unit_test(words_without_a_place_are_not_there),
    };
    return cmocka_run_group_tests_name("tests", tests, NULL, NULL);
}
