// SPDX-License-Identifier: MIT
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { BAD = 0xFFFD };

static bool is_surrogate(uint32_t c)
{
    return c >= 0xD800 && c <= 0xDFFF;
}

static void every_character_comes_back(void **state)
{
    (void)state;
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        char text[4];
        int length = utf8_write(text, c);
        const char *at = text;
        if (is_surrogate(c)) {
            assert_false(utf8_valid(text, (size_t)length));
            continue;
        }
        if (utf8_next(&at, text + length) != c || at != text + length)
            fail_msg("U+%04X", c);
        if (!utf8_valid(text, (size_t)length) || utf8_count(text, (size_t)length) != 1)
            fail_msg("U+%04X is not taken for one character", c);
    }
}

static void strict(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int count;
        bool valid;
        uint32_t first;
    } table[] = {
        {"a", 1, true, 'a'},
        {"\xC3\xA9", 1, true, 0xE9},
        {"\xE2\x88\x92", 1, true, 0x2212},
        {"\xF0\x9D\x92\xB3", 1, true, 0x1D4B3},
        {"\xEF\xBF\xBD", 1, true, BAD},
        {"\xF4\x8F\xBF\xBF", 1, true, 0x10FFFF},
        {"\x80", 1, false, BAD},
        {"\xBF\x61", 2, false, BAD}, // continuation alone
        {"\xC3", 1, false, BAD},
        {"\xE2\x88", 2, false, BAD},
        {"\xF0\x9D\x92", 3, false, BAD},
        {"\xC3\x61", 2, false, BAD},
        {"\xE2\x61\x92", 3, false, BAD},
        {"\xC0\x80", 2, false, BAD},
        {"\xC1\xBF", 2, false, BAD}, // overlong
        {"\xE0\x80\x80", 3, false, BAD},
        {"\xE0\x9F\xBF", 3, false, BAD},
        {"\xF0\x80\x80\x80", 4, false, BAD},
        {"\xF0\x8F\xBF\xBF", 4, false, BAD},
        {"\xED\xA0\x80", 3, false, BAD},
        {"\xED\xBF\xBF", 3, false, BAD}, // surrogates
        {"\xF4\x90\x80\x80", 4, false, BAD},
        {"\xF5\x80\x80\x80", 4, false, BAD},
        {"\xF8\x88\x80\x80\x80", 5, false, BAD},
        {"\xFE", 1, false, BAD},
        {"\xFF", 1, false, BAD},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const char *at = table[i].text, *end = at + strlen(at);
        assert_int_equal(utf8_count(at, strlen(at)), table[i].count);
        assert_int_equal(utf8_valid(at, strlen(at)), table[i].valid);
        assert_int_equal(utf8_next(&at, end), table[i].first);
        if (!table[i].valid)
            assert_ptr_equal(at, table[i].text + 1);
    }
}

static void any_bytes_come_to_an_end(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        char text[8];
        for (int i = 0; i < 8; i++)
            text[i] = (char)((seed = seed * 1664525 + 1013904223) >> 24);
        const char *at = text;
        int count = 0, bad = 0;
        while (at < text + 8) {
            const char *before = at;
            uint32_t c = utf8_next(&at, text + 8);
            bad += c == BAD && at - before == 1;
            assert_true(at > before && at <= text + 8);
            assert_true(c <= 0x10FFFF && !is_surrogate(c));
            count++;
        }
        assert_int_equal(utf8_count(text, 8), count);
        assert_int_equal(utf8_valid(text, 8), bad == 0);
    }
    const char *empty = "";
    assert_int_equal(utf8_next(&empty, empty), 0);
    assert_true(utf8_valid("a\0b", 3));
    assert_int_equal(utf8_count("a\0b", 3), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_character_comes_back),
        cmocka_unit_test(strict),
        cmocka_unit_test(any_bytes_come_to_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
