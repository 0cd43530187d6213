// SPDX-License-Identifier: MIT
#include "draw/raster.h"

#include "base/array.h"
#include "draw/blend.h"
#include "draw/plan.h"

#include <stdlib.h>

// Which segments each band has to look at, in the order they are drawn: start has
// bands + 1 places in `at`; next is room to work.
struct index {
    struct { size_t *at; size_t count, capacity; bool failed; } start, next;
    struct { uint32_t *at; size_t count, capacity; bool failed; } at;
};

struct paper {                  // one for each thread
    uint8_t *mask;
    uint64_t *touched;
    float *sums;
    rgba *row;
};

struct rasterizer {
    struct plan plan;
    struct index index;
    struct paper *papers;
    int threads, stride;        // that there is paper for
};

struct painter {
    struct image *out;
    const struct rasterizer *room;
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
                index->start.at[band + 1]++;
        }
    }
}

static void place_segments(struct index *index, const struct plan *plan, int height)
{
    for (size_t j = 0; j < plan->jobs.count; j++) {
        const struct job *job = &plan->jobs.at[j];
        for (size_t i = job->first; i < job->end; i++) {
            struct bands b = bands_touched(&plan->segments.at[i], job, height);
            for (size_t band = b.first; band < b.end; band++)
                index->at.at[index->next.at[band]++] = (uint32_t)i;
        }
    }
}

static bool index_make(struct index *index, const struct plan *plan,
                       const struct image *out)
{
    size_t bands = bands_of(out);
    index->start.failed = index->next.failed = index->at.failed = false;
    if (!array_reserve(&index->start, bands + 1) || !array_reserve(&index->next, bands))
        return false;
    memset(index->start.at, 0, (bands + 1) * sizeof *index->start.at);
    count_segments(index, plan, out->height);
    for (size_t i = 0; i < bands; i++) {
        index->start.at[i + 1] += index->start.at[i];
        index->next.at[i] = index->start.at[i];
    }
    if (!array_reserve(&index->at, index->start.at[bands] + 1))
        return false;
    place_segments(index, plan, out->height);
    return true;
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
    const struct rasterizer *room = painter->room;
    const struct paper *paper = &room->papers[worker];
    int y0 = (int)piece * BAND_ROWS;
    int y1 = y0 + BAND_ROWS < out->height ? y0 + BAND_ROWS : out->height;
    struct band band = {out->pixels, out->width, y0, y1, paper->mask, paper->touched,
                        paper->sums, room->stride};
    const struct plan *plan = &room->plan;
    const uint32_t *at = room->index.at.at + room->index.start.at[piece];
    const uint32_t *end = room->index.at.at + room->index.start.at[piece + 1];
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

static void papers_free(struct rasterizer *r)
{
    for (int i = 0; r->papers && i < r->threads; i++) {
        struct paper *paper = &r->papers[i];
        free(paper->mask);
        free(paper->sums);
        free(paper->row);
        free(paper->touched);
    }
    free(r->papers);
    r->papers = NULL;
    r->threads = r->stride = 0;
}

static bool papers_make(struct rasterizer *r, int threads, int stride)
{
    if (r->papers && r->threads >= threads && r->stride == stride)
        return true;
    papers_free(r);
    size_t cells = (size_t)stride * BAND_ROWS;
    r->papers = calloc((size_t)threads, sizeof *r->papers);
    r->threads = threads;
    r->stride = stride;
    bool made = r->papers != NULL;
    for (int i = 0; i < threads && made; i++) {
        struct paper *paper = &r->papers[i];
        paper->mask = calloc(cells, 1);
        paper->sums = calloc(cells, sizeof *paper->sums);
        paper->row = calloc((size_t)stride, sizeof *paper->row);
        paper->touched = calloc((size_t)band_words(stride) * BAND_ROWS,
                                sizeof *paper->touched);
        made = paper->mask && paper->sums && paper->row && paper->touched;
    }
    if (!made)
        papers_free(r);
    return made;
}

struct rasterizer *rasterizer_open(void)
{
    return calloc(1, sizeof(struct rasterizer));
}

void rasterizer_close(struct rasterizer *r)
{
    if (!r)
        return;
    papers_free(r);
    array_free(&r->index.start);
    array_free(&r->index.next);
    array_free(&r->index.at);
    plan_free(&r->plan);
    free(r);
}

bool rasterize(struct rasterizer *r, struct image *out, struct area where,
               const struct picture *p, float scale, const struct font *font,
               struct pool *pool)
{
    plan_clear(&r->plan);
    font_hold(font);
    bool made = !picture_failed(p) && plan_make(&r->plan, p, where, scale, font)
                && index_make(&r->index, &r->plan, out)
                && papers_make(r, pool_size(pool), band_stride(out->width));
    if (made)
        pool_run(pool, bands_of(out), paint_band, &(struct painter){out, r});
    font_release(font);
    return made;
}

bool raster(struct image *out, const struct picture *p, float scale,
            const struct font *font, struct pool *pool)
{
    struct rasterizer *r = rasterizer_open();
    struct area all = {0, 0, out->width, out->height};
    bool made = r && rasterize(r, out, all, p, scale, font, pool);
    rasterizer_close(r);
    return made;
}
