// SPDX-License-Identifier: MIT
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = 800 };          // half-way between two doubles: at most 768

static const char *skip_digits(const char *at, const char *end)
{
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    return at;
}

static const char *skip_exponent(const char *at, const char *end)
{
    const char *digits = at + 1;
    if (at >= end || (*at != 'e' && *at != 'E'))
        return at;
    if (digits < end && (*digits == '+' || *digits == '-'))
        digits++;
    const char *after = skip_digits(digits, end);
    return after > digits ? after : at;
}

static long read_exponent(const char *at, const char *end)
{
    long sign = at < end && *at == '-' ? -1 : 1, value = 0;
    for (at += at < end && (*at == '-' || *at == '+'); at < end; at++)
        value = value > 100000 ? value : 10 * value + (*at - '0');
    return sign * value;
}

// Digits and an exponent without a decimal mark: strtod then reads the same in every
// locale.  Digits that do not fit are beyond what a double can tell apart, but their
// places still count.
static double convert(const char *text, size_t length)
{
    char copy[DIGITS + 16];
    size_t n = 0;
    long shift = 0;
    bool fraction = false;
    const char *end = text + length, *at = text;
    for (; at < end && *at != 'e' && *at != 'E'; at++) {
        if (*at == '.')
            fraction = true;
        else if (n == 0 && *at == '0')
            shift -= fraction;
        else if (n < DIGITS)
            copy[n++] = *at, shift -= fraction;
        else
            shift += !fraction;
    }
    long exponent = at < end ? read_exponent(at + 1, end) : 0;
    if (n == 0)
        return 0;
    snprintf(copy + n, sizeof copy - n, "e%ld", exponent + shift);
    return strtod(copy, NULL);
}

size_t number_scan(const char *text, const char *end, double *value)
{
    const char *at = skip_digits(text, end);
    size_t whole = (size_t)(at - text), part = 0;
    if (at < end && *at == '.') {
        const char *after = skip_digits(at + 1, end);
        part = (size_t)(after - at - 1);
        at = after;
    }
    if (whole + part == 0)
        return 0;
    at = skip_exponent(at, end);
    *value = convert(text, (size_t)(at - text));
    return (size_t)(at - text);
}

bool number_read(const char *text, double *value)
{
    const char *end = text + strlen(text);
    double sign = 1;
    if (strncmp(text, "\xE2\x88\x92", 3) == 0)
        sign = -1, text += 3;
    else if (*text == '-' || *text == '+')
        sign = *text++ == '-' ? -1 : 1;
    size_t length = number_scan(text, end, value);
    if (length == 0 || text + length != end)
        return false;
    *value *= sign;
    return isfinite(*value);
}

// Whatever the locale puts between the digits, several bytes perhaps.
static void use_point(char *text)
{
    char *mark = text + strspn(text, "-0123456789");
    if (*mark == 0 || *mark == 'e')
        return;
    size_t length = strcspn(mark, "0123456789");
    *mark = '.';
    memmove(mark + 1, mark + length, strlen(mark + length) + 1);
}

static double read_back(const char *text)
{
    double value = 0;
    number_read(text, &value);
    return value;
}

// Next to a power of two the shortest text may be the second nearest.
static bool last_digit_up(char *text, double value)
{
    char *last = text + strcspn(text, "e") - 1;
    if (*last == '9')
        return false;
    ++*last;
    return read_back(text) == value;
}

const char *number_shortest(char out[NUMBER_TEXT], double value)
{
    if (isnan(value) || isinf(value))
        return strcpy(out, isnan(value) ? "nan" : value > 0 ? "inf" : "-inf");
    if (value == 0)
        return strcpy(out, "0");
    for (int digits = fabs(value) < 1e-300 ? 1 : 15; digits <= 17; digits++) {
        snprintf(out, NUMBER_TEXT, "%.*g", digits, value);
        use_point(out);
        if (read_back(out) == value || (digits == 16 && last_digit_up(out, value)))
            break;
    }
    return out;
}

// True minus signs, no plus: "1e+6" becomes "1e6".
static const char *set_for_eyes(char out[NUMBER_TEXT], const char *text)
{
    char *to = out;
    for (; *text && to < out + NUMBER_TEXT - 4; text++) {
        if (*text == '-')
            to = (char *)memcpy(to, "\xE2\x88\x92", 3) + 3;
        else if (*text != '+')
            *to++ = *text;
    }
    *to = 0;
    return out;
}

static const char *without_exponent_zeros(char *text)
{
    char *e = strchr(text, 'e');
    if (!e)
        return text;
    char *digits = e + 1 + (e[1] == '+' || e[1] == '-');
    char *first = digits;
    while (first[0] == '0' && first[1])
        first++;
    memmove(digits, first, strlen(first) + 1);
    return text;
}

const char *number_shown(char out[NUMBER_TEXT], double value, int decimals)
{
    char text[NUMBER_TEXT + 340];
    if (!isfinite(value))
        return strcpy(out, "\xE2\x80\x94");
    double size = fabs(value);
    bool plain = size == 0 || (size >= 1e-3 && size < 1e5);
    snprintf(text, sizeof text, plain ? "%.*f" : "%.*e", plain ? decimals : 2, value);
    use_point(text);
    if (plain && strspn(text, "-0.") == strlen(text) && text[0] == '-')
        memmove(text, text + 1, strlen(text));
    return set_for_eyes(out, without_exponent_zeros(text));
}

static void scientific(char *text, double value)
{
    snprintf(text, NUMBER_TEXT, "%.14e", value);
    use_point(text);
    char *e = strchr(text, 'e'), *last = e;
    while (last[-1] == '0')
        last--;
    if (last[-1] == '.')
        last--;
    memmove(last, e, strlen(e) + 1);
    without_exponent_zeros(text);
}

const char *number_round(char out[NUMBER_TEXT], double value)
{
    char text[NUMBER_TEXT], short_text[NUMBER_TEXT];
    double size = fabs(value);
    if (!isfinite(value))
        return strcpy(out, "\xE2\x80\x94");
    snprintf(text, sizeof text, "%.15g", value == 0 ? 0 : value);
    use_point(text);
    without_exponent_zeros(text);
    if (size == 0 || (size >= 1e-4 && size < 1e6))
        return set_for_eyes(out, text);
    scientific(short_text, value);
    bool shorter = strlen(short_text) <= strlen(text);
    return set_for_eyes(out, shorter ? short_text : text);
}

const char *number_brief(char out[NUMBER_TEXT], double value)
{
    double unit = pow(10, floor(log10(fabs(value))) - 5);
    bool many = unit > 0 && isfinite(value / unit);
    return number_round(out, many ? round(value / unit) * unit : value);
}
