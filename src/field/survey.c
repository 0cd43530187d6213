// SPDX-License-Identifier: MIT
#include "field/survey.h"

#include "field/sort.h"

#include <stdlib.h>
#include <string.h>

// The samples of a 16:9 view: 192×108.  Whatever its shape, a view of the same area
// has as many, so that one sample stands for 10 pixels of a 1080p picture.
enum { SAMPLES = 192 * 108, SIDE_LEAST = 12 };
static const float steepest = 10.f / 8;         // levels a sample: 8 pixels apart

enum { REACH = 8 };                             // samples: 90 pixels less half a cell
static const double reach_squared = 8.5 * 8.5;

static void store(void *context, const struct block *block)
{
    struct survey *s = context;
    double *to = s->value + block->row * (size_t)s->columns + block->column;
    for (size_t i = 0; i < block->count; i++) {
        double f = block->values[PART_F][i];
        to[i] = isfinite(f) ? f : NAN;
    }
}

static void spread(double *at, int count, double low, double high)
{
    for (int i = 0; i < count; i++) {
        double t = (double)i / (count - 1);
        at[i] = low * (1 - t) + high * t;
    }
}

static bool sample(struct survey *s, const struct evaluator *e, box world)
{
    double *xs = malloc(sizeof *xs * (size_t)(s->columns + s->rows));
    struct lattice *l = NULL;
    if (xs) {
        double *ys = xs + s->columns;
        spread(xs, s->columns, world.x0, world.x1);
        spread(ys, s->rows, world.y0, world.y1);
        l = lattice_open(e, xs, (size_t)s->columns, ys, (size_t)s->rows);
    }
    free(xs);
    if (l)
        lattice_run(l, 0, (size_t)s->rows, 0, (size_t)s->columns, store, s);
    lattice_close(l);
    return l != NULL;
}

static void sort(struct survey *s)
{
    size_t all = (size_t)s->columns * (size_t)s->rows;
    for (size_t i = 0; i < all; i++)
        if (!isnan(s->value[i]))
            s->sorted[s->count++] = s->value[i];
    sort_ascending(s->sorted, s->count);
    s->low = s->count ? s->sorted[0] : INFINITY;
    s->high = s->count ? s->sorted[s->count - 1] : -INFINITY;
    size_t up = 0, down;
    while (up < s->count && s->sorted[up] < 0)
        up++;
    down = up;
    for (size_t i = 0; i < s->count; i++)
        s->magnitude[i] = up == s->count
                                  || (down > 0 && -s->sorted[down - 1] < s->sorted[up])
                              ? -s->sorted[--down] : s->sorted[up++];
}

bool survey_open(struct survey *s, const struct evaluator *e, struct view view)
{
    double shape = sqrt((double)view.width / view.height), side = sqrt(SAMPLES);
    *s = (struct survey){.columns = (int)fmax(SIDE_LEAST, round(side * shape)),
                         .rows = (int)fmax(SIDE_LEAST, round(side / shape))};
    size_t all = (size_t)s->columns * (size_t)s->rows;
    s->value = malloc(3 * all * sizeof *s->value);
    if (!s->value || !sample(s, e, view.world)) {
        survey_close(s);
        return false;
    }
    s->sorted = s->value + all;
    s->magnitude = s->sorted + all;
    sort(s);
    return true;
}

void survey_close(struct survey *s)
{
    free(s->value);
    *s = (struct survey){0};
}

double survey_quantile(const struct survey *s, double share)
{
    return s->sorted[(size_t)(share * (double)(s->count - 1))];
}

double survey_magnitude(const struct survey *s, double share)
{
    return s->magnitude[(size_t)(share * (double)(s->count - 1))];
}

// How many levels lie below, and how far it is to the next one.
static float height(const double *levels, int count, double f)
{
    int low = 0, high = count;
    while (low < high) {
        int middle = (low + high) / 2;
        if (levels[middle] < f)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || low == count)
        return (float)low;
    double gap = levels[low] - levels[low - 1];
    return (float)low + (float)fmin(0.999, (f - levels[low - 1]) / gap);
}

