// SPDX-License-Identifier: MIT
#include "base/number.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MINUS "\xE2\x88\x92"
#define DASH "\xE2\x80\x94"

static uint64_t next_random(uint64_t *state)            // splitmix64
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static double as_double(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static void check_round_trip(double value)
{
    char text[NUMBER_TEXT];
    double back = NAN;
    number_shortest(text, value);
    if (!number_read(text, &back) || back != value)
        fail_msg("%a prints as %s and reads as %a", value, text, back);
    if (strtod(text, NULL) != value)
        fail_msg("strtod reads %s otherwise", text);
}

static void any_double_reads_back(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < 100000; i++) {
        double value = as_double(next_random(&seed));
        if (isfinite(value))
            check_round_trip(value);
    }
    for (int e = -1074; e < 1024; e++)
        check_round_trip(ldexp(1, e));
}

static void scan_agrees_with_strtod(void **state)
{
    (void)state;
    uint64_t seed = 2;
    for (int i = 0; i < 20000; i++) {
        char text[64];
        uint64_t r = next_random(&seed);
        int length = snprintf(text, sizeof text, "%llu.%llue%d",
                              (unsigned long long)(r >> (r % 60)),
                              (unsigned long long)next_random(&seed),
                              (int)(next_random(&seed) % 700) - 350);
        double value = NAN;
        assert_int_equal(number_scan(text, text + length, &value), length);
        if (value != strtod(text, NULL))
            fail_msg("%s reads as %a", text, value);
    }
}

// Next to half-way between 1 and its neighbour every digit counts.
static void all_digits_count(void **state)
{
    (void)state;
    const char *half = "1.00000000000000011102230246251565404236316680908203125";
    char longer[700];
    double value;
    assert_true(number_read(half, &value));
    assert_true(value == 1);
    memset(longer, '0', sizeof longer);
    memcpy(longer, half, strlen(half));
    strcpy(longer + sizeof longer - 2, "1");
    assert_true(number_read(longer, &value));
    assert_true(value == nextafter(1, 2));
}

static void scan_takes_the_longest_number(void **state)
{
    (void)state;
    static const struct { const char *text; size_t length; double value; } table[] = {
        {"2", 1, 2}, {".5", 2, .5}, {"1e-3", 4, 1e-3}, {"2.", 2, 2}, {"2e", 1, 2},
        {"2e+", 1, 2}, {"2ex", 1, 2}, {"2E3x", 3, 2000}, {"1.5.2", 3, 1.5},
        {"", 0, 0}, {".", 0, 0}, {".e5", 0, 0}, {"-1", 0, 0}, {"+1", 0, 0}, {"x", 0, 0},
        {"1,5", 1, 1}, {"0x10", 1, 0}, {"inf", 0, 0}, {"nan", 0, 0}, {" 1", 0, 0},
        {"0e999999999999999999999", 23, 0}, {"1e-999999999999999999999", 24, 0},
        {"000000000000000000000000000000001", 33, 1}, {"0.1", 3, .1},
        {"123456789012345678901234567890", 30, 123456789012345678901234567890.},
        {"5e-324", 6, 5e-324}, {"2.4703282292062327e-324", 23, 0},
        {"1.7976931348623157e308", 22, 1.7976931348623157e308},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const char *text = table[i].text;
        double value = -7;
        size_t length = number_scan(text, text + strlen(text), &value);
        if (length != table[i].length || (length && value != table[i].value))
            fail_msg("%s: %zu bytes, %g", text, length, value);
        if (!length && value != -7)
            fail_msg("%s: no number, yet the value changed", text);
    }
    double value = 0;
    const char *cut = "12345";
    assert_int_equal(number_scan(cut, cut + 2, &value), 2);
    assert_true(value == 12);
}

