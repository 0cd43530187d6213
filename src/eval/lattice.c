// SPDX-License-Identifier: MIT
#include "eval/evaluator.h"

#include "eval/float_mode.h"
#include "eval/program.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    STRIP = 16,                 // rows of a strip: kept columns stay in the cache
    CACHE_LINE = 64             // bytes
};

// Where the rearranged program must not be trusted, because what hangs on one variable
// is HUGE, or TINY (an exp that underflowed) while the other side is BIG.
enum { HUGE_PART = 1, BIG_PART = 2, TINY_PART = 4 };

struct lattice {
    const struct evaluator *evaluator;
    size_t columns, rows;
    size_t x_pitch, y_pitch;    // from array to array of x, of y
    double *x, *y;              // what is kept of each column, each row
    void *x_memory, *y_memory;
    uint8_t *x_state, *y_state; // of each block of EVAL_BLOCK columns; of each row
};

static size_t rounded_up(size_t count)
{
    return (count / EVAL_BLOCK + (count % EVAL_BLOCK != 0)) * EVAL_BLOCK;
}

// From array to array: an odd number of blocks and a gap, so that they do not collide
// in the cache.
static size_t pitch_of(size_t count)
{
    return (rounded_up(count) / EVAL_BLOCK | 1) * EVAL_BLOCK + PROGRAM_GAP;
}

// Room for `count` arrays of `pitch` doubles, and for reading a block beyond;
// *memory is what to free.
static double *room(size_t count, size_t pitch, void **memory)
{
    if (pitch && count > SIZE_MAX / 2 / sizeof(double) / pitch)
        return NULL;
    size_t bytes = count * pitch * sizeof(double), beyond = EVAL_BLOCK * sizeof(double);
    *memory = malloc(bytes + beyond + CACHE_LINE);
    if (*memory)
        memset(*memory, 0, bytes + beyond + CACHE_LINE);
    return (double *)(((uintptr_t)*memory + CACHE_LINE - 1) & -(uintptr_t)CACHE_LINE);
}

static void fill_variable(double *to, const double *from, size_t count, size_t lanes)
{
    for (size_t i = 0; i < lanes; i++)
        to[i] = from[i < count ? i : count - 1];
}

static void run_kept(const struct evaluator *e, const struct tape *t, enum place place,
                     double *kept, size_t pitch, size_t lanes)
{
    _Alignas(64) double scratch[PROGRAM_SCRATCH];
    double *slots = program_enter(e, scratch);
    for (size_t i = 0; i < lanes; i += e->length) {
        struct frame frame = {.base = {slots}, .pitch = {e->length + PROGRAM_GAP}};
        frame.base[place] = kept + i;
        frame.pitch[place] = pitch;
        tape_run(t, &frame, e->length);
    }
    program_leave(e);
}

static uint8_t state_of(double v, bool split)
{
    double size = fabs(v);
    return (uint8_t)((size > 1e100 ? HUGE_PART : 0) | (size > 1e10 ? BIG_PART : 0)
                     | (split && size < 1e-290 ? TINY_PART : 0));
}

struct kept { const double *at; size_t count, pitch, lanes; const bool *split; };

static void note_states(uint8_t *state, size_t group, struct kept kept)
{
    for (size_t k = 0; k < kept.count; k++)
        for (size_t i = 0; i < kept.lanes; i++)
            state[i / group] |= state_of(kept.at[k * kept.pitch + i], kept.split[k]);
}

static bool trusted(uint8_t x, uint8_t y)
{
    return !((x | y) & HUGE_PART) && !((x & TINY_PART) && (y & BIG_PART))
           && !((x & BIG_PART) && (y & TINY_PART));
}

static bool alloc(struct lattice *l)
{
    const struct evaluator *e = l->evaluator;
    l->x = room(e->x_count, l->x_pitch, &l->x_memory);
    l->y = room(e->y_count, l->y_pitch, &l->y_memory);
    l->x_state = calloc(l->x_pitch / EVAL_BLOCK + 1, 1);
    l->y_state = calloc(l->y_pitch + 1, 1);
    return l->x_memory && l->y_memory && l->x_state && l->y_state;
}

