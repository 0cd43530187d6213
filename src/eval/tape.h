// SPDX-License-Identifier: MIT
#pragma once
// Straight-line code over blocks of doubles: instructions whose operands are slots of a
// scratch block, columns of what hangs on x, numbers of a row or constants.  Immutable
// once built.

#include "eval/kernel.h"
#include "eval/plan.h"

enum place { PLACE_SLOT, PLACE_X, PLACE_Y, PLACE_NUMBER, PLACES };

struct operand { uint8_t place; uint32_t index; };

struct instruction {
    uint8_t code, scalars;      // scalars: bit per operand that is one number, not many
    uint8_t last;               // bit per operand that is the result just before
    bool stores;                // false: only the next instruction wants the result
    light_code *light;          // not NULL: a link of a chain
    kernel *run;                // else this; NULL: code_apply lane by lane
    struct operand out, out2, a, b, c;
};

struct tape {
    struct instruction *at;
    size_t count, capacity;
    bool failed;
    struct { double *at; size_t count, capacity; bool failed; } numbers;
    size_t slots;
    struct light_set light;
    struct operand root[PARTS]; // where the wanted parts end up, for tape_points, _body
};

// Which functions of x alone and of y alone a plan's body asks for; number 0 is the
// variable itself.
struct layout {
    uint32_t *index;            // of each plan node, UINT32_MAX: not kept
    size_t x_count, y_count;
};

bool layout_open(struct layout *l, const struct plan *p);       // p marked
void layout_close(struct layout *l);

// All four fill a zeroed tape and return false when memory runs out; close it in any
// case.  Points: everything, from x and y as blocks.  Columns, rows: what the layout
// keeps, as blocks of x, of y.  Body: the rest, from kept columns and a row's numbers.
bool tape_points(struct tape *t, const struct plan *p, const struct kernels *k);
bool tape_columns(struct tape *t, const struct plan *p, const struct layout *l,
                  const struct kernels *k);
bool tape_rows(struct tape *t, const struct plan *p, const struct layout *l,
               const struct kernels *k);
bool tape_body(struct tape *t, const struct plan *p, const struct layout *l,
               const struct kernels *k);
void tape_close(struct tape *t);

// Where the places are: operand i of a place begins at base + i * pitch.
struct frame { double *base[PLACES]; size_t pitch[PLACES]; };

static inline double *frame_at(const struct frame *f, struct operand o)
{
    return f->base[o.place] + o.index * f->pitch[o.place];
}

// Runs over `count` lanes, a multiple of KERNEL_LANES, and some beyond up to a multiple
// of the machine's chunk.  The frame's slots must hold
// tape.slots blocks; the numbers are put in by tape_run.
void tape_run(const struct tape *t, const struct frame *frame, size_t count);
