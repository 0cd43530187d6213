// SPDX-License-Identifier: MIT
#include "draw/png_rows.h"

#include "base/array.h"

#include <zlib.h>

enum { BAND = 32,               // rows: fewer cost bytes, more are seldom as they were
       HEADER = 2, SUM = 4 };   // bytes

struct bytes { uint8_t *at; size_t count, capacity; bool failed; };

struct press {                  // one for each thread
    z_stream stream;
    bool open;
    struct bytes raw;
};

struct band {
    struct bytes bytes;         // compressed
    uLong sum;                  // Adler-32 of what they were
    bool good;                  // they are those of the pixels that are kept
};

struct png_rows {
    struct press *presses;
    int threads, level;         // there are presses for
    struct { struct band *at; size_t count, capacity; bool failed; } bands;
    struct image kept;          // of the image before; empty: nothing
    bool opaque;
    uint8_t header[HEADER], sum[SUM];
};

struct job { struct png_rows *rows; const struct image *image; };

static voidpf allocate(voidpf self, uInt count, uInt size)
{
    (void)self;
    return malloc((size_t)count * size);
}

static void release(voidpf self, voidpf memory)
{
    (void)self;
    free(memory);
}

static void close_presses(struct png_rows *t)
{
    for (int i = 0; t->presses && i < t->threads; i++) {
        if (t->presses[i].open)
            deflateEnd(&t->presses[i].stream);
        array_free(&t->presses[i].raw);
    }
    free(t->presses);
    t->presses = NULL;
    t->threads = t->level = 0;
}

static bool open_presses(struct png_rows *t, int threads, int level)
{
    if (t->presses && t->threads >= threads && t->level == level)
        return true;
    close_presses(t);
    t->presses = calloc((size_t)threads, sizeof *t->presses);
    t->threads = t->presses ? threads : 0;
    t->level = level;
    for (int i = 0; i < t->threads; i++) {
        struct press *p = &t->presses[i];
        p->stream.zalloc = allocate;
        p->stream.zfree = release;
        p->open = deflateInit2(&p->stream, level, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL - 1,
                               Z_DEFAULT_STRATEGY) == Z_OK;
        if (!p->open)
            return close_presses(t), false;
    }
    return t->presses != NULL;
}

struct png_rows *png_rows_open(void)
{
    return calloc(1, sizeof(struct png_rows));
}

static void forget(struct png_rows *t)
{
    for (size_t i = 0; i < t->bands.count; i++)
        array_free(&t->bands.at[i].bytes);
    array_free(&t->bands);
    free(t->kept.pixels);
    t->kept = (struct image){0};
}

void png_rows_close(struct png_rows *t)
{
    if (!t)
        return;
    close_presses(t);
    forget(t);
    free(t);
}

static bool is_opaque(const struct image *image)
{
    size_t count = (size_t)image->width * (size_t)image->height;
    unsigned all = 255;
    for (size_t i = 0; i < count; i++)
        all &= image->pixels[i].a;
    return all == 255;
}

static void pack_row(uint8_t *to, const rgba *from, int width, bool opaque)
{
    *to++ = 0;                                  // no filter
    if (!opaque) {
        memcpy(to, from, sizeof *from * (size_t)width);
        return;
    }
    for (int x = 0; x < width; x++, to += 3) {
        to[0] = from[x].r;
        to[1] = from[x].g;
        to[2] = from[x].b;
    }
}

static bool pack(struct bytes *raw, const struct image *image, size_t first, size_t end,
                 bool opaque)
{
    size_t row = 1 + (size_t)image->width * (opaque ? 3 : 4);
    raw->failed = false;
    if (!array_reserve(raw, row * (end - first)))
        return false;
    for (size_t y = first; y < end; y++)
        pack_row(raw->at + (y - first) * row, image->pixels + y * (size_t)image->width,
                 image->width, opaque);
    raw->count = row * (end - first);
    return true;
}

static bool compress_band(struct press *p, struct bytes *out, bool last)
{
    z_stream *z = &p->stream;
    deflateReset(z);
    out->failed = false;
    if (!array_reserve(out, deflateBound(z, p->raw.count) + 16))
        return false;
    z->next_in = p->raw.at;
    z->avail_in = (uInt)p->raw.count;
    z->next_out = out->at;
    z->avail_out = (uInt)out->capacity;
    int result = deflate(z, last ? Z_FINISH : Z_FULL_FLUSH);
    out->count = out->capacity - z->avail_out;
    return result == (last ? Z_STREAM_END : Z_OK) && z->avail_in == 0;
}

