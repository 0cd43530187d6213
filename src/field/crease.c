// SPDX-License-Identifier: MIT
#include "field/crease.h"

#include "field/step.h"

#include <stdlib.h>

enum { CANDIDATES = 64, SIDE_MOST = 200, HALVINGS = 60 };
static const double aside = 1e-6;               // of the distance of places: what "both
                                                // sides" means
static const double differs = 1e-3;             // of the gradients: more is a crease

struct difference { expr a, b; };               // its zeros; b may be EXPR_NONE

struct search {
    const struct graph *graph;
    const double *parameters;
    const struct evaluator *e;
    struct difference candidate[CANDIDATES];
    int candidates;
    expr last;                  // the largest of theirs
    double *value;              // of each node
    double size;                // between places
    double left[CANDIDATES];    // of the candidates at the last place of the row
    double *below;              // of those of the row below
    struct creases *out;
};

static void add(struct search *s, expr a, expr b)
{
    if (s->candidates == CANDIDATES)
        return;
    s->candidate[s->candidates++] = (struct difference){a, b};
    s->last = a > s->last ? a : s->last;
    s->last = b != EXPR_NONE && b > s->last ? b : s->last;
}

static void add_node(struct search *s, const struct node *n)
{
    switch (n->op) {
    case OP_ABS: case OP_SIGN: case OP_RELU: case OP_STEP:
        add(s, n->a, EXPR_NONE);
        break;
    case OP_MIN: case OP_MAX: case OP_LT: case OP_LE: case OP_GT: case OP_GE:
        add(s, n->a, n->b);
        break;
    case OP_CLAMP:
        add(s, n->a, n->b);
        add(s, n->a, n->c);
        break;
    default:
        break;
    }
}

// All that f is made of.
static bool find_candidates(struct search *s, expr f)
{
    bool *used = calloc((size_t)f + 1, sizeof *used);
    if (!used)
        return false;
    used[f] = true;
    for (expr i = f + 1; i-- > 0;) {
        const struct node *n = graph_at(s->graph, i);
        const expr child[] = {n->a, n->b, n->c};
        if (!used[i])
            continue;
        add_node(s, n);
        for (int k = 0; k < op_table[n->op].arity; k++)
            used[child[k]] = true;
    }
    free(used);
    return true;
}

static double at_place(const struct search *s, const struct difference *d)
{
    return s->value[d->a] - (d->b == EXPR_NONE ? 0 : s->value[d->b]);
}

static void evaluate(const struct search *s, vec2 at)
{
    graph_eval(s->graph, s->last, at.x, at.y, s->parameters, s->value);
}

// How much ∇f differs on both sides; NaN where f jumps.
static double bend_at(const struct search *s, vec2 at, vec2 way, double h)
{
    double a[PARTS], b[PARTS];
    evaluator_at(s->e, at.x - h * way.x, at.y - h * way.y, a);
    evaluator_at(s->e, at.x + h * way.x, at.y + h * way.y, b);
    double bend = hypot(b[PART_FX] - a[PART_FX], b[PART_FY] - a[PART_FY]);
    double steep = hypot(a[PART_FX], a[PART_FY]) + hypot(b[PART_FX], b[PART_FY]);
    double rounding = 1e-12 * (fabs(a[PART_F]) + fabs(b[PART_F]));
    if (!(fabs(b[PART_F] - a[PART_F]) <= 2 * h * steep + rounding))
        return NAN;
    return bend > differs * steep ? bend : 0;
}

// Curvature makes it grow with the distance, a pole makes it shrink, a crease neither.
static bool is_crease(const struct search *s, vec2 at, vec2 way)
{
    double h = aside * s->size, bend = bend_at(s, at, way, h);
    double farther = bend_at(s, at, way, 4 * h);
    return isfinite(bend) && bend > 0 && farther < 2 * bend && farther > bend / 3;
}

// Between two neighbours of the lattice the candidate changes its sign.
static void halve(struct search *s, const struct difference *d, vec2 from, vec2 way)
{
    double low = 0, high = s->size;
    evaluate(s, from);
    bool below = at_place(s, d) < 0;
    for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        evaluate(s, vec2_add(from, vec2_scale(way, middle)));
        *((at_place(s, d) < 0) == below ? &low : &high) = middle;
    }
    vec2 at = vec2_add(from, vec2_scale(way, high));
    for (size_t i = 0; i < s->out->count; i++)
        if (vec2_length(vec2_sub(s->out->at[i], at)) < s->size / 2)
            return;
    if (is_crease(s, at, way))
        array_push(s->out, at);
}

static void compare(struct search *s, double before, double now,
                    const struct difference *d, vec2 from, vec2 way)
{
    if (isfinite(before) && isfinite(now) && (before < 0) != (now < 0))
        halve(s, d, from, way);
}

static void visit(struct search *s, vec2 at, int column, bool first_row)
{
    double now[CANDIDATES];
    evaluate(s, at);
    for (int i = 0; i < s->candidates; i++)
        now[i] = at_place(s, &s->candidate[i]);
    for (int i = 0; i < s->candidates; i++) {
        const struct difference *d = &s->candidate[i];
        double *below = &s->below[column * CANDIDATES + i];
        if (column > 0)
            compare(s, s->left[i], now[i], d, (vec2){at.x - s->size, at.y}, (vec2){1, 0});
        if (!first_row)
            compare(s, *below, now[i], d, (vec2){at.x, at.y - s->size}, (vec2){0, 1});
        s->left[i] = *below = now[i];
    }
}

// At the multiples of the step, as arrows do: what both mark is one place.
static void scan(struct search *s, struct step step, box world)
{
    double x0 = floor(world.x0 / s->size), x1 = ceil(world.x1 / s->size);
    double y0 = floor(world.y0 / s->size), y1 = ceil(world.y1 / s->size);
    if (!(x1 - x0 < SIDE_MOST) || !(y1 - y0 < SIDE_MOST))
        return;
    for (double j = y0; j <= y1; j++)
        for (double i = x0; i <= x1; i++)
            visit(s, (vec2){step_multiple(step, i), step_multiple(step, j)},
                  (int)(i - x0), j == y0);
}

bool creases_find(struct creases *out, const struct formula *f, const double *parameters,
                  const struct evaluator *e, struct view view, double apart)
{
    struct search s = {.graph = &f->graph, .parameters = parameters, .e = e, .out = out};
    double size = apart * view_pixel(view).x;
    out->count = 0;
    out->failed = false;
    if (!find_candidates(&s, f->part[PART_F]))
        return false;
    if (s.candidates == 0 || !(size > 1e-290) || !(size < 1e290))
        return true;
    struct step step = step_wider(step_below(size));
    s.size = step_value(step);
    s.value = malloc(((size_t)s.last + 1) * sizeof *s.value);
    s.below = malloc(SIDE_MOST * CANDIDATES * sizeof *s.below);
    bool done = s.value && s.below;
    if (done)
        scan(&s, step, view.world);
    free(s.value);
    free(s.below);
    return done && !out->failed;
}
