// SPDX-License-Identifier: MIT
// The keywords of a PDF are looked for in its bytes, not by its tables: what was packed
// away by another program is not found, and nothing is unpacked.
#define _GNU_SOURCE
#include "draw/pdf.h"

#include "base/utf8.h"

#include <string.h>

enum { MOST_TEXT = 8 << 20 };

struct reader { const unsigned char *at, *end; struct text *out; bool too_large; };

static void add(struct reader *r, unsigned c)
{
    r->too_large |= r->out->count == MOST_TEXT;
    if (!r->too_large)
        text_add_bytes(r->out, (unsigned char[]){(unsigned char)c}, 1);
}

static unsigned octal(struct reader *r, unsigned value)
{
    for (int i = 0; i < 2 && r->at < r->end && *r->at >= '0' && *r->at <= '7'; i++)
        value = 8 * value + (unsigned)(*r->at++ - '0');
    return value & 255;
}

// After a backslash.
static void read_escape(struct reader *r)
{
    static const char names[] = "nrtbf", signs[] = "\n\r\t\b\f";
    if (r->at == r->end)
        return;
    unsigned char c = *r->at++;
    const char *name = c ? strchr(names, c) : NULL;
    if (c >= '0' && c <= '7')
        add(r, octal(r, (unsigned)(c - '0')));
    else if (c == '\r' && r->at < r->end && *r->at == '\n')
        r->at++;                // the line goes on
    else if (c != '\n' && c != '\r')
        add(r, name ? (unsigned char)signs[name - names] : c);
}

// "(…)", brackets in pairs or escaped.  False: it does not end.
static bool read_literal(struct reader *r)
{
    int depth = 1;
    while (r->at < r->end) {
        unsigned char c = *r->at++;
        depth += (c == '(') - (c == ')');
        if (depth == 0)
            return true;
        if (c == '\\')
            read_escape(r);
        else
            add(r, c);
    }
    return false;
}

static int digit_of(unsigned char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f'
               ? (c | 32) - 'a' + 10 : -1;
}

// "<…>", bytes as two digits each.
static bool read_hex(struct reader *r)
{
    int digits = 0, value = 0;
    while (r->at < r->end && *r->at != '>') {
        int digit = digit_of(*r->at++);
        if (digit < 0)
            continue;
        value = 16 * (value & 15) + digit;
        if (++digits % 2 == 0)
            add(r, (unsigned)value);
    }
    return r->at < r->end;
}

// Texts that begin with a mark are UTF-16, from the high byte on.
static void make_utf8(struct text *text)
{
    struct text wide = *text;
    const unsigned char *at = (const void *)text_or_empty(&wide);
    if (wide.count < 2 || at[0] != 0xfe || at[1] != 0xff)
        return;
    *text = (struct text){0};
    for (size_t i = 2; i + 1 < wide.count; i += 2) {
        uint32_t c = (uint32_t)at[i] << 8 | at[i + 1];
        if (c >= 0xd800 && c < 0xdc00 && i + 3 < wide.count) {
            i += 2;
            c = 0x10000 + ((c & 0x3ff) << 10) + (((uint32_t)at[i] << 8 | at[i + 1]) & 0x3ff);
        }
        char bytes[4];
        int count = utf8_write(bytes, c);
        text_add_bytes(text, bytes, (size_t)count);
    }
    text_free(&wide);
}

// The keywords that begin here; false: they are none or of something else.
static bool read_keywords(struct reader *r)
{
    text_clear(r->out);
    r->too_large = false;
    while (r->at < r->end && strchr(" \t\r\n", *r->at))
        r->at++;
    if (r->at == r->end || (*r->at != '(' && *r->at != '<'))
        return false;
    bool ends = *r->at++ == '(' ? read_literal(r) : read_hex(r);
    make_utf8(r->out);
    size_t length = strlen(PDF_SCENE);
    if (!ends || r->out->count < length || memcmp(r->out->at, PDF_SCENE, length) != 0)
        return false;
    r->out->count -= length;
    memmove(r->out->at, r->out->at + length, r->out->count + 1);
    return true;
}

bool pdf_scene(const void *bytes, size_t count, struct text *out, struct fault *fault)
{
    struct reader r = {bytes, (const unsigned char *)bytes + count, out, false};
    static const char key[] = "/Keywords";
    bool found = false;
    text_clear(out);
    while (!found && !out->failed
           && (r.at = memmem(r.at, (size_t)(r.end - r.at), key, strlen(key)))) {
        r.at += strlen(key);
        found = read_keywords(&r);
    }
    if (out->failed)
        return fault_memory(fault);
    if (found && !r.too_large && utf8_valid(text_or_empty(out), out->count))
        return true;
    text_clear(out);
    return fault_at(fault, 0, found ? "the scene in this PDF is damaged"
                                    : "this PDF carries no scene");
}
