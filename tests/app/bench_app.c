// SPDX-License-Identifier: MIT
// What the window costs at 1080p: from hands to pixels, without showing them.  Medians of
// wall time on all threads in ms, and ratios to filling and copying an empty frame,
// measured in turn in the same run.
#include "app/app.h"
#include "scene/gallery.h"
#include "shell/font_ttf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 41, WIDTH = 1920, HEIGHT = 1080 };

struct bench {
    struct app *app;
    struct image frame, empty, copy;
    struct input in;
    double ms[ROUNDS], base[ROUNDS];
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double frame(struct bench *b)
{
    double start = now();
    b->in.time += 1.0 / 60;
    app_handle(b->app, &b->in);
    app_draw(b->app, &b->frame);
    b->in.pressed = b->in.released = false;
    b->in.key = 0;
    b->in.text[0] = 0;
    return now() - start;
}

// An empty frame: filled with a colour and copied once.
static double empty(struct bench *b, int round)
{
    double start = now();
    for (size_t i = 0; i < (size_t)WIDTH * HEIGHT; i++)
        b->empty.pixels[i] = rgb(0x102030 + (uint32_t)round);
    memcpy(b->copy.pixels, b->empty.pixels, sizeof(rgba) * WIDTH * HEIGHT);
    return now() - start;
}

static int by_size(const void *a, const void *b)
{
    return (*(const double *)a > *(const double *)b)
           - (*(const double *)a < *(const double *)b);
}

static double median(double *values)
{
    qsort(values, ROUNDS, sizeof *values, by_size);
    return values[ROUNDS / 2];
}

static void print(struct bench *b, const char *card, const char *what)
{
    double ms = median(b->ms), base = median(b->base);
    printf("ms %s_%s %.3f (nine of ten %.3f)\nratio %s_%s %.3f\n", card, what, ms,
           b->ms[ROUNDS * 9 / 10], card, what, ms / base);
}

static void hold(struct bench *b, bool down, enum button button)
{
    b->in.held[button] = down;
    b->in.button = button;
    b->in.pressed = down;
    b->in.released = !down;
    b->in.clicks = 1;
}

static void move_probe(struct bench *b, int round)
{
    b->in.pointer = (pt){400 + 7 * (float)round, 500 + 3 * (float)(round % 9)};
    b->ms[round] = frame(b);
}

static void pan(struct bench *b, int round)
{
    if (round == 0) {
        b->in.pointer = (pt){300, 860};
        frame(b);
        hold(b, true, BUTTON_LEFT);
        frame(b);
    }
    b->in.pointer = (pt){310 + 5 * (float)round, 860 - 3 * (float)round};
    b->ms[round] = frame(b);
    if (round + 1 < ROUNDS)
        return;
    hold(b, false, BUTTON_LEFT);
    frame(b);
}

static void click(struct bench *b, int round)
{
    b->in.pointer = (pt){300 + 9 * (float)round, 300};
    frame(b);
    hold(b, true, BUTTON_LEFT);
    frame(b);
    hold(b, false, BUTTON_LEFT);
    b->ms[round] = frame(b);
}

static void key(struct bench *b, int round)
{
    b->in.key = round % 2 ? KEY_UP : KEY_DOWN;
    b->ms[round] = frame(b);
}

static void run(struct bench *b, const char *card, const char *what,
                void (*step)(struct bench *b, int round))
{
    for (int round = 0; round < ROUNDS; round++) {
        b->base[round] = empty(b, round);
        step(b, round);
    }
    print(b, card, what);
}

static void bench(const char *card, struct font *font, struct pool *pool)
{
    struct bench b = {.in = {.size = {WIDTH, HEIGHT}, .inside = true, .focused = true}};
    struct app_start start = {0};
    const char *json = gallery_find(card)->scene;
    if (!scene_read(&start.scene, NULL, json, strlen(json), NULL)
        || !image_make(&b.empty, WIDTH, HEIGHT, rgb(0))
        || !image_make(&b.copy, WIDTH, HEIGHT, rgb(0))
        || !(b.app = app_open(&start, font, pool)))
        return;
    double first = frame(&b);
    printf("ms %s_first_frame %.3f\n", card, first);
    run(&b, card, "probe_move", move_probe);
    run(&b, card, "pan", pan);
    run(&b, card, "key", key);
    run(&b, card, "click", click);
    app_close(b.app);
    image_free(&b.frame);
    image_free(&b.empty);
    image_free(&b.copy);
}

int main(void)
{
    struct font *font = font_ttf_open(NULL);
    struct pool *pool = pool_open(0);
    static const char *const cards[] = {"bowl", "rosenbrock", "himmelblau", "ravine",
                                        "egg-crate", "dipole", "pressure", "tangent",
                                        "deep-chain", "plateau"};
    for (size_t i = 0; i < sizeof cards / sizeof *cards && font; i++)
        bench(cards[i], font, pool);
    pool_close(pool);
    font_ttf_close(font);
    return font == NULL;
}
