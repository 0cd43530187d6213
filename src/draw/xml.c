// SPDX-License-Identifier: MIT
#include "draw/xml.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

static bool allowed(uint32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xfffe)
        || c > 0xffff;
}

void xml_text(struct text *out, const char *text)
{
    const char *end = text + strlen(text);
    while (text < end) {
        uint32_t c = utf8_next(&text, end);
        char bytes[4];
        switch (c) {
        case '&': text_add(out, "&amp;"); break;
        case '<': text_add(out, "&lt;"); break;
        case '>': text_add(out, "&gt;"); break;
        case '"': text_add(out, "&quot;"); break;
        default:
            if (allowed(c))
                text_add_bytes(out, bytes, (size_t)utf8_write(bytes, c));
        }
    }
}

int64_t xml_to_hundredths(double value)
{
    return (int64_t)round(fmin(fmax(value, -1e15), 1e15) * 100);
}

void xml_hundredths(struct text *out, int64_t value)
{
    uint64_t size = value < 0 ? (uint64_t)-value : (uint64_t)value;
    uint64_t whole = size / 100, part = size % 100;
    char digits[32], *end = digits + sizeof digits, *at = end;
    if (part % 10)
        *--at = (char)('0' + part % 10);
    if (part) {
        *--at = (char)('0' + part / 10);
        *--at = '.';
    }
    for (bool any = !part; whole || any; whole /= 10, any = false)
        *--at = (char)('0' + whole % 10);
    if (value < 0)
        *--at = '-';
    text_add_bytes(out, at, (size_t)(end - at));
}

void xml_next_hundredths(struct text *out, int64_t value)
{
    if (value >= 0)
        text_add(out, " ");
    xml_hundredths(out, value);
}

void xml_attribute(struct text *out, const char *name, double value)
{
    text_addf(out, " %s=\"", name);
    xml_hundredths(out, xml_to_hundredths(value));
    text_add(out, "\"");
}

void xml_color(struct text *out, const char *name, rgba c)
{
    text_addf(out, " %s=\"#%02x%02x%02x\"", name, c.r, c.g, c.b);
    if (c.a != 255)
        text_addf(out, " %s-opacity=\"0.%03d\"", name, c.a * 999 / 255);
}

void xml_base64(struct text *out, const void *bytes, size_t count)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *at = bytes;
    for (size_t i = 0; i < count; i += 3) {
        size_t n = count - i < 3 ? count - i : 3;
        uint32_t b = (uint32_t)at[i] << 16 | (n > 1 ? (uint32_t)at[i + 1] << 8 : 0)
                   | (n > 2 ? at[i + 2] : 0u);
        char four[4] = {digits[b >> 18], digits[b >> 12 & 63],
                        n > 1 ? digits[b >> 6 & 63] : '=', n > 2 ? digits[b & 63] : '='};
        text_add_bytes(out, four, 4);
    }
}
