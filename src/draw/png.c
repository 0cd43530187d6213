// SPDX-License-Identifier: MIT
#include "draw/png.h"

#include "base/file.h"
#include "base/utf8.h"

#define png_text png_text_type      // libpng's own, unlike ours
#include <png.h>
#undef png_text
#include <stdlib.h>
#include <string.h>

enum { LONG_TEXT = 1024 };

// libpng leaves by longjmp: whatever must survive that lives in one of these.
struct writing {
    const struct image *image;
    const struct png_options *options;
    bool (*put)(void *to, const void *bytes, size_t count);
    void *to;
    bool put_failed;
    struct png_rows *rows;
    bool again;                 // they will have others to take
    struct text ascii;          // options->text once more
    png_structp png;
    png_infop info;
};

static void *allocate(png_structp png, png_alloc_size_t size)
{
    (void)png;
    return malloc(size);
}

static void release(png_structp png, void *memory)
{
    (void)png;
    free(memory);
}

static void give_up(png_structp png, const char *message)
{
    (void)message;
    png_longjmp(png, 1);
}

static void stay_silent(png_structp png, const char *message)
{
    (void)png;
    (void)message;
}

static void put_bytes(png_structp png, png_byte *bytes, size_t count)
{
    struct writing *w = png_get_io_ptr(png);
    if (w->put(w->to, bytes, count))
        return;
    w->put_failed = true;
    png_error(png, "");
}

static void put_nothing_back(png_structp png)
{
    (void)png;
}

// JSON has no other characters but in its quotes, where they may be told by number.
static void escape(struct text *out, const char *json)
{
    for (const char *end = json + strlen(json); json < end;) {
        uint32_t c = utf8_next(&json, end);
        if (c < 0x80)
            text_add_bytes(out, (char[]){(char)c}, 1);
        else if (c < 0x10000)
            text_addf(out, "\\u%04x", c);
        else
            text_addf(out, "\\u%04x\\u%04x", 0xd7c0 + (c >> 10), 0xdc00 + (c & 0x3ff));
    }
}

static void put_text(struct writing *w)
{
    const struct png_options *options = w->options;
    char *key = (char *)(uintptr_t)options->key, *json = (char *)(uintptr_t)options->text;
    png_text_type text[] = {
        {.key = key, .text = json, .itxt_length = strlen(json),
         .compression = strlen(json) > LONG_TEXT ? PNG_ITXT_COMPRESSION_zTXt
                                                 : PNG_ITXT_COMPRESSION_NONE},
        {.key = key, .text = w->ascii.at, .text_length = w->ascii.count,
         .compression = PNG_TEXT_COMPRESSION_zTXt}};
    png_set_text(w->png, w->info, text, w->ascii.count ? 2 : 1);
}

static void put_header(struct writing *w)
{
    int kind = png_rows_opaque(w->rows) ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGB_ALPHA;
    png_set_IHDR(w->png, w->info, (png_uint_32)w->image->width,
                 (png_uint_32)w->image->height, 8, kind, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB_gAMA_and_cHRM(w->png, w->info, PNG_sRGB_INTENT_PERCEPTUAL);
    if (w->options->dpi > 0) {
        png_uint_32 per_metre = (png_uint_32)(fmin(w->options->dpi, 1e6) / 0.0254 + 0.5);
        png_set_pHYs(w->png, w->info, per_metre, per_metre, PNG_RESOLUTION_METER);
    }
    if (w->options->key)
        put_text(w);
    png_write_info(w->png, w->info);
}

static void put_rows(struct writing *w)
{
    static const png_byte name[] = "IDAT", end[] = "IEND";
    size_t count;
    const void *at;
    png_write_chunk_start(w->png, name, (png_uint_32)png_rows_bytes(w->rows));
    for (size_t i = 0; (at = png_rows_piece(w->rows, i, &count)); i++)
        png_write_chunk_data(w->png, at, count);
    png_write_chunk_end(w->png);
    png_write_chunk(w->png, end, NULL, 0);
}

static bool put_all(struct writing *w)
{
    if (setjmp(png_jmpbuf(w->png)))
        return false;
    put_header(w);
    put_rows(w);
    return true;
}

static bool write_out(struct writing *w)
{
    w->png = png_create_write_struct_2(PNG_LIBPNG_VER_STRING, NULL, give_up, stay_silent,
                                       NULL, allocate, release);
    w->info = w->png ? png_create_info_struct(w->png) : NULL;
    if (w->options->key)
        escape(&w->ascii, w->options->text);
    bool done = false;
    if (w->info && !w->ascii.failed) {
        png_set_write_fn(w->png, w, put_bytes, put_nothing_back);
        done = put_all(w);
    }
    png_destroy_write_struct(&w->png, &w->info);
    text_free(&w->ascii);
    return done;
}

static bool encode(struct writing *w)
{
    return png_rows_take(w->rows, w->image, w->options->level, w->again, w->options->pool)
           && write_out(w);
}

static bool encode_once(struct writing *w)
{
    w->rows = png_rows_open();
    bool done = w->rows && encode(w);
    png_rows_close(w->rows);
    return done;
}

static bool put_in_file(void *to, const void *bytes, size_t count)
{
    return file_write(to, bytes, count);
}

bool png_save(const char *path, const struct image *image,
              const struct png_options *options, struct fault *fault)
{
    struct file_writer *file = file_create(path, fault);
    if (!file)
        return false;
    struct writing w = {.image = image, .options = options, .put = put_in_file,
                        .to = file};
    bool done = encode_once(&w);
    if (done || w.put_failed)
        return file_commit(file, fault);
    file_abandon(file);
    return fault_memory(fault);
}

static bool put_in_text(void *to, const void *bytes, size_t count)
{
    struct text *text = to;
    text_add_bytes(text, bytes, count);
    return !text->failed;
}

bool png_bytes(struct text *out, const struct image *image,
               const struct png_options *options)
{
    struct writing w = {.image = image, .options = options, .put = put_in_text,
                        .to = out};
    return encode_once(&w);
}

bool png_encode(struct png_rows *rows, struct text *out, const struct image *image,
                const struct png_options *options)
{
    struct writing w = {.image = image, .options = options, .put = put_in_text, .to = out,
                        .rows = rows, .again = true};
    return encode(&w);
}