static void read_wants_one_whole_finite_number(void **state)
{
    (void)state;
    static const char *const good[] = {"-1", "+1", MINUS "1", "1.5e3", "-.5"};
    static const double values[] = {-1, 1, -1, 1500, -.5};
    static const char *const bad[] = {"",     "-",        "+",     "--1",     "1 ",
                                      " 1",   "1e",       "1e999", "nan",     "inf",
                                      "-inf", "0x1p3",    "1,5",   "1..",     "1e5.",
                                      MINUS,  MINUS "-1", "1_000", "\xD9\xA1"};
    double value;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(number_read(good[i], &value));
        assert_true(value == values[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (number_read(bad[i], &value))
            fail_msg("\"%s\" was read as %g", bad[i], value);
}

static void shortest_is_what_python_prints(void **state)
{
    (void)state;
    static const struct { double value; const char *text; } table[] = {
        {0, "0"}, {-0.0, "0"}, {1, "1"}, {-1.5, "-1.5"}, {0.1, "0.1"}, {0.3, "0.3"},
        {0.1 + 0.2, "0.30000000000000004"}, {2. / 3, "0.6666666666666666"},
        {100, "100"}, {1e-5, "1e-05"}, {1e300, "1e+300"}, {5e-324, "5e-324"},
        {1e23, "1e+23"}, {9007199254740993., "9007199254740992"},
        {0x1p-44, "5.684341886080802e-14"}, {2.2250738585072014e-308,
        "2.2250738585072014e-308"}, {1.7976931348623157e308, "1.7976931348623157e+308"},
        {3.141592653589793, "3.141592653589793"}, {123456.789, "123456.789"},
        {2e-308, "2e-308"}, {NAN, "nan"}, {INFINITY, "inf"}, {-INFINITY, "-inf"},
    };
    char text[NUMBER_TEXT];
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_string_equal(number_shortest(text, table[i].value), table[i].text);
}

static void shown_to_people(void **state)
{
    (void)state;
    static const struct { double value; int decimals; const char *text;
    } table[] = {
        {0, 3, "0.000"},
        {-0.0, 3, "0.000"},
        {1, 3, "1.000"},
        {-1, 3, MINUS "1.000"},
        {-0.001, 2, "0.00"},
        {0.0015, 3, "0.002"},
        {2.8284271, 3, "2.828"},
        {0.001, 3, "0.001"},
        {0.000999, 3, "9.99e" MINUS "4"},
        {-1e-7, 3, MINUS "1.00e" MINUS "7"},
        {99999, 3, "99999.000"},
        {1e5, 3, "1.00e5"},
        {-1e5, 3, MINUS "1.00e5"},
        {1.234e12, 3, "1.23e12"},
        {1e-300, 3, "1.00e" MINUS "300"},
        {1e308, 0, "1.00e308"},
        {12.5, 0, "12"},
        {7, 1, "7.0"},
        {NAN, 3, DASH},
        {INFINITY, 3, DASH},
        {-INFINITY, 3, DASH},
    };
    char text[NUMBER_TEXT];
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_string_equal(number_shown(text, table[i].value, table[i].decimals),
                            table[i].text);
}

static void round_numbers(void **state)
{
    (void)state;
    static const struct { double value; const char *text; } table[] = {
        {0, "0"}, {-0.0, "0"}, {1, "1"}, {-2.5, MINUS "2.5"}, {0.1, "0.1"},
        {0.1 + 0.2, "0.3"}, {1000, "1000"}, {999999, "999999"}, {1e6, "1e6"},
        {-2e6, MINUS "2e6"}, {2500000, "2.5e6"}, {1234567, "1234567"}, {1e-3, "0.001"},
        {1e-4, "0.0001"}, {1e-5, "1e" MINUS "5"}, {-1.5e-7, MINUS "1.5e" MINUS "7"},
        {1e300, "1e300"}, {1.0000000001, "1.0000000001"}, {1000000.5, "1000000.5"},
        {NAN, DASH}, {INFINITY, DASH},
    };
    char text[NUMBER_TEXT];
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_string_equal(number_round(text, table[i].value), table[i].text);
}

static void any_double_fits_its_room(void **state)
{
    (void)state;
    uint64_t seed = 3;
    for (int i = 0; i < 20000; i++) {
        char text[NUMBER_TEXT];
        double value = as_double(next_random(&seed));
        assert_true(strlen(number_shown(text, value, i % 9)) < NUMBER_TEXT);
        assert_true(strlen(number_round(text, value)) < NUMBER_TEXT);
        assert_null(strchr(text, '-'));
        assert_null(strchr(text, '+'));
    }
}

static void no_locale_matters(void **state)
{
    (void)state;
    static const char *const names[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "tr_TR.UTF-8",
                                        "fa_IR.UTF-8", "ps_AF.UTF-8"};
    int found = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!setlocale(LC_ALL, names[i]))
            continue;
        found++;
        scan_takes_the_longest_number(state);
        shortest_is_what_python_prints(state);
        shown_to_people(state);
        round_numbers(state);
    }
    setlocale(LC_ALL, "C");
    print_message("# %d other locales\n", found);
}

// The text need not end where the number does: what lies behind is not looked at.
static void test_nothing_behind_the_end(void **state)
{
    (void)state;
    char text[] = {'2', 'e', '3', '7', '7'};
    double value;
    assert_int_equal(number_scan(text, text + 3, &value), 3);
    assert_true(value == 2000);
    char *alone = malloc(3);
    memcpy(alone, "2e3", 3);
    assert_int_equal(number_scan(alone, alone + 3, &value), 3);
    assert_true(value == 2000);
    free(alone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_behind_the_end),
        cmocka_unit_test(any_double_reads_back),
        cmocka_unit_test(scan_agrees_with_strtod),
        cmocka_unit_test(all_digits_count),
        cmocka_unit_test(scan_takes_the_longest_number),
        cmocka_unit_test(read_wants_one_whole_finite_number),
        cmocka_unit_test(shortest_is_what_python_prints),
        cmocka_unit_test(shown_to_people),
        cmocka_unit_test(round_numbers),
        cmocka_unit_test(any_double_fits_its_room),
        cmocka_unit_test(no_locale_matters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
