// SPDX-License-Identifier: MIT
#include "draw/raster.h"

#include "draw/blend.h"
#include "draw/plan.h"

#include <stdlib.h>

// Which segments each band has to look at, in the order they are drawn.
struct index {
    size_t *start;              // bands + 1 of them, into `at`
    uint32_t *at;
};

struct paper {                  // one for each thread
    uint8_t *mask;
    uint64_t *touched;
    float *sums;
    rgba *row;
};

struct painter {
    struct image *out;
    const struct plan *plan;
    struct index index;
    struct paper *papers;
    int stride;
};

static size_t bands_of(const struct image *image)
{
    return ((size_t)image->height + BAND_ROWS - 1) / BAND_ROWS;
}

struct bands { size_t first, end; };

static size_t band_at(float y, int height)
{
    return y > 0 ? (size_t)(y < (float)height ? y : (float)(height - 1)) / BAND_ROWS : 0;
}

static struct bands bands_touched(const struct segment *s, const struct job *job,
                                  int height)
{
    float reach = job->kind == JOB_STROKE ? job->brush.radius + 1 : 0;
    return (struct bands){band_at(fminf(s->a.y, s->b.y) - reach, height),
                          band_at(fmaxf(s->a.y, s->b.y) + reach, height) + 1};
}

// Counting sort: sizes first, then places.
static void count_segments(struct index *index, const struct plan *plan, int height)
{
    for (size_t j = 0; j < plan->jobs.count; j++) {
        const struct job *job = &plan->jobs.at[j];
        for (size_t i = job->first; i < job->end; i++) {
            struct bands b = bands_touched(&plan->segments.at[i], job, height);
            for (size_t band = b.first; band < b.end; band++)
                index->start[band + 1]++;
        }
    }
}

static void place_segments(struct index *index, const struct plan *plan, int height,
                           size_t *next)
{
    for (size_t j = 0; j < plan->jobs.count; j++) {
        const struct job *job = &plan->jobs.at[j];
        for (size_t i = job->first; i < job->end; i++) {
            struct bands b = bands_touched(&plan->segments.at[i], job, height);
            for (size_t band = b.first; band < b.end; band++)
                index->at[next[band]++] = (uint32_t)i;
        }
    }
}

static bool index_make(struct index *index, const struct plan *plan,
                       const struct image *out)
{
    size_t bands = bands_of(out);
    index->start = calloc(bands + 1, sizeof *index->start);
    size_t *next = calloc(bands, sizeof *next);
    if (index->start && next) {
        count_segments(index, plan, out->height);
        for (size_t i = 0; i < bands; i++) {
            index->start[i + 1] += index->start[i];
            next[i] = index->start[i];
        }
        index->at = malloc((index->start[bands] + 1) * sizeof *index->at);
        if (index->at)
            place_segments(index, plan, out->height, next);
    }
    free(next);
    return index->at != NULL;
}

static void paint_cover(struct band *band, const struct job *job, int y)
{
    const struct cover *c = &job->cover;
    const struct area *a = &job->area;
    const uint8_t *row = c->alpha + (size_t)(y - c->top) * (size_t)c->width;
    blend_mask(band->pixels + (size_t)y * (size_t)band->width + a->x0,
               row + (a->x0 - c->left), a->x1 - a->x0, job->color);
}

// The mean colour of a block of pixels, each as heavy as it is opaque.
static rgba mean(const struct image *from, struct area block)
{
    uint64_t r = 0, g = 0, b = 0, a = 0, count = 0;
    for (int y = block.y0; y < block.y1; y++)
        for (int x = block.x0; x < block.x1; x++, count++) {
            rgba c = from->pixels[(size_t)y * (size_t)from->width + (size_t)x];
            r += (uint64_t)c.r * c.a;
            g += (uint64_t)c.g * c.a;
            b += (uint64_t)c.b * c.a;
            a += c.a;
        }
    if (a == 0)
        return (rgba){0};
    return (rgba){(uint8_t)((r + a / 2) / a), (uint8_t)((g + a / 2) / a),
                  (uint8_t)((b + a / 2) / a), (uint8_t)((a + count / 2) / count)};
}

// Source pixels [*from, *to) of `size` that lie under pixel i of `count`: at least one.
static void share(int i, int count, int size, int *from, int *to)
{
    *from = (int)((int64_t)i * size / count);
    *to = (int)((int64_t)(i + 1) * size / count);
    if (*to <= *from)
        *to = *from + 1;
}

