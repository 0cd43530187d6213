// SPDX-License-Identifier: MIT
// Any bytes carry a scene as PNG, SVG, PDF or WebP do, or are refused with a sentence;
// what comes out is UTF-8, and put into an SVG it comes back.

#include "base/fault.h"
#include "base/utf8.h"
#include "draw/pdf.h"
#include "draw/png.h"
#include "draw/svg.h"
#include "draw/webp.h"
#include "fake_font.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

static void must(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "%s\n", what);
    abort();
}

// What XML cannot hold is left out of it.
static bool has_control(const char *text, size_t count)
{
    for (const char *end = text + count; text < end;) {
        uint32_t c = utf8_next(&text, end);
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff)
            return true;
    }
    return false;
}

static void check(bool read, const struct text *out, const struct fault *fault)
{
    struct picture p = {0};
    struct text svg = {0}, back = {0};
    const char *text = text_or_empty(out);
    must(read || (fault->text[0] && !fault->machine), "refused without a sentence");
    must(utf8_valid(text, out->count), "no UTF-8");
    if (!read || has_control(text, out->count) || text[strspn(text, " \t\r\n")] == 0)
        return;
    must(svg_write(&svg, &p, &fake_font, &(struct svg_options){.scene = text}), "not written");
    must(svg_scene(svg.at, svg.count, &back, NULL), "not read back");
    must(strcmp(back.at, text) == 0, "read back as another");
    text_free(&svg);
    text_free(&back);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct text out = {0};
    struct fault fault = {0};
    check(svg_scene(bytes, count, &out, &fault), &out, &fault);
    fault = (struct fault){0};
    check(png_text(bytes, count, "nablascope:scene", &out, &fault), &out, &fault);
    fault = (struct fault){0};
    check(webp_scene(bytes, count, &out, &fault), &out, &fault);
    fault = (struct fault){0};
    check(xmp_scene(bytes, count, &out, &fault), &out, &fault);
    fault = (struct fault){0};
    check(pdf_scene(bytes, count, &out, &fault), &out, &fault);
    text_free(&out);
    return 0;
}
