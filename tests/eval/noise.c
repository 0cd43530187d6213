// SPDX-License-Identifier: MIT
#include "noise.h"

#include <math.h>

enum { SAMPLES = 8 };

static double jitter(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return 1 + ((double)(*seed >> 8) / (1 << 23) - 1) * 1e-15;
}

static double walk(const struct graph *g, expr at, double x, double y,
                   const double *parameters, double *values, unsigned *seed,
                   bool leaves)
{
    for (expr i = 0; i <= at; i++) {
        const struct node *n = graph_at(g, i);
        int arity = op_table[n->op].arity;
        if (n->op == OP_CONST)
            values[i] = n->value;
        else if (n->op == OP_X || n->op == OP_Y)
            values[i] = n->op == OP_X ? x : y;
        else if (n->op == OP_PARAM)
            values[i] = parameters[n->a];
        else
            values[i] = op_apply((enum op)n->op, arity > 0 ? values[n->a] : 0,
                                 arity > 1 ? values[n->b] : 0,
                                 arity > 2 ? values[n->c] : 0);
        if (seed && (arity || (leaves && n->op != OP_CONST)))
            values[i] *= jitter(seed);
    }
    return values[at];
}

static bool same_class(double a, double b)
{
    return isnan(a) ? isnan(b) : isinf(a) ? a == b : isfinite(b);
}

struct noise noise_eval(const struct graph *g, expr at, double x, double y,
                        const double *parameters, double *values, unsigned *seed)
{
    struct noise n = {walk(g, at, x, y, parameters, values, NULL, false), 0};
    for (expr i = 0; i <= at; i++)
        if (isfinite(values[i]) && values[i] != 0
            && (fabs(values[i]) > 1e200 || fabs(values[i]) < 1e-200))
            n.spread = INFINITY;
    for (int i = 0; i < SAMPLES; i++) {
        bool leaves = i % 2;
        double v = walk(g, at, x, y, parameters, values, seed, leaves);
        if (!same_class(n.value, v) && !leaves)
            n.spread = INFINITY;
        else if (isfinite(v) && isfinite(n.value))
            n.spread = fmax(n.spread, fabs(v - n.value));
    }
    return n;
}

bool noise_agrees(struct noise n, double v)
{
    if (n.spread > 1e-3 * fabs(n.value))
        return true;
    if (!isfinite(n.value))
        return n.spread == INFINITY || same_class(n.value, v);
    return fabs(v - n.value) <= 30 * n.spread + 1e-14 * fabs(n.value) + 1e-280;
}
