// SPDX-License-Identifier: MIT
// Where the time of a 240-frame 1080p sequence goes, and what a second thread brings.
#include "draw/image.h"
#include "draw/png.h"
#include "plot/model.h"
#include "plot/sequence.h"
#include "shell/font_ttf.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { FRAMES = 240, ROUNDS = 5 };

static double now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double cpu(void)
{
    return now(CLOCK_THREAD_CPUTIME_ID);
}

static struct scene the_scene(void)
{
    struct scene s = scene_defaults();
    snprintf(s.formula, sizeof s.formula, "(x^2+y-11)^2 + (x+y^2-7)^2");
    s.view = (box){-5, 5, -5, 5};
    struct descent run = descent_default(0);
    run.start = (vec2){-0.5, -0.8};
    run.lr = 0.004;
    run.steps = 120;
    scene_add_run(&s, &run);
    return s;
}

static struct render_request request_of(const struct scene *s, const struct font *font)
{
    return (struct render_request){.scene = s, .width = 1920, .height = 1080, .font = font,
                                   .partly = true, .shown = 0};
}

static void bench_shares(const struct frames *f, const struct font *font)
{
    struct renderer *renderer = renderer_open();
    struct png_rows *rows = png_rows_open();
    struct png_options options = {.level = 2};
    struct render_request r = request_of(&f->scene, font);
    struct layout layout = layout_for(r.width, r.height, &f->scene, false);
    struct model m = {0};
    double t = cpu(), trace, draw = 0, encode = 0;
    model_update(&m, &f->scene, &layout, NULL, NULL);
    trace = cpu() - t;
    model_free(&m);
    for (size_t k = 0; k < FRAMES; k++) {
        struct frame frame;
        struct text out = {0};
        t = cpu();
        frames_at(f, k, &frame, NULL);
        r.scene = &frame.scene;
        r.shown = frame.shown;
        const struct image *image = renderer_image(renderer, &r, NULL);
        draw += cpu() - t;
        t = cpu();
        png_encode(rows, &out, image, &options);
        encode += cpu() - t;
        text_free(&out);
    }
    double all = draw + encode;
    draw -= trace;                              // it is in the first frame
    printf("ms frame_1080p_processor %.2f\n", all / FRAMES);
    printf("ratio share_encoding %.3f\nratio share_drawing %.3f\nratio share_tracing %.3f\n",
           encode / all, draw / all, trace / all);
    png_rows_close(rows);
    renderer_close(renderer);
}

static bool draw_png(void *self, size_t k, struct renderer *renderer,
                     const struct render_request *request, struct text *out,
                     struct fault *fault)
{
    (void)self, (void)k;
    return renderer_png(renderer, request, NULL, out, fault);
}

static bool put_nowhere(void *self, size_t k, const struct text *bytes,
                        struct fault *fault)
{
    (void)self, (void)k, (void)bytes, (void)fault;
    return true;
}

static double elapsed(const struct frames *f, const struct font *font, int threads)
{
    struct sequence_request request = {
        .frames = f, .last = FRAMES - 1, .render = request_of(NULL, font),
        .threads = threads, .sink = {.draw = draw_png, .put = put_nowhere}};
    double t = now(CLOCK_MONOTONIC);
    sequence_close(sequence_open(&request, NULL), NULL);
    return now(CLOCK_MONOTONIC) - t;
}

int main(void)
{
    struct font *font = font_ttf_open(NULL);
    struct scene s = the_scene();
    struct frames f;
    double load = 0, one = INFINITY, two = INFINITY;
    if (!font || !frames_make(&f, &s, NULL, 0, (struct frames_pace){.count = FRAMES},
                              frames_longest(&s), NULL))
        return 1;
    bench_shares(&f, font);
    for (int round = 0; round < ROUNDS; round++) {      // the quietest counts
        one = fmin(one, elapsed(&f, font, 1));
        two = fmin(two, elapsed(&f, font, 2));
    }
    printf("ms frame_1080p_one_thread %.2f\nms frame_1080p_two_threads %.2f\n",
           one / FRAMES, two / FRAMES);
    printf("ratio two_threads_against_one %.2f\n", one / two);
    if (getloadavg(&load, 1) == 1)
        printf("load %.1f\n", load);
    font_ttf_close(font);
    return 0;
}
