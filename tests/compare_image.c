// SPDX-License-Identifier: MIT
#include "compare_image.h"

#include "draw/png.h"

#define png_text png_text_type      // libpng's own, unlike ours
#include <png.h>
#undef png_text

#include <stdio.h>
#include <stdlib.h>

static int apart(uint8_t a, uint8_t b)
{
    return a > b ? a - b : b - a;
}

static void count_channel(struct difference *d, uint8_t a, uint8_t b, double *squares)
{
    int by = apart(a, b);
    d->most = by > d->most ? by : d->most;
    *squares += by * by;
}

struct difference image_difference(const struct image *a, const struct image *b)
{
    struct difference d = {255, 255, a->width == b->width && a->height == b->height};
    if (!d.same_size)
        return d;
    double squares = 0;
    size_t count = (size_t)a->width * (size_t)a->height;
    d.most = 0;
    for (size_t i = 0; i < count; i++) {
        rgba p = a->pixels[i], q = b->pixels[i];
        count_channel(&d, p.r, q.r, &squares);
        count_channel(&d, p.g, q.g, &squares);
        count_channel(&d, p.b, q.b, &squares);
        count_channel(&d, p.a, q.a, &squares);
    }
    d.rms = sqrt(squares / (4 * (double)count));
    return d;
}

// How far apart the mean colours of a square are in the worst channel.
static double tile(const struct image *a, const struct image *b, int x0, int y0, int side)
{
    long sum[3] = {0}, count = 0;
    for (int y = y0; y < y0 + side && y < a->height; y++)
        for (int x = x0; x < x0 + side && x < a->width; x++, count++) {
            size_t i = (size_t)y * (size_t)a->width + (size_t)x;
            rgba p = a->pixels[i], q = b->pixels[i];
            sum[0] += p.r - q.r;
            sum[1] += p.g - q.g;
            sum[2] += p.b - q.b;
        }
    long most = labs(sum[0]);
    for (int i = 1; i < 3; i++)
        most = labs(sum[i]) > most ? labs(sum[i]) : most;
    return (double)most / (double)count;
}

struct tiles image_tiles(const struct image *a, const struct image *b, int side, double many)
{
    struct tiles t = {0};
    int outliers = 0, count = 0;
    for (int y = 0; y < a->height; y += side)
        for (int x = 0; x < a->width; x += side, count++) {
            double apart = tile(a, b, x, y, side);
            outliers += apart > many;
            if (apart > t.worst)
                t.worst = apart, t.x = x, t.y = y;
        }
    t.outliers = (double)outliers / count;
    return t;
}

bool image_read(const char *path, struct image *out)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    *out = (struct image){0};
    if (!png_image_begin_read_from_file(&png, path))
        return false;
    png.format = PNG_FORMAT_RGBA;
    if (!image_make(out, (int)png.width, (int)png.height, (rgba){0})
        || !png_image_finish_read(&png, NULL, out->pixels, 0, NULL)) {
        png_image_free(&png);
        image_free(out);
        return false;
    }
    return true;
}

static void save(const struct image *image, const char *name, const char *what)
{
    char path[300];
    snprintf(path, sizeof path, "%s-%s.png", name, what);
    png_save(path, image, &(struct png_options){.level = 6}, NULL);
}

static void save_difference(const struct image *a, const struct image *b, const char *name)
{
    struct image out;
    if (!image_make(&out, a->width, a->height, rgb(0)))
        return;
    for (size_t i = 0; i < (size_t)a->width * (size_t)a->height; i++) {
        rgba p = a->pixels[i], q = b->pixels[i];
        out.pixels[i] = (rgba){(uint8_t)apart(p.r, q.r), (uint8_t)apart(p.g, q.g),
                               (uint8_t)apart(p.b, q.b), 255};
    }
    save(&out, name, "difference");
    image_free(&out);
}

bool image_matches(const struct image *got, const char *folder, const char *name,
                   int most, double rms)
{
    char path[600];
    struct image wanted;
    snprintf(path, sizeof path, "%s/%s.png", folder, name);
    bool read = image_read(path, &wanted);
    struct difference d = read ? image_difference(got, &wanted) : (struct difference){0};
    bool matches = read && d.same_size && d.most <= most && d.rms <= rms;
    if (!matches) {
        fprintf(stderr, "# %s: %s, at most %d apart, root mean square %.3f\n", name,
                !read ? "not read" : d.same_size ? "differs" : "another size", d.most,
                d.rms);
        save(got, name, "got");
        if (read && d.same_size)
            save_difference(got, &wanted, name);
    }
    image_free(&wanted);
    return matches;
}
