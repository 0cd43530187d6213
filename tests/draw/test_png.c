// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "draw/png.h"

#include "base/file.h"
#include "compare_image.h"
#include "failing_malloc.h"
#include "paint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

static const struct png_options plain = {.level = 6};

static void make_noise(struct image *image, int width, int height, bool opaque)
{
    struct chance c = chance_from(41);
    assert_true(image_make(image, width, height, rgb(0)));
    for (int i = 0; i < width * height; i++) {
        uint32_t bits = (uint32_t)(chance_next(&c) * 0x1p32);
        memcpy(&image->pixels[i], &bits, 4);
        if (opaque)
            image->pixels[i].a = 255;
    }
}

static void path_here(char out[200], const char *name)
{
    snprintf(out, 200, "test_png.%ld.%s.png", (long)getpid(), name);
}

static void pixels_come_back_as_they_were(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1}, {7, 3}, {64, 50}, {1, 300}};
    for (int i = 0; i < 8; i++) {
        char path[200];
        struct image image, back;
        struct fault fault;
        make_noise(&image, sizes[i / 2][0], sizes[i / 2][1], i & 1);
        path_here(path, "pixels");
        assert_true(png_save(path, &image, &plain, &fault));
        assert_true(image_read(path, &back));
        assert_int_equal(image_difference(&image, &back).most, 0);
        unlink(path);
        image_free(&image);
        image_free(&back);
    }
}

