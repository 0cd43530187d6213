// SPDX-License-Identifier: MIT
#include "field/basin.h"

#include "base/array.h"
#include "field/basin_batch.h"

// A round is the same whatever the slices and threads: every batch goes some steps,
// then their arrivals are told apart in order, then empty batches are filled again.
enum { BATCHES = 8, ROUND_STEPS = 32, POLISHINGS = 8 };

#define SAME 1e-4               // widths of the view between ends of one minimum
#define NEAR 1e-2               // widths of the view from an end to its minimum

struct basin_work {
    struct descent d;
    struct terrain land;
    struct course course;
    int stride, column, row;    // of the next cell to start from
    long spent[BATCHES];        // steps of the last round
    struct batch batch[BATCHES];
};

vec2 basins_place(const struct basins *b, int column, int row)
{
    box area = b->area;
    double across = (column + 0.5) / b->columns, down = (row + 0.5) / b->rows;
    return (vec2){area.x0 + across * (area.x1 - area.x0),
                  area.y1 - down * (area.y1 - area.y0)};
}

static bool find_room(struct basins *b, size_t cells)
{
    if (!b->work)
        b->work = malloc(sizeof *b->work);
    if (b->capacity < cells) {
        free(b->cell);
        b->cell = malloc(cells * sizeof *b->cell);
        b->capacity = b->cell ? cells : 0;
    }
    return b->work && b->cell && array_reserve(&b->minima, BASIN_MINIMA);
}

bool basins_begin(struct basins *b, const struct descent *d, const struct terrain *land,
                  box area, int columns, int rows)
{
    size_t cells = (size_t)columns * (size_t)rows;
    b->columns = b->rows = 0;
    b->done = b->minima.count = 0;
    b->steps_most = 0;
    b->minima.failed = false;
    if (!find_room(b, cells))
        return false;
    struct basin_work *w = b->work;
    b->area = area;
    b->grain = BASIN_COARSEST;
    b->columns = columns;
    b->rows = rows;
    memset(b->cell, 0, cells * sizeof *b->cell);
    w->d = *d;
    w->land = *land;
    w->course = course_open(&w->d, &w->land);
    w->stride = BASIN_COARSEST;
    w->column = w->row = 0;
    for (int i = 0; i < BATCHES; i++)
        w->batch[i].count = w->batch[i].arrivals = 0;
    return true;
}

void basins_free(struct basins *b)
{
    free(b->cell);
    free(b->work);
    array_free(&b->minima);
    memset(b, 0, sizeof *b);
}

// The next cell by row and column, coarse ones first; false: all have been started.
static bool next_cell(struct basins *b, struct basin_work *w, int *column,
                      int *row)
{
    while (w->stride > 0) {
        *column = w->column;
        *row = w->row;
        w->column += w->stride;
        if (*row >= b->rows) {
            w->column = w->row = 0;
            w->stride /= 2;
            b->grain = w->stride > 0 ? w->stride : 1;
        } else if (*column >= b->columns) {
            w->column = 0;
            w->row += w->stride;
        } else {
            int before = 2 * w->stride;
            bool coarse = w->stride == BASIN_COARSEST;
            if (coarse || *column % before || *row % before)
                return true;
        }
    }
    return false;
}

static void fill(struct basins *b, struct basin_work *w, struct batch *batch)
{
    int column, row;
    while (batch->count < BATCH && next_cell(b, w, &column, &row)) {
        vec2 at = basins_place(b, column, row);
        batch->cell[batch->count] = (uint32_t)(row * b->columns + column);
        batch->x[batch->count] = at.x;
        batch->y[batch->count++] = at.y;
    }
    batch->t = -1;              // to begin
}

static void go_on(void *context, size_t piece, int worker)
{
    struct basin_work *w = context;
    struct batch *batch = &w->batch[piece];
    (void)worker;
    w->spent[piece] = 0;
    if (batch->count > 0 && batch->t < 0) {
        w->spent[piece] = batch->count;
        batch_begin(batch, &w->course);
    }
    w->spent[piece] += batch_steps(batch, &w->course, ROUND_STEPS);
}

