// SPDX-License-Identifier: MIT
#include "eval/evaluator.h"

#include "eval/float_mode.h"
#include "eval/lower.h"
#include "eval/program.h"
#include "eval/regroup.h"

#include <stdlib.h>
#include <string.h>

static size_t most_slots(const struct evaluator *e)
{
    size_t most = e->points.slots > e->body.slots ? e->points.slots : e->body.slots;
    most = e->columns.slots > most ? e->columns.slots : most;
    return (e->rows.slots > most ? e->rows.slots : most) + 1;
}

// False when even the shortest blocks need more scratch than there is.
static bool choose_length(struct evaluator *e)
{
    e->length = EVAL_BLOCK;
    while (e->length > LANES_AT_LEAST && e->length * most_slots(e) > SCRATCH)
        e->length /= 2;
    return e->length * most_slots(e) <= SCRATCH;
}

static bool note_splits(struct evaluator *e, const struct plan *p,
                        const struct layout *l)
{
    e->x_count = l->x_count;
    e->y_count = l->y_count;
    e->x_split = calloc(l->x_count, sizeof *e->x_split);
    e->y_split = calloc(l->y_count, sizeof *e->y_split);
    if (!e->x_split || !e->y_split)
        return false;
    for (size_t i = 0; i < p->count; i++)
        if (l->index[i] != UINT32_MAX)
            (p->at[i].deps == ON_X ? e->x_split : e->y_split)[l->index[i]]
                = p->at[i].split;
    return true;
}

static bool build_lattice(struct evaluator *e, const struct plan *p,
                          const struct kernels *k)
{
    struct layout l;
    bool built = layout_open(&l, p) && tape_columns(&e->columns, p, &l, k)
                 && tape_rows(&e->rows, p, &l, k) && tape_body(&e->body, p, &l, k)
                 && note_splits(e, p, &l);
    layout_close(&l);
    return built;
}

static bool build(struct evaluator *e, const struct formula *f,
                  const double *parameters, enum isa isa)
{
    const struct kernels *k = kernels_for(isa);
    struct plan plain, apart;
    bool opened = plan_open(&plain), both = plan_open(&apart) && opened;
    bool built = both && lower(&plain, f, parameters, e->need);
    if (built) {
        plan_mark(&plain);
        built = tape_points(&e->points, &plain, k) && regroup(&apart, &plain);
    }
    if (built) {
        plan_mark(&apart);
        built = build_lattice(e, &apart, k) && choose_length(e);
    }
    plan_close(&plain);
    plan_close(&apart);
    return built;
}

struct evaluator *evaluator_open_with(const struct formula *f, const double *parameters,
                                      unsigned need, enum isa isa)
{
    struct evaluator *e = calloc(1, sizeof *e);
    if (!e)
        return NULL;
    e->need = need;
    unsigned before = float_mode_enter();
    bool built = build(e, f, parameters, isa);
    float_mode_leave(before);
    if (!built) {
        evaluator_close(e);
        return NULL;
    }
    return e;
}

struct evaluator *evaluator_open(const struct formula *f, const double *parameters,
                                 unsigned need)
{
    return evaluator_open_with(f, parameters, need, isa_best());
}

void evaluator_close(struct evaluator *e)
{
    if (!e)
        return;
    tape_close(&e->points);
    tape_close(&e->columns);
    tape_close(&e->rows);
    tape_close(&e->body);
    free(e->x_split);
    free(e->y_split);
    free(e);
}

// Up to e->length points, the last one repeated to fill the lanes.
static void run_points(const struct evaluator *e, size_t count, const double *x,
                       const double *y, double *const out[PARTS], double *scratch)
{
    _Alignas(64) double px[EVAL_BLOCK], py[EVAL_BLOCK];
    size_t lanes = (count + KERNEL_LANES - 1) / KERNEL_LANES * KERNEL_LANES;
    for (size_t i = 0; i < lanes; i++) {
        px[i] = x[i < count ? i : count - 1];
        py[i] = y[i < count ? i : count - 1];
    }
    struct frame frame = {.base = {scratch, px, py}, .pitch = {e->length, 0, 0}};
    tape_run(&e->points, &frame, lanes);
    for (int part = 0; part < PARTS; part++)
        if (e->need >> part & 1)
            memcpy(out[part], frame_at(&frame, e->points.root[part]),
                   count * sizeof **out);
}

void evaluator_points(const struct evaluator *e, size_t count, const double *x,
                      const double *y, double *const out[PARTS])
{
    _Alignas(64) double scratch[SCRATCH];
    unsigned before = float_mode_enter();
    for (size_t at = 0; at < count; at += e->length) {
        double *here[PARTS] = {0};
        for (int part = 0; part < PARTS; part++)
            if (e->need >> part & 1)
                here[part] = out[part] + at;
        size_t left = count - at;
        run_points(e, left < e->length ? left : e->length, x + at, y + at, here,
                   scratch);
    }
    float_mode_leave(before);
}

void evaluator_at(const struct evaluator *e, double x, double y, double out[PARTS])
{
    double *to[PARTS];
    for (int part = 0; part < PARTS; part++)
        to[part] = &out[part];
    evaluator_points(e, 1, &x, &y, to);
}