static void run_prologues(struct lattice *l)
{
    const struct evaluator *e = l->evaluator;
    size_t columns = rounded_up(l->columns), rows = rounded_up(l->rows);
    run_kept(e, &e->columns, PLACE_X, l->x, l->x_pitch, columns);
    run_kept(e, &e->rows, PLACE_Y, l->y, l->y_pitch, rows);
    struct kept x = {l->x, e->x_count, l->x_pitch, columns, e->x_split};
    struct kept y = {l->y, e->y_count, l->y_pitch, rows, e->y_split};
    note_states(l->x_state, EVAL_BLOCK, x);
    note_states(l->y_state, 1, y);
}

struct lattice *lattice_open(const struct evaluator *e, const double *xs,
                             size_t columns, const double *ys, size_t rows)
{
    struct lattice *l = calloc(1, sizeof *l);
    if (!l)
        return NULL;
    *l = (struct lattice){.evaluator = e, .columns = columns, .rows = rows,
                          .x_pitch = pitch_of(columns), .y_pitch = pitch_of(rows)};
    if (!alloc(l)) {
        lattice_close(l);
        return NULL;
    }
    fill_variable(l->x, xs, columns, rounded_up(columns));
    fill_variable(l->y, ys, rows, rounded_up(rows));
    unsigned before = float_mode_enter();
    run_prologues(l);
    float_mode_leave(before);
    return l;
}

void lattice_close(struct lattice *l)
{
    if (!l)
        return;
    free(l->x_memory);
    free(l->y_memory);
    free(l->x_state);
    free(l->y_state);
    free(l);
}

struct run {
    const struct lattice *lattice;
    lattice_consumer *consume;
    void *context;
    double *scratch;
};

// What the deep space holds is copied to the scratch, which is free then: the consumer
// may come back.
static void take_values(const struct run *r, const struct tape *t,
                        const struct frame *frame, size_t skipped, struct block *block)
{
    const struct evaluator *e = r->lattice->evaluator;
    for (int part = 0; part < PARTS; part++) {
        if (!(e->need >> part & 1))
            continue;
        const double *values = frame_at(frame, t->root[part]) + skipped;
        double *copy = r->scratch + part * PROGRAM_DEEP_BLOCK;
        if (e->deep)
            memcpy(copy, values, block->count * sizeof *copy);
        block->values[part] = e->deep ? copy : values;
    }
}

// Columns [from, to) of one row, within one block.
static void run_block(const struct run *r, size_t row, size_t from, size_t to)
{
    const struct lattice *l = r->lattice;
    const struct evaluator *e = l->evaluator;
    _Alignas(64) double y[EVAL_BLOCK];
    size_t start = from / KERNEL_LANES * KERNEL_LANES;
    size_t lanes = (to - start + KERNEL_LANES - 1) / KERNEL_LANES * KERNEL_LANES;
    double *slots = program_enter(e, r->scratch);
    struct frame frame = {.base = {slots, l->x + start, l->y + row},
                          .pitch = {e->length + PROGRAM_GAP, l->x_pitch, l->y_pitch}};
    const struct tape *t = &e->body;
    if (!trusted(l->x_state[from / EVAL_BLOCK], l->y_state[row])) {
        t = &e->points;
        for (size_t i = 0; i < EVAL_BLOCK; i++)
            y[i] = l->y[row];
        frame.base[PLACE_Y] = y;
    }
    tape_run(t, &frame, lanes);
    struct block block = {.row = row, .column = from, .count = to - from};
    take_values(r, t, &frame, from - start, &block);
    program_leave(e);
    r->consume(r->context, &block);
}

static void run_strip(const struct run *r, size_t row0, size_t row1, size_t column0,
                      size_t column1)
{
    size_t length = r->lattice->evaluator->length;
    for (size_t from = column0; from < column1;) {
        size_t to = (from / length + 1) * length;
        to = to < column1 ? to : column1;
        for (size_t row = row0; row < row1; row++)
            run_block(r, row, from, to);
        from = to;
    }
}

void lattice_run(const struct lattice *l, size_t row0, size_t row1, size_t column0,
                 size_t column1, lattice_consumer *consume, void *context)
{
    _Alignas(64) double scratch[PROGRAM_SCRATCH];
    const struct run r = {l, consume, context, scratch};
    unsigned before = float_mode_enter();
    for (size_t row = row0; row < row1; row += STRIP)
        run_strip(&r, row, row + STRIP < row1 ? row + STRIP : row1, column0, column1);
    float_mode_leave(before);
}
