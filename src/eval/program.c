// SPDX-License-Identifier: MIT
#include "eval/program.h"

#include "eval/float_mode.h"
#include "eval/lower.h"
#include "eval/regroup.h"

#include <stdlib.h>

static size_t most_slots(const struct evaluator *e)
{
    size_t most = e->points.slots > e->body.slots ? e->points.slots : e->body.slots;
    most = e->columns.slots > most ? e->columns.slots : most;
    return (e->rows.slots > most ? e->rows.slots : most) + 1;
}

static void choose_length(struct evaluator *e)
{
    size_t most = PROGRAM_SCRATCH / most_slots(e);
    e->length = PROGRAM_BLOCK;
    while (e->length > KERNEL_LANES && e->length + PROGRAM_GAP > most)
        e->length /= 2;
    if (e->length + PROGRAM_GAP > most)
        e->length = PROGRAM_DEEP_BLOCK;
}

// The deep space, where the scratch is too small.
static bool open_deep(struct evaluator *e)
{
    size_t doubles = most_slots(e) * (e->length + PROGRAM_GAP);
    if (doubles <= PROGRAM_SCRATCH)
        return true;
    e->deep = malloc(sizeof *e->deep + doubles * sizeof *e->deep->space);
    if (e->deep && pthread_mutex_init(&e->deep->free, NULL)) {
        free(e->deep);
        e->deep = NULL;
    }
    return e->deep;
}

static void close_deep(struct evaluator *e)
{
    if (e->deep)
        pthread_mutex_destroy(&e->deep->free);
    free(e->deep);
}

double *program_enter(const struct evaluator *e, double *scratch)
{
    if (!e->deep)
        return scratch;
    pthread_mutex_lock(&e->deep->free);
    return e->deep->space;
}

void program_leave(const struct evaluator *e)
{
    if (e->deep)
        pthread_mutex_unlock(&e->deep->free);
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

static void close_tapes(struct evaluator *e)
{
    tape_close(&e->points);
    tape_close(&e->columns);
    tape_close(&e->rows);
    tape_close(&e->body);
    free(e->x_split);
    free(e->y_split);
}

static bool build(struct evaluator *e, const struct formula *f,
                  const double *parameters, const struct kernels *k)
{
    struct plan plain, apart;
    bool opened = plan_open(&plain);
    bool built = plan_open(&apart) && opened && lower(&plain, f, parameters, e->need);
    if (built) {
        plan_mark(&plain);
        built = tape_points(&e->points, &plain, k) && regroup(&apart, &plain);
    }
    if (built) {
        plan_mark(&apart);
        built = build_lattice(e, &apart, k);
    }
    if (built)
        choose_length(e);
    plan_close(&plain);
    plan_close(&apart);
    return built;
}

struct evaluator *program_open(const struct formula *f, const double *parameters,
                               unsigned need, enum isa isa)
{
    struct evaluator *e = calloc(1, sizeof *e);
    if (!e)
        return NULL;
    e->need = need;
    unsigned before = float_mode_enter();
    const struct kernels *all = isa_kernels(isa);
    bool built = build(e, f, parameters, all);
    if (built && e->length < all->light.chunk) {
        struct kernels heavy = *all;
        heavy.light.chunk = 0;
        close_tapes(e);
        *e = (struct evaluator){.need = need};
        built = build(e, f, parameters, &heavy);
    }
    float_mode_leave(before);
    if (!built || !open_deep(e)) {
        program_close(e);
        return NULL;
    }
    return e;
}

void program_close(struct evaluator *e)
{
    if (!e)
        return;
    close_tapes(e);
    close_deep(e);
    free(e);
}
