// SPDX-License-Identifier: MIT
#include "eval/interval_grid.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

enum { MOST_LANES = 64, FEWEST_LANES = 4, MOST_VALUES = 1 << 19 };

// An instruction: a node of the formula's graph, its children as instruction numbers.
struct step { uint8_t op, deps; uint32_t a, b, c; double value; };

struct interval_program {
    struct step *steps;
    size_t count, lanes;
    uint32_t root[PARTS];
    unsigned parts;
};

// The boxes of a step side by side.
struct row { double *low, *high; uint8_t *marks; };

// Rows for `count` steps of `width` boxes each, in one piece of memory.
struct table { double *low, *high; uint8_t *marks; size_t width; };

struct interval_scratch { struct table table; };

struct interval_grid {
    const struct interval_program *program;
    struct table by_x, by_y;            // of the steps that depend on one axis, or none
};

static bool table_open(struct table *t, size_t steps, size_t width)
{
    t->width = width;
    t->low = calloc(steps * width + 1, sizeof *t->low);
    t->high = calloc(steps * width + 1, sizeof *t->high);
    t->marks = calloc(steps * width + 1, 1);
    return t->low && t->high && t->marks;
}

static void table_close(struct table *t)
{
    free(t->low);
    free(t->high);
    free(t->marks);
}

static struct row table_row(const struct table *t, size_t step, size_t column)
{
    size_t at = step * t->width + column;
    return (struct row){t->low + at, t->high + at, t->marks + at};
}

static struct interval row_at(struct row r, size_t i)
{
    return (struct interval){r.low[i], r.high[i], r.marks[i]};
}

static void row_set(struct row r, size_t i, struct interval v)
{
    r.low[i] = v.low;
    r.high[i] = v.high;
    r.marks[i] = (uint8_t)v.marks;
}

// What depends on neither x nor y is one number.
static bool is_number(const struct node *n)
{
    return !(n->deps & (DEPENDS_X | DEPENDS_Y));
}

static void mark_needed(const struct graph *g, uint8_t *needed, const expr *part,
                        unsigned parts)
{
    for (int p = 0; p < PARTS; p++)
        if (parts >> p & 1)
            needed[part[p]] = 1;
    for (expr e = (expr)g->count; e-- > 0;) {
        const struct node *n = graph_at(g, e);
        int arity = is_number(n) ? 0 : op_table[n->op].arity;
        if (!needed[e])
            continue;
        if (arity > 0)
            needed[n->a] = 1;
        if (arity > 1)
            needed[n->b] = 1;
        if (arity > 2)
            needed[n->c] = 1;
    }
}

static struct step make_step(const struct node *n, const uint32_t *place, double value)
{
    int arity = op_table[n->op].arity;
    if (is_number(n))
        return (struct step){.op = OP_CONST, .value = value};
    return (struct step){n->op, n->deps & (DEPENDS_X | DEPENDS_Y),
                         arity > 0 ? place[n->a] : 0, arity > 1 ? place[n->b] : 0,
                         arity > 2 ? place[n->c] : 0, 0};
}

static bool fill_steps(struct interval_program *p, const struct graph *g,
                       const uint8_t *needed, uint32_t *place, const double *parameters)
{
    double *values = malloc((g->count + 1) * sizeof *values);
    if (!values)
        return false;
    graph_eval(g, (expr)g->count - 1, 0, 0, parameters, values);
    for (expr e = 0; e < g->count; e++) {
        if (!needed[e])
            continue;
        place[e] = (uint32_t)p->count;
        p->steps[p->count++] = make_step(graph_at(g, e), place, values[e]);
    }
    free(values);
    return true;
}

static bool fill_program(struct interval_program *p, const struct formula *f,
                         const double *parameters, unsigned parts)
{
    const struct graph *g = &f->graph;
    uint8_t *needed = calloc(g->count + 1, 1);
    uint32_t *place = calloc(g->count + 1, sizeof *place);
    p->steps = malloc((g->count + 1) * sizeof *p->steps);
    p->parts = parts;
    bool done = needed && place && p->steps;
    if (done) {
        mark_needed(g, needed, f->part, parts);
        done = fill_steps(p, g, needed, place, parameters);
    }
    for (int i = 0; done && i < PARTS; i++)
        p->root[i] = parts >> i & 1 ? place[f->part[i]] : 0;
    free(needed);
    free(place);
    return done;
}