static size_t near_minimum(const struct basins *b, vec2 at, double distance)
{
    size_t i = 0;
    while (i < b->minima.count
           && !course_within(vec2_sub(b->minima.at[i].at, at), distance))
        i++;
    return i;
}

// Newton's steps to the bottom itself, where that is near.
static vec2 polished(const struct course *c, vec2 from, double *f)
{
    vec2 at = from;
    double part[PARTS];
    for (int i = 0; i < POLISHINGS; i++) {
        evaluator_at(c->land->curvature, at.x, at.y, part);
        double xx = part[PART_FXX], xy = part[PART_FXY], yy = part[PART_FYY];
        double size = xx * yy - xy * xy;
        vec2 step = {(yy * part[PART_FX] - xy * part[PART_FY]) / size,
                     (xx * part[PART_FY] - xy * part[PART_FX]) / size};
        *f = part[PART_F];
        if (!(size > 0) || !isfinite(step.x) || !isfinite(step.y))
            break;
        at = vec2_sub(at, step);
    }
    return course_within(vec2_sub(at, from), NEAR * c->width) ? at : from;
}

static size_t find_minimum(struct basins *b, const struct course *c, vec2 at)
{
    double same = SAME * c->width, f = NAN;
    size_t i = near_minimum(b, at, same);
    if (i < b->minima.count)
        return i;
    vec2 bottom = polished(c, at, &f);
    i = near_minimum(b, bottom, same);
    if (i < b->minima.count || i == BASIN_MINIMA)
        return i;
    b->minima.at[b->minima.count++] = (struct basin_minimum){bottom, f, 0};
    return i;
}

static enum basin_fate fate_of(enum path_end end)
{
    switch (end) {
    case PATH_CONVERGED: return BASIN_MINIMUM;
    case PATH_FLAT: return BASIN_FLAT;
    case PATH_DIVERGED: return BASIN_DIVERGED;
    case PATH_LEFT: return BASIN_LEFT;
    default: return BASIN_UNDECIDED;
    }
}

static void tell(struct basins *b, const struct arrival *a)
{
    struct basin_cell *cell = &b->cell[a->cell];
    *cell = (struct basin_cell){(uint8_t)fate_of(a->end), 0, a->steps};
    b->done++;
    if (a->end != PATH_CONVERGED)
        return;
    size_t i = find_minimum(b, &b->work->course, a->at);
    cell->minimum = (uint8_t)i;
    b->steps_most = a->steps > b->steps_most ? a->steps : b->steps_most;
    if (i < b->minima.count)
        b->minima.at[i].cells++;
}

bool basins_work(struct basins *b, long budget, struct pool *pool)
{
    struct basin_work *w = b->work;
    size_t cells = (size_t)b->columns * (size_t)b->rows;
    for (long spent = 0; b->done < cells && (spent == 0 || spent < budget);) {
        for (int i = 0; i < BATCHES; i++)
            if (w->batch[i].count == 0)
                fill(b, w, &w->batch[i]);
        pool_run(pool, BATCHES, go_on, w);
        for (int i = 0; i < BATCHES; i++) {
            struct batch *batch = &w->batch[i];
            for (int k = 0; k < batch->arrivals; k++)
                tell(b, &batch->arrival[k]);
            batch->arrivals = 0;
            spent += w->spent[i];
        }
    }
    return b->done < cells;
}

struct basin_cell basins_at(const struct basins *b, int column, int row)
{
    struct basin_cell cell = {BASIN_UNKNOWN, 0, 0};
    for (int s = b->grain; s <= BASIN_COARSEST && cell.fate == BASIN_UNKNOWN; s *= 2)
        cell = b->cell[(row - row % s) * b->columns + column - column % s];
    return cell;
}
