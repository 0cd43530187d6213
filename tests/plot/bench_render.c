// SPDX-License-Identifier: MIT
// What a whole picture costs, stage by stage, at 1080p and 2160p: milliseconds of
// thread CPU for orientation, and ratios to painting the framebuffer in one colour,
// measured in turn in the same run.  Medians over rounds; one thread.
#include "draw/image.h"
#include "draw/png.h"
#include "draw/raster.h"
#include "plot/layers.h"
#include "scene/gallery.h"
#include "scene/scene_file.h"
#include "shell/font_ttf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum stage { FILL, MODEL_FIRST, BANDS, CONTOURS, QUIVER, RUNS, CRITICAL, MODEL,
             ANNOTATION, LAYERS, RASTER, PNG, STAGES };
enum { ROUNDS = 7 };

static const char *const stage_name[STAGES] = {
    "fill", "parse_and_compile", "bands", "contours", "quiver", "runs", "critical",
    "model", "annotation", "layers", "raster", "png",
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double lap(double *since)
{
    double before = *since;
    *since = now();
    return *since - before;
}

struct bench {
    struct scene scene;
    int width, height;
    struct font *font;
    struct image image;
    double ms[STAGES][ROUNDS];
};

static void round_of(struct bench *b, int round)
{
    struct scene *s = &b->scene;
    struct layout layout = layout_for(b->width, b->height, s, false);
    struct model m = {0};
    struct annotation a = {0};
    struct picture p = {0};
    struct fault fault;
    double t = now();
    size_t pixels = (size_t)b->width * (size_t)b->height;
    for (size_t i = 0; i < pixels; i++)
        b->image.pixels[i] = rgb(0xF3F5F8 + (uint32_t)round);
    b->ms[FILL][round] = lap(&t);
    model_update(&m, s, &layout, NULL, &fault);
    b->ms[MODEL][round] = lap(&t);
    struct view view = camera_view(&m.camera);
    t = now();
    contours_trace(&m.contours, m.gradient, m.formula, m.parameters, view, &m.levels,
                   NULL);
    b->ms[CONTOURS][round] = lap(&t);
    struct quiver_rules rules = {.least = 4.5f * layout.sizes.u,
                                 .most = 9 * layout.sizes.u,
                                 .head = 0.9f * layout.sizes.u};
    quiver_make(&m.quiver, m.gradient, view, &rules);
    b->ms[QUIVER][round] = lap(&t);
    bands_paint(&m.bands, m.value, view, &m.levels,
                (struct band_style){&theme_light, FILL_BANDS, layout.sizes.u, false}, NULL);
    b->ms[BANDS][round] = lap(&t);
    struct terrain land = model_terrain(&m, s);
    t = now();
    for (int i = 0; i < s->runs; i++)
        descent_run(&m.path[i], &s->run[i], &land);
    b->ms[RUNS][round] = lap(&t);
    if (s->flat_points)
        critical_find(&m.critical, m.formula, m.parameters, m.curvature, m.camera.world,
                      NULL);
    b->ms[CRITICAL][round] = lap(&t);
    struct formula *f = formula_read(s->formula, strlen(s->formula), &fault);
    formula_derive(f, false, &fault);
    evaluator_close(evaluator_open(f, m.parameters, NEED_F_GRADIENT));
    formula_free(f);
    b->ms[MODEL_FIRST][round] = lap(&t);
    annotation_update(&a, &m, s, &layout, b->font, false);
    b->ms[ANNOTATION][round] = lap(&t);
    picture_begin(&p, (pt){(float)b->width, (float)b->height});
    layers_draw_ground(&p, &m, &a, s, &layout);
    layers_draw_rest(&p, &m, &a, &a.notes, s, &layout, b->font,
                     (struct layers_view){.shown = INFINITY});
    b->ms[LAYERS][round] = lap(&t);
    raster(&b->image, &p, 1, b->font, NULL);
    b->ms[RASTER][round] = lap(&t);
    png_save("/dev/null", &b->image, &(struct png_options){.level = 6}, &fault);
    b->ms[PNG][round] = lap(&t);
    picture_free(&p);
    annotation_free(&a);
    model_free(&m);
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

static void bench(const char *name, const struct scene *s, int width, int height,
                  struct font *font)
{
    struct bench b = {.scene = *s, .width = width, .height = height, .font = font};
    if (!image_make(&b.image, width, height, rgb(0)))
        return;
    for (int round = 0; round < ROUNDS; round++)
        round_of(&b, round);
    double fill = median(b.ms[FILL]), whole = 0;
    for (int stage = 1; stage < STAGES; stage++) {
        double ms = median(b.ms[stage]);
        printf("ms %s_%dp_%s %.3f\n", name, height, stage_name[stage], ms);
        printf("ratio %s_%dp_%s %.3f\n", name, height, stage_name[stage], ms / fill);
        whole += stage == MODEL || stage > MODEL ? ms : 0;
    }
    printf("ms %s_%dp_whole %.3f\n", name, height, whole);
    printf("ratio %s_%dp_whole %.3f\n", name, height, whole / fill);
    image_free(&b.image);
}

static struct scene scene_of(const char *formula)
{
    struct scene s = scene_defaults();
    snprintf(s.formula, sizeof s.formula, "%s", formula);
    return s;
}

static void bench_card(const char *name, struct font *font)
{
    struct scene s;
    struct fault fault;
    const char *json = gallery_find(name)->scene;
    if (scene_read(&s, NULL, json, strlen(json), &fault))
        bench(name, &s, 1920, 1080, font);
}

int main(void)
{
    struct fault fault;
    struct font *font = font_ttf_open(&fault);
    if (!font)
        return 1;
    static const char *const cases[][2] = {
        {"bowl", "x^2 + 2y^2"},
        {"rosenbrock", "(1-x)^2 + 100(y-x^2)^2"},
        {"rastrigin", "20 + x^2 - 10cos(2pi x) + y^2 - 10cos(2pi y)"},
        {"peaks", "3(1-x)^2 e^(-x^2-(y+1)^2) - 10(x/5-x^3-y^5)e^(-x^2-y^2)"
                  " - 1/3 e^(-(x+1)^2-y^2)"},
        {"tan", "tan(x) y"},
    };
    struct scene s;
    for (int i = 0; i < 5; i++) {
        s = scene_of(cases[i][1]);
        bench(cases[i][0], &s, 1920, 1080, font);
        if (i == 0 || i == 3)
            bench(cases[i][0], &s, 3840, 2160, font);
    }
    bench_card("ravine", font);                 // five runs
    bench_card("himmelblau", font);             // runs and critical points
    bench_card("egg-crate", font);
    font_ttf_close(font);
    return 0;
}
