// SPDX-License-Identifier: MIT
#include "field/contour_certify.h"

#include "eval/interval_grid.h"

enum { ROUGH_PARTS = CELL_PARTS,    // of a cell in which f may jump
       SMOOTH_PARTS = 4,            // of a cell that may hide a loop
       MOST_VALUES = 1 << 23,       // intervals kept: beyond, nothing is certified
       BROKEN = INTERVAL_UNDEFINED | INTERVAL_JUMP };

struct bounds { struct interval *of[PARTS]; };      // f, fx, fy along a row of boxes

struct certifying {
    struct trace *trace;
    struct interval_program *program;
    struct interval_grid *tiles, *cells;
    struct interval_scratch **scratch;              // of each worker
    struct bounds *bounds;                          // of each worker
};

static bool has_zero(struct interval a)
{
    return (a.low <= 0 && a.high >= 0) || (a.marks & INTERVAL_NOWHERE);
}

// Whether some level lies in the range of f.
static bool meets_level(const struct trace *t, struct interval f)
{
    return !(f.marks & INTERVAL_NOWHERE) &&
           trace_class(t, f.low) != trace_class(t, f.high);
}

static struct interval scaled(struct interval a, double from, double to)
{
    return interval_apply(OP_MUL, a, interval_range(from, to), a);
}

// The mean value form: f at a node plus the gradient's range times the way from there.
static struct interval from_node(const struct trace *t, struct tile_area a,
                                 struct interval fx, struct interval fy, int i, int j)
{
    double f = t->node[trace_index(t, i, j)].f;
    vec2 step = {t->side.x * t->pixel.x, t->side.y * t->pixel.y};
    struct interval way_x = scaled(fx, (a.i0 - i) * step.x, (a.i1 - i) * step.x);
    struct interval way_y = scaled(fy, (a.j0 - j) * step.y, (a.j1 - j) * step.y);
    struct interval way = interval_apply(OP_ADD, way_x, way_y, way_x);
    double slack = 1e-12 * fabs(f);
    return interval_apply(OP_ADD, interval_range(f - slack, f + slack), way, way);
}

static struct interval tightened(const struct trace *t, struct tile_area a,
                                 struct interval f, struct interval fx,
                                 struct interval fy)
{
    if ((f.marks & BROKEN) || (fx.marks & INTERVAL_NOWHERE) ||
        (fy.marks & INTERVAL_NOWHERE))
        return f;
    f = interval_both(f, from_node(t, a, fx, fy, (a.i0 + a.i1) / 2, (a.j0 + a.j1) / 2));
    return interval_both(f, from_node(t, a, fx, fy, a.i1, a.j1));
}

static void set_cells(struct trace *t, struct tile_area a, int parts, unsigned marks)
{
    for (int j = a.j0; j < a.j1; j++)
        for (int i = a.i0; i < a.i1; i++) {
            struct cell *c = &t->cell[trace_index(t, i, j)];
            c->parts = (uint8_t)parts;
            c->marks = (uint8_t)marks;
        }
}

// Settles the cells of an area if nothing can be hidden there.
static bool settle(struct trace *t, struct tile_area a, const struct bounds *b,
                   size_t k)
{
    struct interval f = b->of[PART_F][k];
    struct interval fx = b->of[PART_FX][k], fy = b->of[PART_FY][k];
    unsigned marks = (has_zero(fx) ? 0 : CELL_MONOTONE_U) |
                     (has_zero(fy) ? 0 : CELL_MONOTONE_V);
    bool smooth = !(f.marks & BROKEN);
    if (!meets_level(t, f) || (smooth && marks)) {
        set_cells(t, a, 1, smooth ? marks : 0);
        return true;
    }
    if (!meets_level(t, tightened(t, a, f, fx, fy))) {
        set_cells(t, a, 1, 0);
        return true;
    }
    return false;
}

static struct tile_area tile_inside(const struct trace *t, int i, int j)
{
    int i1 = (i + 1) * TILE_CELLS, j1 = (j + 1) * TILE_CELLS;
    return (struct tile_area){i * TILE_CELLS, i1 < t->nx ? i1 : t->nx,
                              j * TILE_CELLS, j1 < t->ny ? j1 : t->ny};
}

// The cells [i0, i1) of row j, which their tiles could not settle.
static void certify_cells(struct certifying *c, int worker, int i0, int i1, int j)
{
    struct trace *t = c->trace;
    const struct bounds *b = &c->bounds[worker];
    interval_grid_run(c->cells, c->scratch[worker], (size_t)j, (size_t)i0,
                      (size_t)(i1 - i0), b->of);
    for (int i = i0; i < i1; i++) {
        struct tile_area a = {i, i + 1, j, j + 1};
        size_t k = (size_t)(i - i0);
        bool rough = b->of[PART_F][k].marks & BROKEN;
        if (!settle(t, a, b, k))
            set_cells(t, a, rough ? ROUGH_PARTS : SMOOTH_PARTS, rough ? CELL_ROUGH : 0);
    }
}

