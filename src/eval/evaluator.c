// SPDX-License-Identifier: MIT
#include "eval/evaluator.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct evaluator {
    unsigned need;
    struct graph graph;
    expr part[PARTS];
    double parameters[FORMULA_MOST_PARAMETERS];
};

struct lattice {
    const struct evaluator *evaluator;
    size_t columns, rows;
    double *xs, *ys;
};

struct evaluator *evaluator_open(const struct formula *f, const double *parameters,
                                 unsigned need)
{
    struct evaluator *e = calloc(1, sizeof *e);
    struct node *nodes = malloc((f->graph.count + 1) * sizeof *nodes);
    if (!e || !nodes) {
        free(e);
        free(nodes);
        return NULL;
    }
    memcpy(nodes, f->graph.nodes, f->graph.count * sizeof *nodes);
    e->graph = (struct graph){.nodes = nodes, .count = f->graph.count};
    e->need = need;
    memcpy(e->part, f->part, sizeof e->part);
    if (f->parameters)
        memcpy(e->parameters, parameters, (size_t)f->parameters * sizeof *parameters);
    return e;
}

void evaluator_close(struct evaluator *e)
{
    if (e)
        free(e->graph.nodes);
    free(e);
}

static double leaf(const struct node *n, double x, double y, const double *parameters)
{
    switch (n->op) {
    case OP_CONST: return n->value;
    case OP_X: return x;
    case OP_Y: return y;
    case OP_PARAM: return parameters[n->a];
    default: return op_apply(n->op, 0, 0, 0);
    }
}

static double value(const struct evaluator *e, expr at, double x, double y)
{
    const struct node *n = graph_at(&e->graph, at);
    int arity = n->op >= OP_ADD && n->op <= OP_ROOT
                    ? 2 - (n->op == OP_NEG) : op_table[n->op].arity;
    if (n->op <= OP_UNDEFINED)
        return leaf(n, x, y, e->parameters);
    double a = value(e, n->a, x, y);
    double b = arity > 1 ? value(e, n->b, x, y) : 0;
    double c = arity > 2 ? value(e, n->c, x, y) : 0;
    return op_apply(n->op, a, b, c);
}

void evaluator_at(const struct evaluator *e, double x, double y, double out[PARTS])
{
    for (int p = 0; p < PARTS; p++) {
        if (e->need >> p & 1)
            out[p] = value(e, e->part[p], x, y);
        if (p && (e->need >> p & 1) && isnan(value(e, e->part[PART_F], x, y)))
            out[p] = NAN;
    }
}

void evaluator_points(const struct evaluator *e, size_t count, const double *x,
                      const double *y, double *const out[PARTS])
{
    for (size_t i = 0; i < count; i++) {
        double values[PARTS];
        evaluator_at(e, x[i], y[i], values);
        for (int p = 0; p < PARTS; p++)
            if (e->need >> p & 1)
                out[p][i] = values[p];
    }
}

struct lattice *lattice_open(const struct evaluator *e, const double *xs,
                             size_t columns, const double *ys, size_t rows)
{
    struct lattice *l = calloc(1, sizeof *l);
    double *both = malloc((columns + rows + 1) * sizeof *both);
    if (!l || !both) {
        free(l);
        free(both);
        return NULL;
    }
    *l = (struct lattice){e, columns, rows, both, both + columns};
    memcpy(l->xs, xs, columns * sizeof *xs);
    memcpy(l->ys, ys, rows * sizeof *ys);
    return l;
}

void lattice_close(struct lattice *l)
{
    if (l)
        free(l->xs);
    free(l);
}

static void run_block(const struct lattice *l, struct block block,
                      lattice_consumer *consume, void *context)
{
    double values[PARTS][EVAL_BLOCK], at[PARTS];
    for (size_t i = 0; i < block.count; i++) {
        evaluator_at(l->evaluator, l->xs[block.column + i], l->ys[block.row], at);
        for (int p = 0; p < PARTS; p++)
            if (l->evaluator->need >> p & 1)
                values[p][i] = at[p];
    }
    for (int p = 0; p < PARTS; p++)
        block.values[p] = l->evaluator->need >> p & 1 ? values[p] : NULL;
    consume(context, &block);
}

void lattice_run(const struct lattice *l, size_t row0, size_t row1, size_t column0,
                 size_t column1, lattice_consumer *consume, void *context)
{
    for (size_t row = row0; row < row1; row++)
        for (size_t column = column0; column < column1; column += EVAL_BLOCK) {
            size_t left = column1 - column;
            size_t count = left < EVAL_BLOCK ? left : EVAL_BLOCK;
            run_block(l, (struct block){.row = row, .column = column, .count = count},
                      consume, context);
        }
}
