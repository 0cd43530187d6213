// SPDX-License-Identifier: MIT
#include "shell/presenter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// n > 0: fails from the n-th call on; n < 0: only then; 0: never.
struct calls { int textures, uploads, surfaces; };

static struct calls *failing(void)
{
    static struct calls left[1];
    return left;
}

static bool fails(int *left)
{
    bool once = *left < 0;
    if (*left == 0 || (*left += once ? 1 : -1) != 0)
        return false;
    *left = once ? 0 : 1;
    return true;
}

SDL_Texture *__real_SDL_CreateTexture(SDL_Renderer *r, Uint32 f, int a, int w, int h);
SDL_Texture *__wrap_SDL_CreateTexture(SDL_Renderer *r, Uint32 f, int a, int w, int h);
SDL_Texture *__wrap_SDL_CreateTexture(SDL_Renderer *r, Uint32 f, int a, int w, int h)
{
    return fails(&failing()->textures) ? NULL : __real_SDL_CreateTexture(r, f, a, w, h);
}

int __real_SDL_UpdateTexture(SDL_Texture *t, const SDL_Rect *r, const void *p, int pitch);
int __wrap_SDL_UpdateTexture(SDL_Texture *t, const SDL_Rect *r, const void *p, int pitch);
int __wrap_SDL_UpdateTexture(SDL_Texture *t, const SDL_Rect *r, const void *p, int pitch)
{
    return fails(&failing()->uploads) ? -1 : __real_SDL_UpdateTexture(t, r, p, pitch);
}

SDL_Surface *__real_SDL_GetWindowSurface(SDL_Window *w);
SDL_Surface *__wrap_SDL_GetWindowSurface(SDL_Window *w);
SDL_Surface *__wrap_SDL_GetWindowSurface(SDL_Window *w)
{
    return fails(&failing()->surfaces) ? NULL : __real_SDL_GetWindowSurface(w);
}

// The rows that were handed to the display last.
static SDL_Rect *handed(void)
{
    static SDL_Rect rows[1];
    return rows;
}

int __real_SDL_UpdateWindowSurfaceRects(SDL_Window *w, const SDL_Rect *r, int n);
int __wrap_SDL_UpdateWindowSurfaceRects(SDL_Window *w, const SDL_Rect *r, int n);
int __wrap_SDL_UpdateWindowSurfaceRects(SDL_Window *w, const SDL_Rect *r, int n)
{
    assert_int_equal(n, 1);
    *handed() = *r;
    return __real_SDL_UpdateWindowSurfaceRects(w, r, n);
}

int __real_SDL_UpdateWindowSurface(SDL_Window *w);
int __wrap_SDL_UpdateWindowSurface(SDL_Window *w);
int __wrap_SDL_UpdateWindowSurface(SDL_Window *w)
{
    *handed() = (SDL_Rect){0};
    SDL_GetWindowSize(w, &handed()->w, &handed()->h);
    return __real_SDL_UpdateWindowSurface(w);
}

static SDL_Window *open_window(int width, int height)
{
    SDL_Window *window = SDL_CreateWindow("test", 0, 0, width, height,
                                          SDL_WINDOW_RESIZABLE);
    assert_non_null(window);
    return window;
}

static struct image pattern(int width, int height, uint32_t seed)
{
    struct image image;
    assert_true(image_make(&image, width, height, rgb(0)));
    for (int i = 0; i < width * height; i++)
        image.pixels[i] = rgb((seed = seed * 1664525u + 1013904223u) >> 8);
    return image;
}

// What the window shows there, 0xRRGGBB.
static uint32_t shown(const struct presenter *p, int x, int y)
{
    uint32_t pixel = 0;
    SDL_Rect one = {x, y, 1, 1};
    if (p->renderer) {
        assert_int_equal(SDL_RenderReadPixels(p->renderer, &one, SDL_PIXELFORMAT_RGB888,
                                              &pixel, 4), 0);
    } else {
        SDL_Surface *s = __real_SDL_GetWindowSurface(p->window);
        memcpy(&pixel, (uint8_t *)s->pixels + y * s->pitch + x * 4, 4);
    }
    return pixel & 0xffffff;
}

static void assert_shows(const struct presenter *p, const struct image *frame)
{
    for (int y = 0; y < frame->height; y += 7)
        for (int x = 0; x < frame->width; x += 5) {
            rgba c = frame->pixels[y * frame->width + x];
            assert_int_equal(shown(p, x, y), c.r << 16 | c.g << 8 | c.b);
        }
}

static void frames_are_shown_pixel_by_pixel(void **state)
{
    (void)state;
    static const enum presenting ways[] = {BY_SURFACE, BY_TEXTURE};
    for (int k = 0; k < 2; k++) {
        struct presenter p;
        SDL_Window *window = open_window(123, 77);
        assert_true(presenter_open(&p, window, ways[k]));
        pt size = presenter_size(&p);
        assert_true(size.x == 123 && size.y == 77);
        assert_false(presenter_again(&p));
        for (uint32_t seed = 1; seed < 4; seed++) {
            struct image frame = pattern(123, 77, seed);
            assert_true(presenter_show(&p, &frame));
            assert_shows(&p, &frame);
            assert_true(presenter_show(&p, &frame));
            frame.pixels[40 * 123 + 20] = rgb(0xabcdef);
            assert_true(presenter_show(&p, &frame));
            assert_int_equal(shown(&p, 20, 40), 0xabcdef);
            assert_true(presenter_again(&p));
            image_free(&frame);
        }
        presenter_close(&p);
        SDL_DestroyWindow(window);
    }
}

