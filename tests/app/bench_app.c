// SPDX-License-Identifier: MIT
// What the window costs at 1080p: from hands to pixels, without showing them.  Medians of
// wall time on all threads in ms, and ratios to filling and copying an empty frame,
// measured in turn in the same run; for all cards of the gallery or those that are named.
#include "app/app.h"
#include "plot/camera.h"
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

// On a map without runs, to the first frame with a piece of path.
static void click(struct bench *b, int round)
{
    b->in.key = KEY_DELETE;
    b->in.mods = MOD_CTRL;
    frame(b);
    b->in.mods = 0;
    b->in.pointer = (pt){300 + 9 * (float)round, 300};
    frame(b);
    hold(b, true, BUTTON_LEFT);
    frame(b);
    hold(b, false, BUTTON_LEFT);
    b->ms[round] = frame(b);
    b->ms[round] += frame(b);
}

static void key(struct bench *b, int round)
{
    b->in.key = round % 2 ? KEY_UP : KEY_DOWN;
    b->ms[round] = frame(b);
}

static void type_formula(struct bench *b, int round)
{
    if (round == 0) {
        b->in.key = '/';
        frame(b);
        b->in.key = KEY_END;
        frame(b);
        strcpy(b->in.text, "+0");
        frame(b);
    }
    snprintf(b->in.text, sizeof b->in.text, "%d", round % 10);
    b->ms[round] = frame(b);
    if (round + 1 < ROUNDS)
        return;
    b->in.key = KEY_ESCAPE;
    frame(b);
}

// From one end of a slider to the other.
static void drag(struct bench *b, int round, rect where)
{
    float y = (where.y0 + where.y1) / 2, wide = (where.x1 - where.x0) / ROUNDS;
    if (round == 0) {
        b->in.pointer = (pt){where.x0 + wide, y};
        frame(b);
        hold(b, true, BUTTON_LEFT);
        frame(b);
    }
    b->in.pointer = (pt){where.x0 + wide * ((float)round + 0.7f), y};
    b->ms[round] = frame(b);
    if (round + 1 < ROUNDS)
        return;
    hold(b, false, BUTTON_LEFT);
    frame(b);
}

static void drag_rate(struct bench *b, int round)
{
    drag(b, round, app_screen(b->app)->slider);
}

// The first one's row in the rail, a fifth of it on either side of its slider.
static void drag_parameter(struct bench *b, int round)
{
    const struct screen *k = app_screen(b->app);
    float wide = k->controls.x1 - k->controls.x0, u = k->layout.sizes.u;
    drag(b, round, (rect){k->controls.x0 + 0.4f * wide, k->controls.y0 + 1.2f * u,
                          k->controls.x1 - 0.4f * wide,
                          k->controls.y0 + 1.2f * u + k->control});
}

static void play(struct bench *b, int round)
{
    if (round == 0) {
        b->in.key = KEY_HOME;
        frame(b);
        b->in.key = ' ';
        frame(b);
    }
    b->ms[round] = frame(b);
}

// The race of five methods while A's rate moves.
static void drag_race_rate(struct bench *b, int round)
{
    if (round == 0) {
        b->in.key = 'w';
        frame(b);
        b->in.key = KEY_END;
        frame(b);
    }
    drag_rate(b, round);
}

// And while the start of all moves, then out of the race.
static void move_race(struct bench *b, int round)
{
    b->in.pointer = (pt){300 + 9 * (float)round, 300};
    frame(b);
    hold(b, true, BUTTON_LEFT);
    frame(b);
    hold(b, false, BUTTON_LEFT);
    b->ms[round] = frame(b);
    b->in.key = round + 1 < ROUNDS ? KEY_END : 'w';
    frame(b);
}

