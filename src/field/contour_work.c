// SPDX-License-Identifier: MIT
#include "field/contour_work.h"

static bool probe_grow(struct probe *p)
{
    size_t capacity = p->capacity ? 2 * p->capacity : 1024;
    for (int i = 0; i < PROBE_COLUMNS; i++) {
        double *bigger = realloc(p->column[i], capacity * sizeof(double));
        if (!bigger)
            return false;
        p->column[i] = bigger;
    }
    p->capacity = capacity;
    return true;
}

uint32_t probe_add(struct probe *p, double u, double v)
{
    if (p->failed || (p->count == p->capacity && !probe_grow(p))) {
        p->failed = true;
        return 0;
    }
    p->column[PROBE_U][p->count] = u;
    p->column[PROBE_V][p->count] = v;
    return (uint32_t)p->count++;
}

void probe_run(struct probe *p, const struct trace *t)
{
    double **c = p->column;
    for (size_t i = 0; i < p->count; i++) {
        vec2 at = trace_world(t, c[PROBE_U][i], c[PROBE_V][i]);
        c[PROBE_X][i] = at.x;
        c[PROBE_Y][i] = at.y;
    }
    double *out[PARTS] = {[PART_F] = c[PROBE_F], [PART_FX] = c[PROBE_FX],
                          [PART_FY] = c[PROBE_FY]};
    if (p->count)
        evaluator_points(t->evaluator, p->count, c[PROBE_X], c[PROBE_Y], out);
    for (size_t i = 0; i < p->count; i++) {
        c[PROBE_FX][i] *= t->pixel.x;
        c[PROBE_FY][i] *= t->pixel.y;
    }
}

void probe_free(struct probe *p)
{
    for (int i = 0; i < PROBE_COLUMNS; i++)
        free(p->column[i]);
    memset(p, 0, sizeof *p);
}