static void assert_handed(struct presenter *p, const struct image *frame, int y, int rows)
{
    *handed() = (SDL_Rect){0};
    assert_true(presenter_show(p, frame));
    assert_int_equal(handed()->y, y);
    assert_int_equal(handed()->h, rows);
    assert_int_equal(handed()->w, rows ? frame->width : 0);
}

static void only_changed_rows_are_handed_over(void **state)
{
    (void)state;
    struct presenter p;
    SDL_Window *window = open_window(50, 90);
    struct image frame = {0}, wide = {0};
    assert_true(image_make(&frame, 50, 90, rgb(0)) && image_make(&wide, 70, 90, rgb(0)));
    assert_true(presenter_open(&p, window, BY_SURFACE));
    assert_handed(&p, &frame, 0, 90);                   // black as it is
    assert_handed(&p, &frame, 0, 0);
    frame.pixels[33 * 50 + 49] = rgb(1);
    assert_handed(&p, &frame, 33, 1);
    frame.pixels[33 * 50] = frame.pixels[89 * 50] = rgb(0x10000);
    assert_handed(&p, &frame, 33, 57);
    presenter_lose(&p);
    assert_handed(&p, &frame, 0, 90);
    SDL_SetWindowSize(window, 70, 90);
    assert_handed(&p, &wide, 0, 90);
    presenter_close(&p);
    SDL_DestroyWindow(window);
    image_free(&frame);
    image_free(&wide);
}

// Frames come late after a change of size: what fits is shown.
static void any_size_is_survived(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1}, {1, 800}, {1280, 1}, {3, 3}, {900, 500}, {64, 48}};
    for (int k = 0; k < 2; k++) {
        struct presenter p;
        SDL_Window *window = open_window(64, 48);
        assert_true(presenter_open(&p, window, k ? BY_TEXTURE : BY_SURFACE));
        for (int i = 0; i < 36; i++) {
            SDL_SetWindowSize(window, sizes[i / 6][0], sizes[i / 6][1]);
            SDL_PumpEvents();
            struct image frame = pattern(sizes[i % 6][0], sizes[i % 6][1], 3);
            assert_true(presenter_show(&p, &frame));
            if (i / 6 == i % 6)
                assert_shows(&p, &frame);
            image_free(&frame);
        }
        presenter_close(&p);
        SDL_DestroyWindow(window);
    }
}

static void what_is_lost_is_made_anew(void **state)
{
    (void)state;
    struct presenter p;
    SDL_Window *window = open_window(60, 40);
    struct image frame = pattern(60, 40, 9);
    assert_true(presenter_open(&p, window, BY_TEXTURE));
    for (int i = 0; i < 20; i++) {
        presenter_lose(&p);
        assert_false(presenter_again(&p));
        assert_true(presenter_show(&p, &frame));
        assert_shows(&p, &frame);
    }
    presenter_close(&p);
    SDL_DestroyWindow(window);
    image_free(&frame);
}

// One failure is mended, lasting ones are gone round.
static void failures_are_gone_round(void **state)
{
    (void)state;
    static const struct { struct calls calls; bool textured, stays; } cases[] = {
        {{.textures = 1}, true, false}, {{.uploads = 1}, true, false},
        {{.uploads = 3}, true, false}, {{.surfaces = 2}, false, false},
        {{.textures = -1}, true, true}, {{.uploads = -1}, true, true},
        {{.uploads = -3}, true, true}, {{.surfaces = -2}, false, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct presenter p;
        SDL_Window *window = open_window(60, 40);
        struct image frame = pattern(60, 40, 9);
        assert_true(presenter_open(&p, window, cases[i].textured ? BY_TEXTURE : BY_SURFACE));
        *failing() = cases[i].calls;
        for (int k = 0; k < 4; k++)
            assert_true(presenter_show(&p, &frame));
        *failing() = (struct calls){0};
        assert_shows(&p, &frame);
        assert_int_equal(p.textured == cases[i].textured, cases[i].stays);
        presenter_close(&p);
        SDL_DestroyWindow(window);
        image_free(&frame);
    }
}

static void nothing_works_and_then_it_does(void **state)
{
    (void)state;
    struct presenter p;
    SDL_Window *window = open_window(60, 40);
    struct image frame = pattern(60, 40, 9);
    assert_true(presenter_open(&p, window, BY_TEXTURE));
    *failing() = (struct calls){1, 1, 1};
    for (int k = 0; k < 5; k++)
        assert_false(presenter_show(&p, &frame));
    *failing() = (struct calls){0};
    assert_true(presenter_show(&p, &frame));
    assert_shows(&p, &frame);
    presenter_close(&p);
    SDL_DestroyWindow(window);
    image_free(&frame);
}

static int start(void **state)
{
    (void)state;
    SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    return SDL_Init(SDL_INIT_VIDEO);
}

static int stop(void **state)
{
    (void)state;
    SDL_Quit();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_are_shown_pixel_by_pixel),
        cmocka_unit_test(only_changed_rows_are_handed_over),
        cmocka_unit_test(any_size_is_survived),
        cmocka_unit_test(what_is_lost_is_made_anew),
        cmocka_unit_test(failures_are_gone_round),
        cmocka_unit_test(nothing_works_and_then_it_does),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