static void paint_image(struct band *band, const struct job *job, int y, rgba *row)
{
    const struct image *from = job->image.from;
    const struct area *a = &job->area;
    rgba *to = band->pixels + (size_t)y * (size_t)band->width + a->x0;
    int width = job->image.width, height = job->image.height;
    struct area block;
    share(y - job->image.top, height, from->height, &block.y0, &block.y1);
    const rgba *source = from->pixels + (size_t)block.y0 * (size_t)from->width
                       + (a->x0 - job->image.left);
    if (width != from->width || height != from->height) {
        for (int x = a->x0; x < a->x1; x++) {
            share(x - job->image.left, width, from->width, &block.x0, &block.x1);
            row[x] = mean(from, block);
        }
        source = row + a->x0;
    }
    blend_row(to, source, a->x1 - a->x0);
}

static void paint_rows(struct band *band, const struct job *job, rgba *row)
{
    int y0 = job->area.y0 > band->y0 ? job->area.y0 : band->y0;
    int y1 = job->area.y1 < band->y1 ? job->area.y1 : band->y1;
    for (int y = y0; y < y1; y++) {
        if (job->kind == JOB_COVER)
            paint_cover(band, job, y);
        else
            paint_image(band, job, y, row);
    }
}

// Draws the job's segments among those of the band, from *at on.
static void paint_segments(struct band *band, const struct plan *plan,
                           const struct job *job, const uint32_t **at,
                           const uint32_t *end)
{
    for (; *at < end && **at < job->end; ++*at) {
        if (job->kind == JOB_STROKE)
            cover_stroke(band, &plan->segments, **at, job->brush, job->area);
        else
            cover_edge(band, &plan->segments.at[**at], job->area);
    }
    if (job->kind == JOB_STROKE)
        cover_paint(band, job->color, job->area);
    else
        cover_paint_polygon(band, job->color, job->area);
}

static void paint_band(void *context, size_t piece, int worker)
{
    const struct painter *painter = context;
    const struct image *out = painter->out;
    const struct paper *paper = &painter->papers[worker];
    int y0 = (int)piece * BAND_ROWS;
    int y1 = y0 + BAND_ROWS < out->height ? y0 + BAND_ROWS : out->height;
    struct band band = {out->pixels, out->width, y0, y1, paper->mask, paper->touched,
                        paper->sums, painter->stride};
    const struct plan *plan = painter->plan;
    const uint32_t *at = painter->index.at + painter->index.start[piece];
    const uint32_t *end = painter->index.at + painter->index.start[piece + 1];
    for (size_t j = 0; j < plan->jobs.count; j++) {
        const struct job *job = &plan->jobs.at[j];
        if (job->area.y0 >= y1 || job->area.y1 <= y0) {
            for (; at < end && *at < job->end; at++)
                ;
            continue;
        }
        switch (job->kind) {
        case JOB_STROKE:
        case JOB_POLYGON: paint_segments(&band, plan, job, &at, end); break;
        case JOB_BOX: cover_paint_box(&band, job->box, job->color, job->area); break;
        case JOB_COVER:
        case JOB_IMAGE: paint_rows(&band, job, paper->row); break;
        }
    }
}

static bool papers_make(struct painter *painter, int threads)
{
    int stride = painter->stride;
    size_t cells = (size_t)stride * BAND_ROWS;
    painter->papers = calloc((size_t)threads, sizeof *painter->papers);
    bool made = painter->papers != NULL;
    for (int i = 0; i < threads && made; i++) {
        struct paper *paper = &painter->papers[i];
        paper->mask = calloc(cells, 1);
        paper->sums = calloc(cells, sizeof *paper->sums);
        paper->row = calloc((size_t)stride, sizeof *paper->row);
        paper->touched = calloc((size_t)band_words(stride) * BAND_ROWS,
                                sizeof *paper->touched);
        made = paper->mask && paper->sums && paper->row && paper->touched;
    }
    return made;
}

static void painter_free(struct painter *painter, int threads)
{
    for (int i = 0; painter->papers && i < threads; i++) {
        struct paper *paper = &painter->papers[i];
        free(paper->mask);
        free(paper->sums);
        free(paper->row);
        free(paper->touched);
    }
    free(painter->papers);
    free(painter->index.start);
    free(painter->index.at);
}

bool raster(struct image *out, const struct picture *p, float scale,
            const struct font *font, struct pool *pool)
{
    struct plan plan = {0};
    struct area all = {0, 0, out->width, out->height};
    struct painter painter = {.out = out, .plan = &plan,
                              .stride = band_stride(out->width)};
    int threads = pool_size(pool);
    bool made = !picture_failed(p) && plan_make(&plan, p, all, scale, font)
             && index_make(&painter.index, &plan, out) && papers_make(&painter, threads);
    if (made)
        pool_run(pool, bands_of(out), paint_band, &painter);
    painter_free(&painter, threads);
    plan_free(&plan);
    return made;
}
