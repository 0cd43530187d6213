// SPDX-License-Identifier: MIT
#include "shell/canvas.h"

#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WIDEST = 32767 };        // pixels of a run; a longer one is not drawn

static bool make(struct canvas *canvas, int x, int y, int width, int height)
{
    *canvas = (struct canvas){x, y, width, height, NULL};
    canvas->alpha = calloc((size_t)width, (size_t)height);
    return canvas->alpha != NULL;
}

void canvas_free(struct canvas *canvas)
{
    free(canvas->alpha);
    *canvas = (struct canvas){0};
}

// Where SDL_ttf puts the origin of a text in the picture it makes: it leaves room for
// letters that reach left of it, or above the ascent.
static void origin_of(const struct run *run, int *x, int *y)
{
    const char *at = run->text.at, *end = at + run->text.count;
    int left, top, above = 0, ascent = TTF_FontAscent(run->font);
    *x = 0;
    for (bool first = true; at < end; first = false) {
        uint32_t c = utf8_next(&at, end);
        if (TTF_GlyphMetrics32(run->font, c, &left, NULL, NULL, &top, NULL) != 0)
            continue;
        if (first && left < 0)
            *x = -left;
        above = top - ascent > above ? top - ascent : above;
    }
    *y = ascent + above;
}

static void paste(struct canvas *to, const SDL_Surface *from, int left, int top)
{
    for (int y = 0; y < from->h; y++) {
        const uint32_t *row = (const uint32_t *)(const void *)
            ((const uint8_t *)from->pixels + (size_t)y * (size_t)from->pitch);
        if (top + y < 0 || top + y >= to->height)
            continue;
        uint8_t *out = to->alpha + (size_t)(top + y) * (size_t)to->width;
        for (int x = 0; x < from->w; x++) {
            uint8_t a = (uint8_t)(row[x] >> 24);
            if (left + x >= 0 && left + x < to->width && a > out[left + x])
                out[left + x] = a;
        }
    }
}

static bool write_run(struct canvas *canvas, const struct run *run, int pen, int width)
{
    if (width <= 0 || width > WIDEST)
        return true;
    SDL_Color white = {255, 255, 255, 255};
    SDL_Surface *surface = TTF_RenderUTF8_Blended(run->font, run->text.at, white);
    if (!surface)
        return false;
    int x, y;
    origin_of(run, &x, &y);
    paste(canvas, surface, canvas->x + pen - x, canvas->y - y);
    SDL_FreeSurface(surface);
    return true;
}

static int text_width(struct faces *faces, enum face face, float em, bool hinted,
                      const char *text)
{
    struct run run = {0};
    int width, sum = 0;
    while (faces_run(faces, face, em, hinted, &text, &run))
        if (TTF_SizeUTF8(run.font, run.text.at, &width, NULL) == 0 && width <= WIDEST - sum)
            sum += width;
    text_free(&run.text);
    return sum;
}

static void replace(struct canvas *canvas, struct canvas *with)
{
    canvas_free(canvas);
    *canvas = *with;
}

static bool blank(const uint8_t *alpha, int count, int step)
{
    int any = 0;
    for (int i = 0; i < count; i++)
        any |= alpha[(size_t)i * (size_t)step];
    return !any;
}

static size_t index_of(const struct canvas *canvas, int x, int y)
{
    return (size_t)y * (size_t)canvas->width + (size_t)x;
}

// Leaves only what is not blank.
static bool crop(struct canvas *canvas)
{
    int x0 = 0, x1 = canvas->width, y0 = 0, y1 = canvas->height;
    const uint8_t *alpha = canvas->alpha;
    while (y0 < y1 && blank(alpha + index_of(canvas, 0, y0), x1, 1))
        y0++;
    while (y0 < y1 && blank(alpha + index_of(canvas, 0, y1 - 1), x1, 1))
        y1--;
    while (x0 < x1 && blank(alpha + x0, canvas->height, canvas->width))
        x0++;
    while (x0 < x1 && blank(alpha + x1 - 1, canvas->height, canvas->width))
        x1--;
    if (x0 >= x1 || y0 >= y1)
        return canvas_free(canvas), true;
    struct canvas out;
    if (!make(&out, canvas->x - x0, canvas->y - y0, x1 - x0, y1 - y0))
        return false;
    for (int y = 0; y < out.height; y++)
        memcpy(out.alpha + index_of(&out, 0, y), alpha + index_of(canvas, x0, y0 + y),
               (size_t)out.width);
    replace(canvas, &out);
    return true;
}