struct interval_program *intervals_open(const struct formula *f,
                                        const double *parameters, unsigned parts)
{
    struct interval_program *p = calloc(1, sizeof *p);
    if (!p || !fill_program(p, f, parameters, parts)) {
        intervals_close(p);
        return NULL;
    }
    size_t lanes = MOST_VALUES / (p->count + 1);
    p->lanes = lanes > MOST_LANES ? MOST_LANES
             : lanes < FEWEST_LANES ? FEWEST_LANES : lanes;
    return p;
}

void intervals_close(struct interval_program *p)
{
    if (p)
        free(p->steps);
    free(p);
}

size_t intervals_steps(const struct interval_program *p)
{
    return p->count;
}

struct interval_scratch *intervals_scratch(const struct interval_program *p)
{
    struct interval_scratch *s = calloc(1, sizeof *s);
    if (s && !table_open(&s->table, p->count, p->lanes)) {
        intervals_scratch_free(s);
        return NULL;
    }
    return s;
}

void intervals_scratch_free(struct interval_scratch *s)
{
    if (s)
        table_close(&s->table);
    free(s);
}

static inline void set_wide(struct row out, size_t i, double low, double high)
{
    low -= fabs(low) * 1e-15 + DBL_MIN;
    high += fabs(high) * 1e-15 + DBL_MIN;
    low = low < DBL_MAX ? low : low == low ? DBL_MAX : -INFINITY;
    high = high > -DBL_MAX ? high : high == high ? -DBL_MAX : INFINITY;
    out.low[i] = low;
    out.high[i] = high;
}

static void run_sum(struct row out, struct row a, struct row b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        set_wide(out, i, a.low[i] + b.low[i], a.high[i] + b.high[i]);
}

static void run_difference(struct row out, struct row a, struct row b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        set_wide(out, i, a.low[i] - b.high[i], a.high[i] - b.low[i]);
}

static inline double times(double a, double b)
{
    return a == 0 || b == 0 ? 0 : a * b;
}

static void run_product(struct row out, struct row a, struct row b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double p = times(a.low[i], b.low[i]), q = times(a.low[i], b.high[i]),
               r = times(a.high[i], b.low[i]), s = times(a.high[i], b.high[i]);
        double low = p < q ? p : q, lower = r < s ? r : s;
        double high = p > q ? p : q, higher = r > s ? r : s;
        set_wide(out, i, low < lower ? low : lower, high > higher ? high : higher);
    }
}

static void or_marks(struct row out, struct row a, struct row b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out.marks[i] = a.marks[i] | b.marks[i];
}

static void run_any(struct row out, const struct step *s, struct row a, struct row b,
                    struct row c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        row_set(out, i,
                interval_apply(s->op, row_at(a, i), row_at(b, i), row_at(c, i)));
}

static void run_step(struct row out, const struct step *s, struct row a, struct row b,
                     struct row c, size_t n)
{
    switch (s->op) {
    case OP_ADD: run_sum(out, a, b, n); break;
    case OP_SUB: run_difference(out, a, b, n); break;
    case OP_MUL: run_product(out, a, b, n); break;
    default: run_any(out, s, a, b, c, n); return;
    }
    or_marks(out, a, b, n);
}

// x, y and numbers.  False: not a leaf.
static bool leaf(const struct step *s, struct interval x, struct interval y,
                 struct interval *out)
{
    switch (s->op) {
    case OP_CONST: *out = interval_number(s->value); return true;
    case OP_X: *out = x; return true;
    case OP_Y: *out = y; return true;
    default: return false;
    }
}

