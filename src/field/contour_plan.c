// SPDX-License-Identifier: MIT
#include "field/contour_plan.h"

#include "field/contour_certify.h"

enum { BAND = 8 };                  // rows of nodes a piece of work samples

struct sampling { struct trace *trace; struct lattice *lattice; };

static void keep_block(void *context, const struct block *b)
{
    struct trace *t = context;
    size_t at = b->row * (size_t)(t->nx + 1) + b->column;
    for (size_t k = 0; k < b->count; k++) {
        double f = b->values[PART_F][k];
        t->node[at + k] = (struct sample){f - f == 0 ? f : NAN,
                                          b->values[PART_FX][k] * t->pixel.x,
                                          b->values[PART_FY][k] * t->pixel.y};
    }
}

static void sample_band(void *context, size_t piece, int worker)
{
    (void)worker;
    struct sampling *s = context;
    size_t rows = (size_t)s->trace->ny + 1, row = piece * BAND;
    lattice_run(s->lattice, row, row + BAND < rows ? row + BAND : rows, 0,
                (size_t)s->trace->nx + 1, keep_block, s->trace);
}

static bool sample_nodes(struct trace *t)
{
    size_t columns = (size_t)t->nx + 1, rows = (size_t)t->ny + 1;
    double *at = malloc((columns + rows) * sizeof *at);
    if (!at)
        return false;
    for (size_t i = 0; i < columns; i++)
        at[i] = trace_world(t, trace_u(t, (double)i), 0).x;
    for (size_t j = 0; j < rows; j++)
        at[columns + j] = trace_world(t, 0, trace_v(t, (double)j)).y;
    struct sampling s = {.trace = t};
    s.lattice = lattice_open(t->evaluator, at, columns, at + columns, rows);
    free(at);
    if (!s.lattice)
        return false;
    pool_run(t->pool, (rows + BAND - 1) / BAND, sample_band, &s);
    lattice_close(s.lattice);
    return true;
}

// The levels closer to a level than this are others: its distance to the next.  One
// level alone is compared with the middle one of what f differs from it.
static double gap_alone(const struct trace *t)
{
    enum { LOOKS = 256 };
    double off[LOOKS];
    size_t nodes = (size_t)(t->nx + 1) * (size_t)(t->ny + 1), count = 0;
    for (size_t k = 0; k < LOOKS; k++) {
        double away = fabs(t->node[k * 7919 % nodes].f - t->level[0]);
        if (!(away < INFINITY))
            continue;
        size_t place = count++;
        for (; place > 0 && off[place - 1] > away; place--)
            off[place] = off[place - 1];
        off[place] = away;
    }
    return count ? off[count / 2] : 1;
}

// Every level is taken a trillionth of its gap lower, so that where f keeps to a level
// exactly, or touches it from above, all is on one side.
static void set_gaps(struct trace *t)
{
    for (int k = 0; k < t->levels; k++) {
        double below = k > 0 ? t->level[k] - t->level[k - 1] : INFINITY;
        double above = k + 1 < t->levels ? t->level[k + 1] - t->level[k] : INFINITY;
        double gap = below < above ? below : above;
        t->gap[k] = gap < INFINITY ? gap : gap_alone(t);
    }
    for (int k = 0; k < t->levels; k++)
        t->level[k] -= 1e-12 * t->gap[k];
}

static void classify(struct trace *t)
{
    size_t nodes = (size_t)(t->nx + 1) * (size_t)(t->ny + 1);
    for (size_t k = 0; k < nodes; k++)
        t->class[k] = trace_class(t, t->node[k].f);
}

// Whether the lines at a node are closer than half a pixel: no finer look helps there.
static bool is_dense(const struct trace *t, int i, int j)
{
    struct sample s = t->node[trace_index(t, i, j)];
    double steep = hypot(s.du, s.dv);
    return trace_class(t, s.f + steep) - trace_class(t, s.f - steep) > 4;
}

