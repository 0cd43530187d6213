// SPDX-License-Identifier: MIT
// The chunks of a PNG are walked here and not by libpng, which would unpack the pixels to
// get past them: a small file may hold gigabytes of those.
#include "draw/png.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { MOST_TEXT = 8 << 20, FRAME = 12 };   // FRAME: length, name and sum of a chunk

struct chunk {
    const unsigned char *name;              // four letters, then its bytes
    size_t length;                          // of those
};

static uint32_t number_at(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static bool named(struct chunk chunk, const char *name)
{
    return memcmp(chunk.name, name, 4) == 0;
}

// Reads the chunk at *at, its sum checked, and steps past it.
static bool next_chunk(const unsigned char **at, const unsigned char *end,
                       struct chunk *chunk)
{
    size_t left = (size_t)(end - *at);
    if (left < FRAME || number_at(*at) > left - FRAME)
        return false;
    *chunk = (struct chunk){*at + 4, number_at(*at)};
    *at += chunk->length + FRAME;
    uLong sum = crc32_z(0, chunk->name, chunk->length + 4);
    return sum == number_at(chunk->name + 4 + chunk->length);
}

static bool is_text(struct chunk chunk, const char *key)
{
    size_t size = strlen(key) + 1;
    return (named(chunk, "iTXt") || named(chunk, "zTXt") || named(chunk, "tEXt"))
        && chunk.length >= size && memcmp(chunk.name + 4, key, size) == 0;
}

// Walks a whole file and finds the first text under the key; its name is NULL if there
// is none.
static bool walk(const unsigned char *at, size_t count, const char *key,
                 struct chunk *found)
{
    const unsigned char *end = at + count;
    struct chunk chunk;
    bool pixels = false;
    if (count < 8 || memcmp(at, "\x89PNG\r\n\x1a\n", 8) != 0)
        return false;
    at += 8;
    if (!next_chunk(&at, end, &chunk) || !named(chunk, "IHDR") || chunk.length != 13)
        return false;
    while (next_chunk(&at, end, &chunk)) {
        pixels |= named(chunk, "IDAT");
        if (!found->name && is_text(chunk, key))
            *found = chunk;
        if (named(chunk, "IEND"))
            return pixels;
    }
    return false;
}

static void *allocate(void *self, unsigned count, unsigned size)
{
    (void)self;
    return calloc(count, size);
}

static void release(void *self, void *memory)
{
    (void)self;
    free(memory);
}

// Adds what the bytes unpack to; false when they are damaged or unpack to too much.
static bool unpack(struct text *out, const unsigned char *bytes, size_t count)
{
    unsigned char paper[16384];
    z_stream z = {.zalloc = allocate, .zfree = release,
                  .next_in = (unsigned char *)(uintptr_t)bytes, .avail_in = (uInt)count};
    if (inflateInit(&z) != Z_OK)
        return out->failed = true, false;
    int state = Z_OK;
    while (state == Z_OK && out->count <= MOST_TEXT && !out->failed) {
        z.next_out = paper;
        z.avail_out = sizeof paper;
        state = inflate(&z, Z_NO_FLUSH);
        text_add_bytes(out, paper, sizeof paper - z.avail_out);
    }
    inflateEnd(&z);
    out->failed |= state == Z_MEM_ERROR;
    return state == Z_STREAM_END && !out->failed;
}

// After the key: packed or not, the method, the language, the key translated, the text.
static bool read_international(struct text *out, const unsigned char *at,
                               const unsigned char *end)
{
    if (end - at < 2)
        return false;
    bool packed = at[0] == 1;
    at += 2;
    for (int skipped = 0; skipped < 2; skipped++) {
        at = memchr(at, 0, (size_t)(end - at));
        if (!at)
            return false;
        at++;
    }
    if (packed)
        return unpack(out, at, (size_t)(end - at));
    text_add_bytes(out, at, (size_t)(end - at));
    return !out->failed;
}

// Latin-1 by the standard; many programs write UTF-8 all the same.
static void make_utf8(struct text *text)
{
    struct text latin = *text;
    if (utf8_valid(text_or_empty(text), text->count))
        return;
    *text = (struct text){0};
    for (size_t i = 0; i < latin.count; i++) {
        char bytes[4];
        int count = utf8_write(bytes, (unsigned char)latin.at[i]);
        text_add_bytes(text, bytes, (size_t)count);
    }
    text_free(&latin);
}

static bool read_text(struct chunk chunk, size_t key_size, struct text *out)
{
    const unsigned char *at = chunk.name + 4 + key_size;
    const unsigned char *end = chunk.name + 4 + chunk.length;
    if (named(chunk, "iTXt"))
        return read_international(out, at, end);
    if (named(chunk, "zTXt") && (at == end || !unpack(out, at + 1, (size_t)(end - at - 1))))
        return false;
    if (named(chunk, "tEXt"))
        text_add_bytes(out, at, (size_t)(end - at));
    make_utf8(out);
    return !out->failed;
}

bool png_text(const void *bytes, size_t count, const char *key, struct text *out,
              struct fault *fault)
{
    struct chunk found = {0};
    const char *colon = strchr(key, ':'), *what = colon ? colon + 1 : key;
    text_clear(out);
    if (!walk(bytes, count, key, &found))
        return fault_at(fault, 0, "this is not a whole PNG file");
    if (!found.name)
        return fault_at(fault, 0, "this PNG carries no %.40s", what);
    bool read = read_text(found, strlen(key) + 1, out);
    if (out->failed)
        return fault_memory(fault);
    if (read && out->count <= MOST_TEXT && utf8_valid(text_or_empty(out), out->count))
        return true;
    text_clear(out);
    return fault_at(fault, 0, "the %.40s in this PNG is damaged", what);
}