// The steps that depend on one axis, or on none, over all its intervals.
static void fill_axis(const struct interval_program *p, struct table *t, uint8_t axis,
                      const double *at)
{
    size_t n = t->width;
    for (size_t k = 0; k < p->count; k++) {
        const struct step *s = &p->steps[k];
        struct row out = table_row(t, k, 0);
        if (s->deps & ~axis)
            continue;
        struct interval value;
        if (leaf(s, interval_range(at[0], at[1]), interval_range(at[0], at[1]), &value))
            for (size_t i = 0; i < n; i++)
                row_set(out, i, s->deps ? interval_range(at[i], at[i + 1]) : value);
        else
            run_step(out, s, table_row(t, s->a, 0), table_row(t, s->b, 0),
                     table_row(t, s->c, 0), n);
    }
}

struct interval_grid *interval_grid_open(const struct interval_program *p,
                                         const double *xs, size_t columns,
                                         const double *ys, size_t rows)
{
    struct interval_grid *g = calloc(1, sizeof *g);
    if (!g)
        return NULL;
    g->program = p;
    if (!table_open(&g->by_x, p->count, columns) ||
        !table_open(&g->by_y, p->count, rows)) {
        interval_grid_close(g);
        return NULL;
    }
    fill_axis(p, &g->by_x, DEPENDS_X, xs);
    fill_axis(p, &g->by_y, DEPENDS_Y, ys);
    return g;
}

void interval_grid_close(struct interval_grid *g)
{
    if (!g)
        return;
    table_close(&g->by_x);
    table_close(&g->by_y);
    free(g);
}

static void spread(struct row out, struct interval v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        row_set(out, i, v);
}

// Where the boxes of a step are: among the columns, or in the scratch.
static struct row find_row(const struct interval_grid *g,
                           const struct interval_scratch *s, size_t step, size_t column)
{
    return g->program->steps[step].deps & DEPENDS_Y ? table_row(&s->table, step, 0)
                                                    : table_row(&g->by_x, step, column);
}

static void run_lanes(const struct interval_grid *g, struct interval_scratch *s,
                      size_t row, size_t column, size_t n)
{
    const struct interval_program *p = g->program;
    for (size_t k = 0; k < p->count; k++) {
        const struct step *it = &p->steps[k];
        struct row out = table_row(&s->table, k, 0);
        if (it->deps == DEPENDS_Y)
            spread(out, row_at(table_row(&g->by_y, k, row), 0), n);
        else if (it->deps == (DEPENDS_X | DEPENDS_Y))
            run_step(out, it, find_row(g, s, it->a, column),
                     find_row(g, s, it->b, column), find_row(g, s, it->c, column), n);
    }
}

void interval_grid_run(const struct interval_grid *g, struct interval_scratch *s,
                       size_t row, size_t column, size_t count,
                       struct interval *const out[PARTS])
{
    const struct interval_program *p = g->program;
    for (size_t done = 0, n; done < count; done += n) {
        n = count - done < p->lanes ? count - done : p->lanes;
        run_lanes(g, s, row, column + done, n);
        for (int part = 0; part < PARTS; part++)
            for (size_t i = 0; p->parts >> part & 1 && i < n; i++)
                out[part][done + i] = row_at(find_row(g, s, p->root[part],
                                                      column + done), i);
    }
}

void intervals_at(const struct interval_program *p, struct interval_scratch *s,
                  struct interval x, struct interval y, struct interval out[PARTS])
{
    for (size_t k = 0; k < p->count; k++) {
        const struct step *it = &p->steps[k];
        const struct table *t = &s->table;
        struct interval value;
        if (!leaf(it, x, y, &value))
            value = interval_apply(it->op, row_at(table_row(t, it->a, 0), 0),
                                   row_at(table_row(t, it->b, 0), 0),
                                   row_at(table_row(t, it->c, 0), 0));
        row_set(table_row(t, k, 0), 0, value);
    }
    for (int part = 0; part < PARTS; part++)
        if (p->parts >> part & 1)
            out[part] = row_at(table_row(&s->table, p->root[part], 0), 0);
}