static void mark_crowded(struct trace *t)
{
    for (int j = 0; j < t->ny; j++)
        for (int i = 0; i < t->nx; i++) {
            struct cell *c = &t->cell[trace_index(t, i, j)];
            if (c->parts > 1 && is_dense(t, i, j) + is_dense(t, i + 1, j) +
                                is_dense(t, i, j + 1) + is_dense(t, i + 1, j + 1) > 2)
                c->marks |= CELL_CROWDED;
        }
}

// Whether all neighbours are crowded, too.
static bool is_surrounded(const struct trace *t, int i, int j)
{
    for (int b = j > 0 ? j - 1 : j; b <= j + 1 && b < t->ny; b++)
        for (int a = i > 0 ? i - 1 : i; a <= i + 1 && a < t->nx; a++)
            if (!(t->cell[trace_index(t, a, b)].marks & CELL_CROWDED))
                return false;
    return true;
}

// Along a pole lines crowd for a good reason; where they crowd all over it is noise.
static void spare_dense_cells(struct trace *t)
{
    mark_crowded(t);
    for (int j = 0; j < t->ny; j++)
        for (int i = 0; i < t->nx; i++) {
            struct cell *c = &t->cell[trace_index(t, i, j)];
            bool rough = c->marks & CELL_ROUGH;
            if (!(c->marks & CELL_CROWDED) || (rough && !is_surrounded(t, i, j)))
                continue;
            c->parts = 1;
            c->marks |= CELL_DENSE;
        }
}

static size_t between(const struct trace *t, size_t a, size_t b)
{
    uint16_t from = t->class[a], to = t->class[b];
    if (from == NO_CLASS || to == NO_CLASS)
        return 0;
    size_t count = (size_t)(from < to ? to - from : from - to);
    return count <= (size_t)t->most_on_edge ? count : 0;
}

// About what a cut cell costs: its parts, and what may cross them at the worst.
static size_t cost(const struct trace *t, int i, int j)
{
    size_t k = trace_index(t, i, j), up = k + (size_t)t->nx + 1, n = t->cell[k].parts;
    size_t crossings = between(t, k, k + 1) + between(t, k, up) +
                       between(t, up, up + 1) + between(t, k + 1, up + 1);
    return n > 1 ? n * n * (1 + crossings / 2) : 0;
}

static void limit_cost(struct trace *t)
{
    size_t cells = (size_t)t->nx * (size_t)t->ny;
    size_t most = cells * CELL_COST > MOST_COST ? cells * CELL_COST : MOST_COST;
    for (;;) {
        size_t sum = 0;
        for (int j = 0; j < t->ny; j++)
            for (int i = 0; i < t->nx; i++)
                sum += cost(t, i, j);
        if (sum <= most)
            return;
        for (int j = 0; j < t->ny; j++)
            for (int i = 0; i < t->nx; i++) {
                struct cell *c = &t->cell[trace_index(t, i, j)];
                c->parts = c->parts > 1 ? c->parts / 2 : 1;
            }
    }
}

static void limit_crossings(struct trace *t)
{
    for (t->most_on_edge = 32; t->most_on_edge > 1; t->most_on_edge /= 2) {
        size_t count = 0;
        for (int j = 0; j < t->ny; j++)
            for (int i = 0; i < t->nx; i++) {
                size_t k = trace_index(t, i, j);
                count += between(t, k, k + 1) + between(t, k, k + (size_t)t->nx + 1);
            }
        if (count <= MOST_CROSSINGS)
            return;
    }
}

bool contour_plan_make(struct trace *t)
{
    if (!sample_nodes(t))
        return false;
    set_gaps(t);
    classify(t);
    size_t nodes = (size_t)(t->nx + 1) * (size_t)(t->ny + 1);
    for (size_t k = 0; k < nodes; k++)
        t->cell[k].parts = 1;
    if (!cells_certify(t))
        return false;
    spare_dense_cells(t);
    limit_crossings(t);
    limit_cost(t);
    return true;
}
