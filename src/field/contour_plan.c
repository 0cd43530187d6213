// SPDX-License-Identifier: MIT
#include "field/contour_plan.h"

enum { BAND = 8 };                  // rows of nodes a piece of work samples

struct sampling { struct trace *trace; struct lattice *lattice; };

static void keep_block(void *context, const struct block *b)
{
    struct trace *t = context;
    size_t at = b->row * (size_t)(t->nx + 1) + b->column;
    for (size_t k = 0; k < b->count; k++) {
        t->node[at + k] = (struct sample){b->values[PART_F][k],
                                          b->values[PART_FX][k] * t->pixel.x,
                                          b->values[PART_FY][k] * t->pixel.y};
        t->class[at + k] = trace_class(t, b->values[PART_F][k]);
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
    struct sampling s = {t, lattice_open(t->evaluator, at, columns, at + columns, rows)};
    free(at);
    if (!s.lattice)
        return false;
    pool_run(t->pool, (rows + BAND - 1) / BAND, sample_band, &s);
    lattice_close(s.lattice);
    return true;
}

static void mark_cells(struct trace *t)
{
    for (int j = 0; j < t->ny; j++)
        for (int i = 0; i < t->nx; i++) {
            struct cell *c = &t->cell[trace_index(t, i, j)];
            c->marks = CELL_ROUGH;
            c->parts = 1;
        }
    for (int j = 0; j <= t->ny; j++)
        t->cell[trace_index(t, t->nx, j)].parts = 1;
    for (int i = 0; i <= t->nx; i++)
        t->cell[trace_index(t, i, t->ny)].parts = 1;
}

bool plan_make(struct trace *t)
{
    if (!sample_nodes(t))
        return false;
    t->most_on_edge = 64;
    mark_cells(t);
    return true;
}