bool canvas_write(struct canvas *canvas, struct faces *faces, enum face face, float em,
                  bool hinted, const char *text)
{
    int margin = (int)(em * 2) + 4, pen = 0, width;
    int all = text_width(faces, face, em, hinted, text);
    *canvas = (struct canvas){0};
    if (all == 0)
        return true;
    bool done = make(canvas, margin, margin, all + 2 * margin, 2 * margin);
    struct run run = {0};
    while (done && faces_run(faces, face, em, hinted, &text, &run)) {
        if (TTF_SizeUTF8(run.font, run.text.at, &width, NULL) != 0)
            continue;
        done = write_run(canvas, &run, pen, width);
        pen += width;
    }
    text_free(&run.text);
    return done && !*text && crop(canvas);
}

bool canvas_turn_quarters(struct canvas *canvas, int quarters)
{
    for (; canvas->alpha && quarters > 0; quarters--) {
        struct canvas out;
        int width = canvas->width, height = canvas->height;
        if (!make(&out, canvas->y, width - canvas->x, height, width))
            return false;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                out.alpha[(size_t)(width - 1 - x) * (size_t)height + (size_t)y] =
                    canvas->alpha[(size_t)y * (size_t)width + (size_t)x];
        replace(canvas, &out);
    }
    return true;
}

struct turn { float c, s; int shrink; };

// The mean of the samples under the pixel at (x, y) from the origin.
static uint8_t sample(const struct canvas *from, const struct turn *turn, int x, int y)
{
    int sum = 0, shrink = turn->shrink, samples = shrink * shrink;
    for (int i = 0; i < samples; i++) {
        float px = (float)(x * shrink + i % shrink) + 0.5f;
        float py = (float)(y * shrink + i / shrink) + 0.5f;
        int u = (int)floorf(px * turn->c - py * turn->s) + from->x;
        int v = (int)floorf(px * turn->s + py * turn->c) + from->y;
        if (u >= 0 && u < from->width && v >= 0 && v < from->height)
            sum += from->alpha[index_of(from, u, v)];
    }
    return (uint8_t)((sum + samples / 2) / samples);
}

static bool near(const struct canvas *from, const struct turn *turn, int x, int y)
{
    float px = ((float)x + 0.5f) * (float)turn->shrink;
    float py = ((float)y + 0.5f) * (float)turn->shrink, margin = (float)turn->shrink;
    float u = px * turn->c - py * turn->s + (float)from->x;
    float v = px * turn->s + py * turn->c + (float)from->y;
    return u > -margin && u < (float)from->width + margin && v > -margin
        && v < (float)from->height + margin;
}

// Paper for the turned canvas, a pixel wider than its corners reach.
static bool make_turned(struct canvas *out, const struct canvas *from,
                        const struct turn *turn)
{
    float x0 = 1e9f, y0 = 1e9f, x1 = -1e9f, y1 = -1e9f;
    for (int i = 0; i < 4; i++) {
        float u = (float)((i & 1 ? from->width : 0) - from->x);
        float v = (float)((i & 2 ? from->height : 0) - from->y);
        float x = (u * turn->c + v * turn->s) / (float)turn->shrink;
        float y = (v * turn->c - u * turn->s) / (float)turn->shrink;
        x0 = fminf(x0, x), x1 = fmaxf(x1, x);
        y0 = fminf(y0, y), y1 = fmaxf(y1, y);
    }
    int left = (int)floorf(x0) - 1, top = (int)floorf(y0) - 1;
    return make(out, -left, -top, (int)ceilf(x1) + 1 - left, (int)ceilf(y1) + 1 - top);
}

bool canvas_turn(struct canvas *canvas, float angle, int shrink)
{
    struct turn turn = {cosf(angle), sinf(angle), shrink};
    struct canvas out;
    if (!canvas->alpha)
        return true;
    if (!make_turned(&out, canvas, &turn))
        return false;
    for (int y = 0; y < out.height; y++)
        for (int x = 0; x < out.width; x++)
            if (near(canvas, &turn, x - out.x, y - out.y))
                out.alpha[index_of(&out, x, y)] =
                    sample(canvas, &turn, x - out.x, y - out.y);
    replace(canvas, &out);
    return true;
}

bool canvas_keep(const struct canvas *canvas, struct arena *arena, struct cover *out)
{
    size_t size = (size_t)canvas->width * (size_t)canvas->height;
    *out = (struct cover){-canvas->x, -canvas->y, canvas->width, canvas->height, NULL};
    if (size == 0)
        return true;
    uint8_t *alpha = arena_new(arena, size);
    out->alpha = alpha;
    return alpha && memcpy(alpha, canvas->alpha, size);
}
