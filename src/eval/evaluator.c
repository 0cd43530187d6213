// SPDX-License-Identifier: MIT
#include "eval/evaluator.h"

#include "eval/float_mode.h"
#include "eval/program.h"

#include <string.h>

_Static_assert((int)EVAL_BLOCK == (int)PROGRAM_BLOCK, "blocks are handed on whole");

struct evaluator *evaluator_open(const struct formula *f, const double *parameters,
                                 unsigned need)
{
    return program_open(f, parameters, need, isa_best());
}

void evaluator_close(struct evaluator *e)
{
    program_close(e);
}

// Up to e->length points, the last one repeated to fill the lanes.
static void run_points(const struct evaluator *e, size_t count, const double *x,
                       const double *y, double *const out[PARTS], double *scratch)
{
    _Alignas(64) double px[EVAL_BLOCK], py[EVAL_BLOCK];
    size_t chunk = e->points.light.chunk ? e->points.light.chunk : KERNEL_LANES;
    size_t lanes = (count + KERNEL_LANES - 1) / KERNEL_LANES * KERNEL_LANES;
    for (size_t i = 0; i < (count + chunk - 1) / chunk * chunk; i++) {
        px[i] = x[i < count ? i : count - 1];
        py[i] = y[i < count ? i : count - 1];
    }
    struct frame frame = {.base = {program_enter(e, scratch), px, py},
                          .pitch = {e->length + PROGRAM_GAP, 0, 0}};
    tape_run(&e->points, &frame, lanes);
    for (int part = 0; part < PARTS; part++)
        if (e->need >> part & 1)
            memcpy(out[part], frame_at(&frame, e->points.root[part]),
                   count * sizeof **out);
    program_leave(e);
}

void evaluator_points(const struct evaluator *e, size_t count, const double *x,
                      const double *y, double *const out[PARTS])
{
    _Alignas(64) double scratch[PROGRAM_SCRATCH];
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