static void make_band(void *context, size_t index, int worker)
{
    const struct job *job = context;
    struct png_rows *t = job->rows;
    const struct image *image = job->image;
    struct band *band = &t->bands.at[index];
    struct press *press = &t->presses[worker];
    size_t first = index * BAND, end = first + BAND;
    bool last = end >= (size_t)image->height;
    end = last ? (size_t)image->height : end;
    size_t at = first * (size_t)image->width;
    size_t size = (end - first) * (size_t)image->width * sizeof *image->pixels;
    if (band->good && memcmp(t->kept.pixels + at, image->pixels + at, size) == 0)
        return;
    band->good = pack(&press->raw, image, first, end, t->opaque)
                 && compress_band(press, &band->bytes, last);
    band->sum = adler32(1, press->raw.at, (uInt)press->raw.count);
    if (band->good && t->kept.pixels)
        memcpy(t->kept.pixels + at, image->pixels + at, size);
}

// Room for what is kept of an image; what was kept of another kind is forgotten.
static bool prepare(struct png_rows *t, const struct image *image, int level, bool again)
{
    size_t pixels = (size_t)image->width * (size_t)image->height;
    size_t bands = ((size_t)image->height + BAND - 1) / BAND;
    bool opaque = is_opaque(image);
    if (t->kept.width != image->width || t->kept.height != image->height
        || t->opaque != opaque || t->level != level || !again)
        forget(t);
    t->opaque = opaque;
    if (again && !t->kept.pixels)
        t->kept = (struct image){image->width, image->height,
                                 malloc(pixels * sizeof *image->pixels)};
    if ((again && !t->kept.pixels) || !array_reserve(&t->bands, bands))
        return false;
    for (; t->bands.count < bands; t->bands.count++)
        t->bands.at[t->bands.count] = (struct band){0};
    return true;
}

// RFC 1950: what it is and how it was compressed; the sum of all.
static void frame_stream(struct png_rows *t, int level, size_t row, size_t height)
{
    t->header[0] = 0x78;
    t->header[1] = level < 2 ? 0x01 : level < 6 ? 0x5E : level == 6 ? 0x9C : 0xDA;
    uLong sum = 1;
    for (size_t i = 0; i < t->bands.count; i++) {
        size_t rows = height - i * BAND < BAND ? height - i * BAND : BAND;
        sum = adler32_combine(sum, t->bands.at[i].sum, (z_off_t)(rows * row));
    }
    for (int i = 0; i < SUM; i++)
        t->sum[i] = (uint8_t)(sum >> (24 - 8 * i));
}

bool png_rows_take(struct png_rows *t, const struct image *image, int level, bool again,
                   struct pool *pool)
{
    if (!prepare(t, image, level, again)
        || !open_presses(t, pool_size(pool), level))
        return forget(t), false;
    pool_run(pool, t->bands.count, make_band, &(struct job){t, image});
    for (size_t i = 0; i < t->bands.count; i++)
        if (!t->bands.at[i].good)
            return forget(t), false;
    frame_stream(t, level, 1 + (size_t)image->width * (t->opaque ? 3 : 4),
                 (size_t)image->height);
    return true;
}

bool png_rows_opaque(const struct png_rows *t)
{
    return t->opaque;
}

const void *png_rows_piece(const struct png_rows *t, size_t piece, size_t *bytes)
{
    *bytes = piece == 0 ? HEADER : SUM;
    if (piece == 0 || piece == t->bands.count + 1)
        return piece ? t->sum : t->header;
    if (piece > t->bands.count)
        return NULL;
    *bytes = t->bands.at[piece - 1].bytes.count;
    return t->bands.at[piece - 1].bytes.at;
}

size_t png_rows_bytes(const struct png_rows *t)
{
    size_t sum = HEADER + SUM;
    for (size_t i = 0; i < t->bands.count; i++)
        sum += t->bands.at[i].bytes.count;
    return sum;
}