static uint32_t number_at(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

// The names of the chunks in a row, the colour type after the first.
static void list_chunks(const struct text *bytes, char *out)
{
    *out = 0;
    for (size_t at = 8; at + 12 <= bytes->count; at += number_at(bytes->at + at) + 12)
        strncat(strcat(out, " "), bytes->at + at + 4, 4);
}

static void a_file_says_what_it_should_and_no_more(void **state)
{
    (void)state;
    struct image image;
    struct text a = {0}, b = {0};
    char chunks[200];
    make_noise(&image, 9, 9, true);
    struct png_options options = {6, 96, "Nablascope scene", "{}", NULL};
    assert_true(png_bytes(&a, &image, &options));
    assert_true(png_bytes(&b, &image, &options));
    assert_int_equal(a.count, b.count);
    assert_memory_equal(a.at, b.at, a.count);
    list_chunks(&a, chunks);
    assert_string_equal(chunks, " IHDR gAMA sRGB cHRM pHYs iTXt zTXt IDAT IEND");
    assert_int_equal(a.at[25], 2);
    const char *dots = memmem(a.at, a.count, "pHYs", 4);
    assert_int_equal(number_at(dots + 4), 3780);
    text_clear(&a);
    image.pixels[80].a = 254;
    assert_true(png_bytes(&a, &image, &plain));
    list_chunks(&a, chunks);
    assert_string_equal(chunks, " IHDR gAMA sRGB cHRM IDAT IEND");
    assert_int_equal(a.at[25], 6);
    text_free(&a);
    text_free(&b);
    image_free(&image);
}

static void assert_text_survives(const char *text)
{
    struct image image;
    struct text bytes = {0}, back = {0};
    struct fault fault;
    make_noise(&image, 3, 3, true);
    assert_true(png_bytes(&bytes, &image, &(struct png_options){2, 0, "scene", text, NULL}));
    assert_true(png_text(bytes.at, bytes.count, "scene", &back, &fault));
    assert_string_equal(text_or_empty(&back), text);
    assert_false(png_text(bytes.at, bytes.count, "other", &back, &fault));
    assert_string_equal(fault.text, "this PNG carries no other");
    text_free(&bytes);
    text_free(&back);
    image_free(&image);
}

static void the_text_comes_back(void **state)
{
    (void)state;
    assert_text_survives("");
    assert_text_survives("{\"formula\": \"x² + ∂f/∂y − 𝛁\"}\n");
    struct text large = {0};
    for (int i = 0; large.count < 100000; i++)
        text_addf(&large, "ηλ %d\n", i * 7919);
    assert_text_survives(large.at);
    text_free(&large);
}

static void put_number(struct text *out, uint32_t n)
{
    text_add_bytes(out, (unsigned char[]){(unsigned char)(n >> 24), (unsigned char)(n >> 16),
                                          (unsigned char)(n >> 8), (unsigned char)n}, 4);
}

static void put_chunk(struct text *out, const char *name, const void *bytes, size_t count)
{
    put_number(out, (uint32_t)count);
    size_t from = out->count;
    text_add(out, name);
    text_add_bytes(out, bytes, count);
    put_number(out, (uint32_t)crc32_z(0, (void *)(out->at + from), count + 4));
}

// A whole PNG with these chunks of text.
struct chunk { const char *name, *bytes; size_t count; };

static struct text carrier(const struct chunk *chunk, int count)
{
    struct image image;
    struct text whole = {0}, out = {0};
    make_noise(&image, 3, 3, true);
    assert_true(png_bytes(&whole, &image, &plain));
    size_t head = 8 + 12 + 13;
    text_add_bytes(&out, whole.at, head);
    for (int i = 0; i < count; i++)
        put_chunk(&out, chunk[i].name, chunk[i].bytes, chunk[i].count);
    text_add_bytes(&out, whole.at + head, whole.count - head);
    text_free(&whole);
    image_free(&image);
    return out;
}

static void assert_carried(const struct chunk *chunk, int count, const char *text,
                           const char *sentence)
{
    struct fault fault = {0};
    struct text bytes = carrier(chunk, count), back = {0};
    bool read = png_text(bytes.at, bytes.count, "a:scene", &back, &fault);
    assert_string_equal(read ? "" : fault.text, sentence);
    assert_string_equal(text_or_empty(&back), text);
    text_free(&bytes);
    text_free(&back);
}

#define CHUNK(name, text) {name, text, sizeof(text) - 1}

// Of the three kinds of text programs choose any when they save a picture again.
static void others_may_have_saved_it(void **state)
{
    (void)state;
    char packed[200] = "a:scene\0";
    uLongf size = sizeof packed - 9;
    assert_int_equal(compress((void *)(packed + 9), &size, (const void *)"{1} ²", 6), Z_OK);
    const struct chunk zipped = {"zTXt", packed, size + 9};
    const struct chunk plain_text = CHUNK("tEXt", "a:scene\0{2} \xb2 x");
    const struct chunk utf8 = CHUNK("tEXt", "a:scene\0{3} ²");
    const struct chunk international = CHUNK("iTXt", "a:scene\0\0\0de\0Szene\0{4} ²");
    const struct chunk other = CHUNK("tEXt", "a:scenes\0{5}");
    assert_carried(&zipped, 1, "{1} ²", "");
    assert_carried(&plain_text, 1, "{2} ² x", "");
    assert_carried(&utf8, 1, "{3} ²", "");
    assert_carried(&international, 1, "{4} ²", "");
    assert_carried((struct chunk[]){other, utf8, zipped}, 3, "{3} ²", "");
    assert_carried((struct chunk[]){other}, 1, "", "this PNG carries no scene");
}

static void damaged_chunks_are_refused(void **state)
{
    (void)state;
    static const struct chunk chunks[] = {
        CHUNK("zTXt", "a:scene\0"), CHUNK("zTXt", "a:scene\0\0"), CHUNK("zTXt", "a:scene\0\0x"),
        CHUNK("iTXt", "a:scene\0"), CHUNK("iTXt", "a:scene\0\0"), CHUNK("iTXt", "a:scene\0\0\0"),
        CHUNK("iTXt", "a:scene\0\0\0de"), CHUNK("iTXt", "a:scene\0\1\0\0\0x\x9c"),
        CHUNK("iTXt", "a:scene\0\0\0\0\0\xff"),
    };
    for (size_t i = 0; i < sizeof chunks / sizeof *chunks; i++)
        assert_carried(&chunks[i], 1, "", "the scene in this PNG is damaged");
    static const struct chunk cut[] = {CHUNK("tEXt", "a:scen"), CHUNK("tEXt", ""),
                                       CHUNK("zTXt", "a:scene")};
    for (size_t i = 0; i < sizeof cut / sizeof *cut; i++)
        assert_carried(&cut[i], 1, "", "this PNG carries no scene");
}

static void sample(struct text *bytes)
{
    struct image image;
    make_noise(&image, 12, 7, true);
    assert_true(png_bytes(bytes, &image, &(struct png_options){6, 96, "scene", "x² + y", NULL}));
    image_free(&image);
}

static void half_a_file_is_no_file(void **state)
{
    (void)state;
    struct text bytes = {0}, back = {0};
    struct fault fault;
    sample(&bytes);
    for (size_t count = 0; count < bytes.count; count++) {
        char *copy = malloc(count + 1);                 // its own, for the sanitizer
        memcpy(copy, bytes.at, count);
        assert_false(png_text(copy, count, "scene", &back, &fault));
        assert_string_equal(fault.text, "this is not a whole PNG file");
        assert_int_equal(back.count, 0);
        free(copy);
    }
    text_free(&bytes);
    text_free(&back);
}

// Whatever bit flips, the text is the same or there is none.
static void damage_is_noticed(void **state)
{
    (void)state;
    struct text bytes = {0}, back = {0};
    struct fault fault;
    int noticed = 0;
    sample(&bytes);
    for (size_t i = 0; i < bytes.count * 8; i++) {
        bytes.at[i / 8] ^= (char)(1 << i % 8);
        if (png_text(bytes.at, bytes.count, "scene", &back, &fault))
            assert_string_equal(back.at, "x² + y");
        else
            noticed++;
        bytes.at[i / 8] ^= (char)(1 << i % 8);
    }
    assert_true(noticed > (int)bytes.count * 7);
    text_free(&bytes);
    text_free(&back);
}

static void what_is_no_png_is_refused(void **state)
{
    (void)state;
    struct text back = {0};
    struct fault fault;
    assert_false(png_text(NULL, 0, "scene", &back, &fault));
    assert_false(png_text("GIF89a", 6, "scene", &back, &fault));
    assert_false(png_text("\x89PNG\r\n\x1a\n", 8, "scene", &back, &fault));
    text_free(&back);
}

// A few kilobytes that unpack to 20 MiB of text.
static void a_text_too_large_is_refused(void **state)
{
    (void)state;
    enum { HUGE_TEXT = 20 << 20 };
    struct image image;
    struct text bytes = {0}, back = {0};
    struct fault fault;
    char *text = malloc(HUGE_TEXT + 1);
    assert_non_null(text);
    memset(text, 'x', HUGE_TEXT);
    text[HUGE_TEXT] = 0;
    make_noise(&image, 3, 3, true);
    assert_true(png_bytes(&bytes, &image, &(struct png_options){1, 0, "scene", text, NULL}));
    assert_true(bytes.count < 1 << 20);
    assert_false(png_text(bytes.at, bytes.count, "scene", &back, &fault));
    free(text);
    text_free(&bytes);
    text_free(&back);
    image_free(&image);
}

static void a_full_disk_is_said_plainly(void **state)
{
    (void)state;
    struct image image;
    struct fault fault;
    make_noise(&image, 300, 300, true);
    assert_false(png_save("/dev/full", &image, &plain, &fault));
    assert_true(fault.machine);
    assert_string_equal(fault.text, "cannot write /dev/full: the disk is full");
    assert_false(png_save("no/such/folder.png", &image, &plain, &fault));
    assert_true(fault.machine);
    assert_non_null(strstr(fault.text, "no/such/folder.png"));
    image_free(&image);
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    char path[200];
    struct image image;
    struct text bytes = {0}, back = {0};
    path_here(path, "memory");
    make_noise(&image, 20, 20, true);
    struct png_options options = {6, 96, "scene", "text", NULL};
    assert_true(png_bytes(&bytes, &image, &options));
    for (int sticky = 0; sticky < 2; sticky++)
        for (long k = 1;; k++) {
            struct fault fault;
            fail_allocation(k, sticky);
            bool saved = png_save(path, &image, &options, &fault);
            bool read = png_text(bytes.at, bytes.count, "scene", &back, &fault);
            long seen = fail_stop();
            assert_int_equal(access(path, F_OK) == 0, saved);
            assert_true(!read || strcmp(back.at, "text") == 0);
            unlink(path);
            text_free(&back);
            if (seen < k) {
                assert_true(saved && read);
                break;
            }
        }
    text_free(&bytes);
    image_free(&image);
}

static void check_same(struct png_rows *rows, const struct image *image, struct pool *pool,
                       int level)
{
    struct text fresh = {0}, kept = {0}, shared = {0};
    struct png_options options = {.level = level}, together = {.level = level, .pool = pool};
    assert_true(png_bytes(&fresh, image, &options));
    assert_true(png_encode(rows, &kept, image, &options));
    assert_true(png_encode(rows, &kept, image, &together));
    assert_true(png_bytes(&shared, image, &together));
    assert_int_equal(2 * fresh.count, kept.count);
    assert_int_equal(fresh.count, shared.count);
    assert_memory_equal(fresh.at, kept.at, fresh.count);
    assert_memory_equal(fresh.at, kept.at + fresh.count, fresh.count);
    assert_memory_equal(fresh.at, shared.at, fresh.count);
    text_free(&fresh);
    text_free(&kept);
    text_free(&shared);
}

// One pixel changes, the size, the level, opacity, and all of it again.
static void what_is_kept_and_who_shares_change_no_byte(void **state)
{
    (void)state;
    static const int heights[] = {1, 31, 32, 33, 200, 96};
    struct png_rows *rows = png_rows_open();
    struct pool *pool = pool_open(3);
    for (int i = 0; i < 6; i++) {
        struct image image;
        make_noise(&image, 50, heights[i], true);
        for (int k = 0; k < 12; k++) {
            int at = 50 * (heights[i] * (k % 5) / 5) + k;
            image.pixels[at].g ^= 1;
            image.pixels[at].a = k == 7 || k == 8 ? 200 : 255;
            check_same(rows, &image, pool, k > 9 ? 6 : 2);
        }
        image_free(&image);
    }
    pool_close(pool);
    png_rows_close(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pixels_come_back_as_they_were),
        cmocka_unit_test(a_file_says_what_it_should_and_no_more),
        cmocka_unit_test(the_text_comes_back),
        cmocka_unit_test(others_may_have_saved_it),
        cmocka_unit_test(damaged_chunks_are_refused),
        cmocka_unit_test(half_a_file_is_no_file),
        cmocka_unit_test(damage_is_noticed),
        cmocka_unit_test(what_is_no_png_is_refused),
        cmocka_unit_test(a_text_too_large_is_refused),
        cmocka_unit_test(a_full_disk_is_said_plainly),
        cmocka_unit_test(memory_may_run_out_anywhere),
        cmocka_unit_test(what_is_kept_and_who_shares_change_no_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