// From the key that shows them until they are done, with the clock of the wall.
static void basins(struct bench *b, const char *card)
{
    double start = now(), first, longest = 0;
    clock_t before = clock();
    int frames = 0;
    b->in.key = 'i';
    b->in.mods = MOD_SHIFT;
    first = frame(b);
    b->in.mods = 0;
    for (; app_wait(b->app) == 0; frames++) {
        double took = frame(b);
        b->in.time += fmax(took / 1e3 - 1.0 / 60, 0);
        longest = fmax(longest, took);
    }
    double whole = (now() - start) / 1e3, cpu = (double)(clock() - before) / CLOCKS_PER_SEC;
    printf("ms %s_basins_first %.3f\ns %s_basins_whole %.2f\n   %d frames of %.1f ms, at "
           "most %.1f; %.2f s of one processor\n", card, first, card, whole, frames,
           whole * 1e3 / frames, longest, cpu);
    b->in.key = 'i';
    b->in.mods = MOD_SHIFT;
    frame(b);
    b->in.mods = 0;
}

// Nine cells while the rate moves.
static void drag_grid_rate(struct bench *b, int round)
{
    if (round == 0) {
        b->in.key = 'm';
        frame(b);
    }
    drag_rate(b, round);
}

// And while the start of all nine moves, in the first of them, then out of the grid.
static void drag_grid_start(struct bench *b, int round)
{
    if (round == 0) {
        b->in.key = '0';
        frame(b);
        const struct scene *s = app_scene(b->app);
        const struct layout *l = &app_screen(b->app)->layout;
        struct camera camera = camera_fit(s->view, l->focus, l->map);
        b->in.pointer = camera_to_screen(&camera, s->run[s->chosen].start);
        frame(b);
        hold(b, true, BUTTON_LEFT);
        frame(b);
    }
    b->in.pointer.x += round % 2 ? 7 : -5;
    b->ms[round] = frame(b);
    if (round + 1 < ROUNDS)
        return;
    hold(b, false, BUTTON_LEFT);
    frame(b);
    b->in.key = 'm';
    frame(b);
}

// The coarse picture of basins, when all there is to allocate has been.
static void show_basins(struct bench *b, int round)
{
    b->in.mods = MOD_SHIFT;
    b->in.key = 'i';
    b->ms[round] = frame(b);
    b->in.key = 'i';
    frame(b);
    b->in.mods = 0;
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

static void bench(const struct gallery_card *of, struct font *font, struct pool *pool)
{
    struct bench b = {.in = {.size = {WIDTH, HEIGHT}, .inside = true, .focused = true}};
    struct app_start start = {0};
    const char *json = of->scene, *card = of->name;
    if (!scene_read(&start.scene, NULL, json, strlen(json), NULL)
        || !image_make(&b.empty, WIDTH, HEIGHT, rgb(0))
        || !image_make(&b.copy, WIDTH, HEIGHT, rgb(0))
        || !(b.app = app_open(&start, font, pool)))
        return;
    double first = frame(&b);
    printf("ms %s_first_frame %.3f\n", card, first);
    basins(&b, card);
    run(&b, card, "basins_coarse", show_basins);
    run(&b, card, "probe_move", move_probe);
    run(&b, card, "pan", pan);
    run(&b, card, "key", key);
    run(&b, card, "type", type_formula);
    run(&b, card, "rate", drag_rate);
    if (start.scene.parameters)
        run(&b, card, "parameter", drag_parameter);
    run(&b, card, "grid_rate", drag_grid_rate);
    run(&b, card, "grid_start", drag_grid_start);
    run(&b, card, "race_rate", drag_race_rate);
    run(&b, card, "race_move", move_race);
    run(&b, card, "click", click);
    run(&b, card, "play", play);
    app_close(b.app);
    image_free(&b.frame);
    image_free(&b.empty);
    image_free(&b.copy);
}

static void print_memory(void)
{
    char line[200];
    FILE *file = fopen("/proc/self/status", "re");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "VmHWM:", 6) == 0)
            printf("MB most_memory %.0f\n", atof(line + 6) / 1024);
    if (file)
        fclose(file);
}

static bool is_named(const char *card, int count, char **names)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], card) == 0)
            return true;
    return count == 0;
}

int main(int argc, char **argv)
{
    double start = now();
    struct font *font = font_ttf_open(NULL);
    struct pool *pool = pool_open(0);
    printf("ms before_the_first %.3f\n", now() - start);
    for (int i = 0; i < GALLERY_CARDS && font; i++)
        if (is_named(gallery[i].name, argc - 1, argv + 1))
            bench(&gallery[i], font, pool);
    print_memory();
    pool_close(pool);
    font_ttf_close(font);
    return font == NULL;
}
