// SPDX-License-Identifier: MIT
#include "base/utf8.h"

static const uint32_t smallest[] = {0, 0x80, 0x800, 0x10000};

static bool continues(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

uint32_t utf8_next(const char **at, const char *end)
{
    if (*at >= end)
        return 0;
    const unsigned char *s = (const unsigned char *)(*at)++;
    if (s[0] < 0x80)
        return s[0];
    int more = s[0] >= 0xF0 ? 3 : s[0] >= 0xE0 ? 2 : 1;
    if (s[0] < 0xC2 || s[0] > 0xF4 || end - *at < more)
        return 0xFFFD;
    uint32_t c = s[0] & (0x3F >> more);
    for (int i = 1; i <= more; i++) {
        if (!continues(s[i]))
            return 0xFFFD;
        c = c << 6 | (s[i] & 0x3F);
    }
    if (c < smallest[more] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return 0xFFFD;
    *at += more;
    return c;
}

bool utf8_valid(const char *text, size_t length)
{
    const char *end = text + length;
    while (text < end) {
        const char *start = text;
        if (utf8_next(&text, end) == 0xFFFD && text - start == 1)
            return false;
    }
    return true;
}

int utf8_count(const char *text, size_t length)
{
    int count = 0;
    for (const char *end = text + length; text < end; count++)
        utf8_next(&text, end);
    return count;
}

int utf8_write(char out[4], uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
    for (int i = more; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(lead[more] | c);
    return more + 1;
}
