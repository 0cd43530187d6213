// SPDX-License-Identifier: MIT
// Films as WebP: what is in them, and what hostile ones are told.
#include "draw/image.h"
#include "draw/webp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <webp/decode.h>
#include <webp/mux.h>

enum { WIDTH = 33, HEIGHT = 21, FRAMES = 5 };

static const char scene[] = "{\"formula\": \"x < y & \\\"a\\\" ≤ 'b' → ∇\"}";

// Ground that stays, and a square that moves to the right and fades.
static void draw(struct image *image, int k, bool fades)
{
    image_fill(image, rgb(0xd0e0f0));
    for (int y = 7; y < 12; y++)
        for (int x = 3 * k + 1; x < 3 * k + 6; x++)
            image->pixels[y * WIDTH + x] = (rgba){200, (uint8_t)(40 * k), 7,
                                                  (uint8_t)(fades ? 255 - 50 * k : 255)};
}

static void film(struct text *out, bool fades)
{
    struct image image, before;
    struct webp *webp = webp_open(WIDTH, HEIGHT);
    assert_true(image_make(&image, WIDTH, HEIGHT, rgb(0))
                && image_make(&before, WIDTH, HEIGHT, rgb(0)));
    for (int k = 0; k < FRAMES; k++) {
        struct text frame = {0};
        draw(&image, k, fades);
        draw(&before, k - (k > 0), fades);
        assert_true(webp_frame(&frame, &image, k ? &before : NULL));
        assert_true(webp_add(webp, &frame, 40));
        text_free(&frame);
    }
    assert_true(webp_write(webp, scene, out));
    webp_close(webp);
    image_free(&image);
    image_free(&before);
}

// One frame laid over what is there, as a viewer does it.
static void lay(struct image *to, const WebPMuxFrameInfo *frame)
{
    int width, height;
    uint8_t *got = WebPDecodeRGBA(frame->bitstream.bytes, frame->bitstream.size, &width,
                                  &height);
    assert_non_null(got);
    for (int i = 0; i < width * height; i++) {
        rgba c;
        memcpy(&c, got + 4 * i, 4);
        int at = (frame->y_offset + i / width) * WIDTH + frame->x_offset + i % width;
        if (c.a || frame->blend_method == WEBP_MUX_NO_BLEND)
            to->pixels[at] = c;
    }
    WebPFree(got);
}

static void check_frames(bool fades)
{
    struct text file = {0};
    struct image seen, wanted;
    film(&file, fades);
    WebPData data = {(const uint8_t *)file.at, file.count};
    WebPMux *mux = WebPMuxCreate(&data, 0);
    assert_true(image_make(&seen, WIDTH, HEIGHT, rgb(0))
                && image_make(&wanted, WIDTH, HEIGHT, rgb(0)));
    for (int k = 0; k < FRAMES; k++) {
        WebPMuxFrameInfo frame;
        assert_int_equal(WebPMuxGetFrame(mux, (uint32_t)k + 1, &frame), WEBP_MUX_OK);
        assert_int_equal(frame.duration, 40);
        lay(&seen, &frame);
        draw(&wanted, k, fades);
        assert_memory_equal(seen.pixels, wanted.pixels, sizeof(rgba) * WIDTH * HEIGHT);
        WebPDataClear(&frame.bitstream);
    }
    WebPMuxDelete(mux);
    image_free(&seen);
    image_free(&wanted);
    text_free(&file);
}

static void frames_are_the_images(void **state)
{
    (void)state;
    check_frames(false);
    check_frames(true);
}

static void what_stays_takes_one_pixel(void **state)
{
    struct image image;
    struct text frame = {0};
    (void)state;
    assert_true(image_make(&image, WIDTH, HEIGHT, rgb(0xd0e0f0)));
    assert_true(webp_frame(&frame, &image, &image));
    assert_true(frame.count < 80);
    image_free(&image);
    text_free(&frame);
}

static void the_scene_travels(void **state)
{
    struct text file = {0}, got = {0};
    struct fault fault = {0};
    (void)state;
    film(&file, false);
    assert_true(webp_scene(file.at, file.count, &got, &fault));
    assert_string_equal(got.at, scene);
    text_free(&file);
    text_free(&got);
}

// Whatever is left of it or changed in it: a scene or a sentence.
static void hostile_files(void **state)
{
    struct text file = {0}, got = {0};
    (void)state;
    film(&file, false);
    for (size_t count = 0; count < file.count; count++) {
        struct fault fault = {0};
        char *part = malloc(count + 1);
        memcpy(part, file.at, count);
        assert_false(webp_scene(part, count, &got, &fault));
        assert_true(fault.text[0]);
        free(part);
    }
    for (size_t i = 0; i < file.count; i++) {
        struct fault fault = {0};
        file.at[i] ^= (char)(i % 255 + 1);
        if (!webp_scene(file.at, file.count, &got, &fault))
            assert_true(fault.text[0]);
        file.at[i] ^= (char)(i % 255 + 1);
    }
    text_free(&file);
    text_free(&got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_are_the_images),
        cmocka_unit_test(what_stays_takes_one_pixel),
        cmocka_unit_test(the_scene_travels),
        cmocka_unit_test(hostile_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
