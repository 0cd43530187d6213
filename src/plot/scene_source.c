// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "plot/scene_source.h"

#include "base/file.h"
#include "draw/pdf.h"
#include "draw/png.h"
#include "draw/svg.h"
#include "draw/webp.h"

#include <string.h>

enum { PICTURE_MOST = 256 << 20 };                      // bytes

static bool is_png(const char *bytes, size_t count)
{
    return count >= 4 && memcmp(bytes, "\x89PNG", 4) == 0;
}

bool scene_source_is_svg(const char *bytes, size_t count)
{
    const char *at = bytes, *end = bytes + count;
    at += count >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (at < end && strchr(" \t\r\n", *at))
        at++;
    return at < end && *at == '<' && memmem(at, (size_t)(end - at), "svg", 3);
}

static bool is_pdf(const char *bytes, size_t count)
{
    return count >= 5 && memcmp(bytes, "%PDF-", 5) == 0;
}

static bool is_webp(const char *bytes, size_t count)
{
    return count >= 12 && memcmp(bytes, "RIFF", 4) == 0 && memcmp(bytes + 8, "WEBP", 4) == 0;
}

bool scene_source_take(struct scene_source *s, const char *bytes, size_t count,
                       struct fault *fault)
{
    struct text json = {0};
    bool png = is_png(bytes, count), pdf = is_pdf(bytes, count), done = true;
    bool webp = is_webp(bytes, count);
    s->picture = png || pdf || webp || scene_source_is_svg(bytes, count);
    if (png)
        done = png_text(bytes, count, "nablascope:scene", &json, fault);
    else if (pdf)
        done = pdf_scene(bytes, count, &json, fault);
    else if (webp)
        done = webp_scene(bytes, count, &json, fault);
    else if (s->picture)
        done = svg_scene(bytes, count, &json, fault);
    else if (count > SCENE_FILE_MOST)
        done = fault_at(fault, 0, "a scene has at most %d bytes", SCENE_FILE_MOST);
    if (s->picture)
        bytes = text_or_empty(&json), count = json.count;
    done = done && scene_read(s->scene, s->extra, bytes, count, fault);
    text_free(&json);
    return done;
}

// What is called a picture is one or is refused for that.
static bool is_what_it_is_called(const char *path, const struct text *bytes,
                                 struct fault *fault)
{
    static const struct { const char *ending, *kind;
                          bool (*is)(const char *bytes, size_t count); } kinds[] = {
        {".png", "a PNG", is_png}, {".svg", "an SVG", scene_source_is_svg},
        {".pdf", "a PDF", is_pdf}, {".webp", "a WebP", is_webp}};
    const char *text = text_or_empty(bytes);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (path_ends_in(path, kinds[i].ending) && !kinds[i].is(text, bytes->count)
            && !is_png(text, bytes->count))
            return fault_at(fault, 0, "this is not %s file", kinds[i].kind);
    return true;
}

bool scene_source_read(struct scene_source *s, const char *path, struct fault *fault)
{
    struct text bytes = {0};
    bool done = file_read(path, PICTURE_MOST, &bytes, fault)
                && is_what_it_is_called(path, &bytes, fault)
                && scene_source_take(s, text_or_empty(&bytes), bytes.count, fault);
    text_free(&bytes);
    return done;
}