struct chart {                  // one judgement's working memory
    int columns, rows;
    float *height;              // in levels; NaN: undefined
    unsigned char *gap;         // samples to the nearest line in the row, at most 255
};

static bool parted(float a, float b)
{
    return !isnan(a) && !isnan(b) && (int)a != (int)b;
}

static void mark_lines(struct chart *c)
{
    memset(c->gap, 255, (size_t)c->columns * (size_t)c->rows);
    for (int row = 0; row < c->rows; row++)
        for (int column = 0; column < c->columns; column++) {
            int i = row * c->columns + column;
            if (column + 1 < c->columns && parted(c->height[i], c->height[i + 1]))
                c->gap[i] = c->gap[i + 1] = 0;
            if (row + 1 < c->rows && parted(c->height[i], c->height[i + c->columns]))
                c->gap[i] = c->gap[i + c->columns] = 0;
        }
}

static void spread_gaps(struct chart *c)
{
    for (int row = 0; row < c->rows; row++) {
        unsigned char *gap = c->gap + (size_t)row * (size_t)c->columns;
        for (int i = 1; i < c->columns; i++)
            if (gap[i] > gap[i - 1])
                gap[i] = (unsigned char)(gap[i - 1] + 1);
        for (int i = c->columns - 2; i >= 0; i--)
            if (gap[i] > gap[i + 1])
                gap[i] = (unsigned char)(gap[i + 1] + 1);
    }
}

static bool dead_at(const struct chart *c, int row, int column)
{
    for (int dy = -REACH; dy <= REACH; dy++) {
        int gap = row + dy < 0 || row + dy >= c->rows
                      ? 255 : c->gap[(row + dy) * c->columns + column];
        if (gap * gap + dy * dy <= reach_squared)
            return false;
    }
    return true;
}

static bool crowded_at(const struct chart *c, int row, int column)
{
    const float *h = c->height + row * c->columns + column;
    float right = column + 1 < c->columns ? h[1] - h[0] : h[0] - h[-1];
    float down = row + 1 < c->rows ? h[c->columns] - h[0] : h[0] - h[-c->columns];
    return right * right + down * down > steepest * steepest;
}

static double evenness(const struct chart *c, int levels, int bands, size_t defined,
                       size_t *area)
{
    int all = c->columns * c->rows;
    for (int i = 0; i < all; i++)
        if (!isnan(c->height[i]))
            area[(int)c->height[i]]++;
    double entropy = 0;
    for (int i = 0; i <= levels; i++)
        if (area[i] > 0) {
            double share = (double)area[i] / (double)defined;
            entropy -= share * log(share);
        }
    return bands > 1 ? fmin(1, entropy / log(bands)) : 0;
}

bool survey_judge(const struct survey *s, const double *levels, int count, int bands,
                  struct verdict *verdict)
{
    size_t all = (size_t)s->columns * (size_t)s->rows, dead = 0, crowded = 0;
    size_t *area = calloc((size_t)count + 1, sizeof *area);
    float *memory = malloc(all * (sizeof *memory + 1));
    struct chart c = {s->columns, s->rows, memory, (unsigned char *)(memory + all)};
    bool done = area && memory;
    for (size_t i = 0; done && i < all; i++)
        c.height[i] = isnan(s->value[i]) ? NAN : height(levels, count, s->value[i]);
    if (done) {
        mark_lines(&c);
        spread_gaps(&c);
        for (int i = 0; i < (int)all; i++)
            if (!isnan(c.height[i])) {
                dead += dead_at(&c, i / c.columns, i % c.columns);
                crowded += crowded_at(&c, i / c.columns, i % c.columns);
            }
        *verdict = (struct verdict){evenness(&c, count, bands, s->count, area),
                                    (double)dead / (double)s->count,
                                    (double)crowded / (double)s->count};
    }
    free(area);
    free(memory);
    return done;
}
