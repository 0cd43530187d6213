// SPDX-License-Identifier: MIT
#include "field/basin.h"

#include "base/array.h"
#include "field/basin_batch.h"
#include "field/basin_plan.h"

// A round is the same whatever the slices and threads: every batch goes some steps,
// then their arrivals are told apart in order, then empty batches are filled again.
enum { BATCHES = 8, ROUND_STEPS = 32, POLISHINGS = 8,
       ARRIVAL = 32 };          // to tell what is there takes as long as so many steps

#define SAME 1e-4               // widths of the view between ends of one minimum
#define NEAR 1e-2               // widths of the view from an end to its minimum

struct basin_work {
    struct descent d;
    struct terrain land;
    struct course course;
    struct basin_plan plan;
    long spent[BATCHES];        // steps of the last round
    struct batch batch[BATCHES];
};

vec2 basins_place(const struct basins *b, int column, int row)
{
    box area = b->area;
    double across = (column + 0.5) / b->grid.columns, down = (row + 0.5) / b->grid.rows;
    return (vec2){area.x0 + across * (area.x1 - area.x0),
                  area.y1 - down * (area.y1 - area.y0)};
}

static bool find_room(struct basins *b, int columns, int rows)
{
    if (!b->work)
        b->work = calloc(1, sizeof *b->work);
    return b->work && array_reserve(&b->minima, BASIN_MINIMA)
           && basin_grid_fit(&b->grid, columns, rows)
           && basin_plan_begin(&b->work->plan, &b->grid);
}

static void set_out(struct basins *b, const struct terrain *land, box area)
{
    struct basin_work *w = b->work;
    b->area = area;
    b->finished = false;
    w->land = *land;
    w->course = course_open(&w->d, &w->land);
    for (int i = 0; i < BATCHES; i++)
        w->batch[i].count = w->batch[i].arrivals = 0;
}

bool basins_begin(struct basins *b, const struct descent *d, const struct terrain *land,
                  box area, int columns, int rows)
{
    b->minima.count = 0;
    b->minima.failed = false;
    b->steps_most = 0;
    b->finished = true;
    if (!find_room(b, columns, rows)) {
        b->grid.columns = b->grid.rows = 0;
        return false;
    }
    b->work->d = *d;
    set_out(b, land, area);
    return true;
}

// Whole cells from one edge to another; false: they are none, or too many.
static bool count_cells(double from, double to, double cell, int most, int *count)
{
    static const double off = 1e-4;             // of a cell, seen by nobody
    double cells = (to - from) / cell;
    if (!(fabs(cells) < most) || fabs(cells - round(cells)) > off)
        return false;
    *count = (int)lround(cells);
    return true;
}

bool basins_move(struct basins *b, const struct terrain *land, box area)
{
    const struct basin_grid *g = &b->grid;
    box old = b->area;
    double width = (old.x1 - old.x0) / g->columns, height = (old.y1 - old.y0) / g->rows;
    int left, right, up, down;
    if (!count_cells(old.x0, area.x0, width, g->columns, &left)
        || !count_cells(old.x1, area.x1, width, g->columns, &right)
        || !count_cells(area.y1, old.y1, height, g->rows, &up)
        || !count_cells(area.y0, old.y0, height, g->rows, &down)
        || left != right || up != down)
        return false;
    basin_grid_shift(&b->grid, left, up);
    set_out(b, land, area);
    return basin_plan_begin(&b->work->plan, &b->grid);
}

void basins_free(struct basins *b)
{
    if (b->work)
        basin_plan_free(&b->work->plan);
    basin_grid_free(&b->grid);
    free(b->work);
    array_free(&b->minima);
    memset(b, 0, sizeof *b);
}

static void fill(struct basins *b, struct basin_work *w, struct batch *batch)
{
    int column, row;
    int most = w->plan.stride == BASIN_COARSEST ? BATCH / 2 : BATCH;     // of few cells
    while (batch->count < most && basin_plan_next(&w->plan, &column, &row)) {
        vec2 at = basins_place(b, column, row);
        batch->cell[batch->count] = (uint32_t)(row * b->grid.columns + column);
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
    b->minima.at[b->minima.count++] = (struct basin_minimum){bottom, f};
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
    struct basin_cell *cell = &b->grid.cell[a->cell];
    int columns = b->grid.columns;
    b->grid.known += cell->fate == BASIN_UNKNOWN;
    *cell = (struct basin_cell){(uint8_t)fate_of(a->end), 0, a->steps & 0x7fff, 0};
    if (a->end == PATH_CONVERGED) {
        cell->minimum = (uint8_t)find_minimum(b, &b->work->course, a->at);
        b->steps_most = a->steps > b->steps_most ? a->steps : b->steps_most;
    }
    basin_plan_hear(&b->work->plan, (int)a->cell % columns, (int)a->cell / columns);
}

static bool set_walking(struct basins *b)
{
    bool walking = false;
    for (int i = 0; i < BATCHES; i++) {
        struct batch *batch = &b->work->batch[i];
        if (batch->count == 0)
            fill(b, b->work, batch);
        walking |= batch->count > 0;
    }
    return walking;
}

bool basins_work(struct basins *b, long budget, struct pool *pool)
{
    struct basin_work *w = b->work;
    for (long spent = 0; !b->finished && (spent == 0 || spent < budget);) {
        if (!set_walking(b)) {
            b->finished = !basin_plan_goes_on(&w->plan);
            continue;
        }
        pool_run(pool, BATCHES, go_on, w);
        for (int i = 0; i < BATCHES; i++) {
            struct batch *batch = &w->batch[i];
            for (int k = 0; k < batch->arrivals; k++)
                tell(b, &batch->arrival[k]);
            spent += w->spent[i] + batch->arrivals * (long)ARRIVAL;
            batch->arrivals = 0;
        }
    }
    return !b->finished;
}

double basins_part(const struct basins *b)
{
    static const double lattice = 0.4;          // a share of the work, nearly
    double cells = (double)b->grid.columns * b->grid.rows;
    double part = (double)b->grid.known / cells;
    if (b->finished || !(cells > 0))
        return 1;
    if (!b->work->plan.looked)
        part = lattice * fmin(part * BASIN_BLOCK * BASIN_BLOCK, 1);
    else
        part = lattice + (1 - lattice) * part;
    return fmin(part, 0.999);
}
