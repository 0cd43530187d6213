// SPDX-License-Identifier: MIT
// What each stage of drawing costs, in milliseconds of one thread and as a multiple of
// filling the frame with one colour in the same run.
#include "draw/png.h"
#include "draw/raster.h"
#include "draw/svg.h"

#include "paint.h"

#include <stdio.h>
#include <time.h>

enum { LINES = 80, POINTS = 375, ARROWS = 600, STRINGS = 70, ROUNDS = 7 };

struct stage {
    const char *name;
    void (*draw)(struct picture *p, const struct image *heat);
    double best;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static void contours(struct picture *p, const struct image *heat)
{
    (void)heat;
    pt points[POINTS];
    for (int k = 1; k <= LINES; k++) {
        for (int i = 0; i < POINTS; i++) {
            double t = i * 2 * M_PI / POINTS, r = k * 12 * (1 + 0.1 * cos(5 * t));
            points[i] = (pt){(float)(960 + r * cos(t) * 1.1), (float)(540 + r * sin(t) * 0.6)};
        }
        struct pen pen = {k % 5 ? 1.7f : 3.2f, rgb(k % 5 ? 0x66768a : 0x46556a), CAP_ROUND,
                          0, 0};
        picture_stroke(p, points, POINTS, pen, true);
    }
}

static void arrows(struct picture *p, const struct image *heat)
{
    (void)heat;
    struct pen pen = {2.4f, rgb(0x4a5665), CAP_BUTT, 0, 0};
    for (int i = 0; i < ARROWS; i++) {
        float x = 30 + (float)(i % 30) * 62, y = 30 + (float)(i / 30) * 52;
        float c = (float)cos(i), s = (float)sin(i);
        picture_line(p, (pt){x, y}, (pt){x + 22 * c, y + 22 * s}, pen);
        picture_fill(p, (pt[]){{x + 34 * c, y + 34 * s},
                               {x + 21 * c - 5 * s, y + 21 * s + 5 * c},
                               {x + 21 * c + 5 * s, y + 21 * s - 5 * c}}, 3, pen.color);
    }
}

static void strings(struct picture *p, const struct image *heat)
{
    (void)heat;
    struct type type = {FACE_CONDENSED, 24, rgb(0x3a4350), CENTER, MIDDLE, 0, 2.4f,
                        rgb(0xffffff)};
    for (int i = 0; i < STRINGS; i++)
        picture_text(p, (pt){60 + (float)(i % 10) * 190, 60 + (float)(i / 10) * 150}, type,
                     i & 1 ? "−0.25" : "12.5");
}

static void picture_of_heat(struct picture *p, const struct image *heat)
{
    picture_image(p, (rect){0, 0, 1920, 1080}, heat);
}

static void everything(struct picture *p, const struct image *heat)
{
    picture_of_heat(p, heat);
    contours(p, heat);
    arrows(p, heat);
    strings(p, heat);
}

static double fill_time(struct image *image)
{
    double start = now();
    for (size_t i = 0; i < (size_t)image->width * (size_t)image->height; i++)
        image->pixels[i] = rgb(0xd3e0ee);
    return now() - start;
}

static double raster_time(struct image *image, const struct picture *p, float scale)
{
    double start = now();
    if (!raster(image, p, scale, &fake_font, NULL))
        puts("no memory");
    return now() - start;
}

static void files(const struct image *image, const struct picture *p, int height)
{
    struct text out = {0};
    for (int level = 2; level <= 6; level += 4) {
        double start = now();
        png_bytes(&out, image, &(struct png_options){.level = level});
        printf("png level %d %dp %.1f ms %zu kB\n", level, height, now() - start,
               out.count / 1000);
        text_clear(&out);
    }
    double start = now();
    svg_write(&out, p, &fake_font, &(struct svg_options){0});
    printf("svg %.1f ms %zu kB\n", now() - start, out.count / 1000);
    text_free(&out);
}

static void measure(int width, int height)
{
    struct stage stages[] = {{"image", picture_of_heat, 1e9}, {"contours", contours, 1e9},
                             {"arrows", arrows, 1e9}, {"strings", strings, 1e9},
                             {"picture", everything, 1e9}};
    enum { COUNT = sizeof stages / sizeof *stages };
    float scale = (float)height / 1080;
    struct image image, heat;
    struct picture p = {0};
    double fill = 1e9;
    if (!image_make(&image, width, height, rgb(0))
        || !image_make(&heat, width, height, rgb(0xe8eef6)))
        return;
    for (int round = 0; round < ROUNDS; round++) {
        fill = fmin(fill, fill_time(&image));
        for (int i = 0; i < COUNT; i++) {
            picture_begin(&p, (pt){1920, 1080});
            stages[i].draw(&p, &heat);
            stages[i].best = fmin(stages[i].best, raster_time(&image, &p, scale));
        }
    }
    printf("fill %dp %.2f ms\n", height, fill);
    for (int i = 0; i < COUNT; i++) {
        printf("%s %dp %.2f ms\n", stages[i].name, height, stages[i].best);
        printf("ratio draw_%s_%d %.2f\n", stages[i].name, height, stages[i].best / fill);
    }
    files(&image, &p, height);
    picture_free(&p);
    image_free(&image);
    image_free(&heat);
}

int main(void)
{
    measure(1920, 1080);
    measure(3840, 2160);
    return 0;
}
