// SPDX-License-Identifier: MIT
#include "draw/writing.h"

#include "fake_font.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// Letters of the fake font are 6 pixels wide here.
enum { EM = 10 };

static void what_fits_is_found(void **state)
{
    (void)state;
    char text[600] = "";
    for (int i = 0; i < 100; i++)
        strcat(text, i % 3 ? "π" : i % 2 ? "x" : "−");
    size_t count = strlen(text), at = 0;
    for (int letters = 0; letters <= 100; letters++) {
        float room = 6 * (float)letters;
        for (float more = 0; more < 6; more += 2.9f)
            assert_int_equal(writing_fit(&fake_font, FACE_BOLD, EM, text, count,
                                         room + more + 0.01f), at);
        at += letters == 100 ? 0 : letters % 3 ? 2 : letters % 2 ? 1 : 3;
    }
    assert_int_equal(at, count);
    assert_int_equal(writing_fit(&fake_font, FACE_BOLD, EM, text, count, INFINITY),
                     count);
    assert_int_equal(writing_fit(&fake_font, FACE_BOLD, EM, text, count, -1), 0);
    assert_int_equal(writing_fit(&fake_font, FACE_BOLD, EM, text, count, NAN), 0);
    assert_int_equal(writing_fit(&fake_font, FACE_BOLD, EM, text, 0, 10), 0);
}

static void assert_shortened(const char *words, float room, const char *wanted)
{
    struct text text = {0};
    text_add(&text, words);
    writing_shorten(&text, &fake_font, FACE_NORMAL, EM, room);
    assert_string_equal(text_or_empty(&text), wanted);
    assert_int_equal(text.count, strlen(wanted));
    text_free(&text);
}

static void what_does_not_fit_ends_in_dots(void **state)
{
    (void)state;
    assert_shortened("gradient", 48.1f, "gradient");
    assert_shortened("gradient", 47, "gradie…");
    assert_shortened("∇f·u", 18.1f, "∇f…");
    assert_shortened("∇f·u", 12.1f, "∇…");
    assert_shortened("∇f·u", 1, "…");
    assert_shortened("∇f·u", -1, "…");
    assert_shortened("", 10, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_fits_is_found),
        cmocka_unit_test(what_does_not_fit_ends_in_dots),
    };
    return cmocka_run_group_tests_name("tests", tests, NULL, NULL);
}