// One row of tiles; runs of tiles that stay open are looked at cell by cell.
static void certify_row(void *context, size_t row, int worker)
{
    struct certifying *c = context;
    struct trace *t = c->trace;
    int across = (t->nx + TILE_CELLS - 1) / TILE_CELLS, open = 0;
    interval_grid_run(c->tiles, c->scratch[worker], row, 0, (size_t)across,
                      c->bounds[worker].of);
    for (int i = 0; i < across; i++) {
        struct tile_area a = tile_inside(t, i, (int)row);
        if (!settle(t, a, &c->bounds[worker], (size_t)i))
            set_cells(t, a, 0, 0);
    }
    struct tile_area first = tile_inside(t, 0, (int)row);
    for (int i = 0; i <= across; i++) {
        bool is_open = i < across && !t->cell[trace_index(t, i * TILE_CELLS,
                                                          first.j0)].parts;
        if (is_open)
            continue;
        int i1 = i * TILE_CELLS < t->nx ? i * TILE_CELLS : t->nx;
        for (int j = first.j0; j < first.j1 && open < i; j++)
            certify_cells(c, worker, open * TILE_CELLS, i1, j);
        open = i + 1;
    }
}

// Borders of tiles or cells along an axis, in the world.
static void fill_borders(const struct trace *t, double *at, int cells, int each, bool y)
{
    for (int k = 0, i = 0;; k++) {
        vec2 corner = trace_world(t, trace_u(t, i), trace_v(t, i));
        at[k] = y ? corner.y : corner.x;
        if (i == cells)
            return;
        i = i + each < cells ? i + each : cells;
    }
}

static struct interval_grid *open_grid(const struct certifying *c, int each)
{
    const struct trace *t = c->trace;
    double *xs = malloc((size_t)(t->nx + t->ny + 2) * sizeof *xs), *ys;
    if (!xs)
        return NULL;
    ys = xs + t->nx + 1;
    fill_borders(t, xs, t->nx, each, false);
    fill_borders(t, ys, t->ny, each, true);
    struct interval_grid *g =
        interval_grid_open(c->program, xs, (size_t)((t->nx + each - 1) / each), ys,
                           (size_t)((t->ny + each - 1) / each));
    free(xs);
    return g;
}

static bool open_workers(struct certifying *c)
{
    const struct trace *t = c->trace;
    c->scratch = calloc((size_t)t->workers, sizeof *c->scratch);
    c->bounds = calloc((size_t)t->workers, sizeof *c->bounds);
    bool done = c->scratch && c->bounds;
    for (int i = 0; done && i < t->workers; i++) {
        c->scratch[i] = intervals_scratch(c->program);
        struct interval *all = calloc(3 * (size_t)t->nx, sizeof *all);
        c->bounds[i].of[PART_F] = all;
        c->bounds[i].of[PART_FX] = all + t->nx;
        c->bounds[i].of[PART_FY] = all + 2 * t->nx;
        done = c->scratch[i] && all;
    }
    return done;
}

static void close_all(struct certifying *c)
{
    for (int i = 0; i < c->trace->workers; i++) {
        if (c->scratch)
            intervals_scratch_free(c->scratch[i]);
        if (c->bounds)
            free(c->bounds[i].of[PART_F]);
    }
    free(c->scratch);
    free(c->bounds);
    interval_grid_close(c->tiles);
    interval_grid_close(c->cells);
    intervals_close(c->program);
}

bool cells_certify(struct trace *t)
{
    struct certifying c = {.trace = t};
    c.program = intervals_open(t->formula, t->parameters, NEED_F_GRADIENT);
    if (!c.program)
        return false;
    bool done = true;
    if (intervals_steps(c.program) * (size_t)(t->nx + t->ny) > MOST_VALUES) {
        set_cells(t, (struct tile_area){0, t->nx, 0, t->ny}, 1, CELL_ROUGH);
    } else {
        c.tiles = open_grid(&c, TILE_CELLS);
        c.cells = open_grid(&c, 1);
        done = c.tiles && c.cells && open_workers(&c);
        if (done)
            pool_run(t->pool, (size_t)(t->ny + TILE_CELLS - 1) / TILE_CELLS,
                     certify_row, &c);
    }
    close_all(&c);
    return done;
}
