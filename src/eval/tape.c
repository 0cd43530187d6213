// SPDX-License-Identifier: MIT
#include "eval/tape.h"

#include "base/array.h"
#include "eval/select.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { HOMELESS = PLACES };     // place of a node that has no value yet

struct builder {
    const struct plan *plan;
    const struct kernels *kernels;
    struct tape *tape;
    struct select *select;      // of each plan node: the instruction that makes it
    struct operand *home;       // of each plan node: where its value is
    bool *kept;                 // its home is not a slot to be reused
    step last;                  // the node just made
    size_t chain;               // light instructions in a row up to now
    unsigned vectors;           // bit per place that holds blocks, not single numbers
    struct { uint32_t *at; size_t count, capacity; bool failed; } free_slots;
    struct { step *at; size_t count, capacity; bool failed; } pending;
};

static bool builder_open(struct builder *b, struct tape *t, const struct plan *p,
                         const struct kernels *k)
{
    *b = (struct builder){.plan = p, .kernels = k, .tape = t, .last = STEP_NONE,
                          .select = calloc(p->count, sizeof *b->select),
                          .home = calloc(p->count, sizeof *b->home),
                          .kept = calloc(p->count, sizeof *b->kept)};
    t->light = k->light;
    for (size_t i = 0; b->home && i < p->count; i++)
        b->home[i].place = HOMELESS;
    return b->select && b->home && b->kept;
}

// Chooses the code of each instruction, now that all is known about it.  Chains pay
// where they spare a store.
static void choose_codes(struct tape *t, const struct kernels *k)
{
    bool linked = false;
    for (struct instruction *n = t->at; n < t->at + t->count; n++) {
        int way[3];
        for (int i = 0; i < 3; i++)
            way[i] = linked && (n->last >> i & 1) ? FROM_LAST
                     : n->scalars >> i & 1 ? FROM_ONE : FROM_MANY;
        n->run = k->table[n->code][n->scalars];
        if (linked || !n->stores)
            n->light = k->light.forms(n->code)[light_form(way[0], way[1], way[2],
                                                          n->stores)];
        linked = !n->stores;
    }
}

static bool builder_close(struct builder *b)
{
    bool failed = b->free_slots.failed || b->pending.failed || b->tape->failed
                  || b->tape->numbers.failed || !b->select || !b->home || !b->kept;
    if (!failed)
        choose_codes(b->tape, b->kernels);
    free(b->select);
    free(b->home);
    free(b->kept);
    array_free(&b->free_slots);
    array_free(&b->pending);
    return !failed;
}

static struct operand number(struct tape *t, double value)
{
    for (size_t i = 0; i < t->numbers.count; i++)
        if (memcmp(&t->numbers.at[i], &value, sizeof value) == 0)
            return (struct operand){PLACE_NUMBER, (uint32_t)i};
    array_push(&t->numbers, value);
    return (struct operand){PLACE_NUMBER, (uint32_t)t->numbers.count - 1};
}

static void settle(struct builder *b, step at, enum place place, uint32_t index)
{
    b->home[at] = (struct operand){(uint8_t)place, index};
    b->kept[at] = true;
}

static void settle_numbers(struct builder *b)
{
    for (size_t i = 0; i < b->plan->count; i++)
        if (b->plan->at[i].code == OP_CONST) {
            b->home[i] = number(b->tape, b->plan->at[i].value);
            b->kept[i] = true;
        }
}

static struct operand new_slot(struct builder *b)
{
    uint32_t slot = (uint32_t)b->tape->slots;
    if (b->free_slots.count)
        slot = b->free_slots.at[--b->free_slots.count];
    else
        b->tape->slots++;
    return (struct operand){PLACE_SLOT, slot};
}

static void use_once(struct builder *b, step at)
{
    struct select *s = &b->select[at];
    if (--s->left == 0 && !b->kept[at] && b->home[at].place == PLACE_SLOT)
        array_push(&b->free_slots, b->home[at].index);
}

static struct operand operand_of(const struct builder *b, step at)
{
    return at == STEP_NONE ? (struct operand){PLACE_SLOT, 0} : b->home[at];
}

static unsigned scalars(const struct builder *b, const struct select *s)
{
    unsigned mask = 0;
    for (int i = 0; i < s->arity; i++)
        if (!(b->vectors >> b->home[s->from[i]].place & 1))
            mask |= 1u << i;
    return mask;
}

static void find_home(struct builder *b, step at)
{
    if (b->home[at].place == HOMELESS)
        b->home[at] = new_slot(b);
    b->select[at].done = true;
}

// Lets the instruction take the result of the one before from registers, and spares
// that one its store if nobody else wants it.
static void link_chain(struct builder *b, struct instruction *n, const struct select *s)
{
    bool light = b->tape->light.chunk && b->tape->light.forms(n->code);
    bool joins = light && b->chain > 0 && b->chain < LIGHT_MOST - 1;
    step last = joins ? b->last : STEP_NONE;
    b->chain = joins ? b->chain + 1 : light;
    for (int i = 0; i < s->arity; i++)
        if (s->from[i] == last)
            n->last |= (uint8_t)(1 << i);
    if (n->last && b->select[last].left == 0 && !b->kept[last] && !b->tape->failed)
        b->tape->at[b->tape->count - 1].stores = false;
}

static void emit(struct builder *b, step at)
{
    struct select *s = &b->select[at];
    bool pair = s->code == CODE_SINCOS;
    if (pair && b->plan->at[at].code == OP_COS)
        at = s->partner;
    s = &b->select[at];
    struct instruction n = {.code = s->code, .scalars = (uint8_t)scalars(b, s),
                            .stores = true, .a = operand_of(b, s->from[0]),
                            .b = operand_of(b, s->from[1]),
                            .c = operand_of(b, s->from[2])};
    for (int i = 0; i < s->arity; i++)
        use_once(b, s->from[i]);
    link_chain(b, &n, s);
    find_home(b, at);
    n.out = n.out2 = b->home[at];
    if (pair) {
        find_home(b, s->partner);
        n.out2 = b->home[s->partner];
    }
    b->last = at;
    array_push(b->tape, n);
}

// The operand to be made first: the one that needs most slots.
static step next_operand(const struct builder *b, const struct select *s)
{
    step next = STEP_NONE;
    for (int i = 0; i < s->arity; i++) {
        const struct select *o = &b->select[s->from[i]];
        if (o->wanted && !o->done
            && (next == STEP_NONE || o->weight > b->select[next].weight))
            next = s->from[i];
    }
    return next;
}

static void make(struct builder *b, step at)
{
    array_push(&b->pending, at);
    while (b->pending.count) {
        step top = b->pending.at[b->pending.count - 1];
        step next = next_operand(b, &b->select[top]);
        if (b->select[top].done) {
            b->pending.count--;
        } else if (next != STEP_NONE) {
            if (!array_push(&b->pending, next))
                return;
        } else {
            emit(b, top);
            b->pending.count--;
        }
    }
}

// A value that is one number, spread over a slot for whoever reads the block.
static struct operand spread(struct builder *b, struct operand from)
{
    struct instruction n = {.code = CODE_COPY, .scalars = 1, .stores = true, .a = from,
                            .b = {PLACE_SLOT, 0}, .c = {PLACE_SLOT, 0},
                            .out = {PLACE_SLOT, (uint32_t)b->tape->slots++}};
    n.out2 = n.out;
    array_push(b->tape, n);
    return n.out;
}

static void make_roots(struct builder *b)
{
    const step *root = b->plan->root;
    for (int part = 0; part < PARTS; part++)
        if (root[part] != STEP_NONE)
            b->kept[root[part]] = true;
    for (int part = 0; part < PARTS; part++)
        if (root[part] != STEP_NONE && b->select[root[part]].wanted)
            make(b, root[part]);
    for (int part = 0; part < PARTS; part++) {
        if (root[part] == STEP_NONE)
            continue;
        struct operand at = b->home[root[part]];
        b->tape->root[part] = b->vectors >> at.place & 1 ? at : spread(b, at);
    }
}

bool tape_points(struct tape *t, const struct plan *p, const struct kernels *k)
{
    struct builder b;
    if (!builder_open(&b, t, p, k))
        return builder_close(&b);
    b.vectors = 1u << PLACE_SLOT | 1u << PLACE_X | 1u << PLACE_Y;
    settle_numbers(&b);
    for (size_t i = 0; i < p->count; i++)
        if (p->at[i].code == OP_X || p->at[i].code == OP_Y)
            settle(&b, (step)i, p->at[i].code == OP_X ? PLACE_X : PLACE_Y, 0);
    select_roots(b.select, p, ON_NOTHING);
    make_roots(&b);
    return builder_close(&b);
}

static bool tape_kept(struct tape *t, const struct plan *p, const struct layout *l,
                      const struct kernels *k, int deps)
{
    struct builder b;
    if (!builder_open(&b, t, p, k))
        return builder_close(&b);
    enum place place = deps == ON_X ? PLACE_X : PLACE_Y;
    b.vectors = 1u << PLACE_SLOT | 1u << place;
    settle_numbers(&b);
    for (size_t i = 0; i < p->count; i++)
        if (p->at[i].deps == deps && l->index[i] != UINT32_MAX)
            settle(&b, (step)i, place, l->index[i]);
    select_kept(b.select, p, l->index, deps);
    for (size_t i = 0; i < p->count; i++)
        if (b.select[i].wanted && b.kept[i])
            make(&b, (step)i);
    return builder_close(&b);
}

bool tape_columns(struct tape *t, const struct plan *p, const struct layout *l,
                  const struct kernels *k)
{
    return tape_kept(t, p, l, k, ON_X);
}

bool tape_rows(struct tape *t, const struct plan *p, const struct layout *l,
               const struct kernels *k)
{
    return tape_kept(t, p, l, k, ON_Y);
}

bool tape_body(struct tape *t, const struct plan *p, const struct layout *l,
               const struct kernels *k)
{
    struct builder b;
    if (!builder_open(&b, t, p, k))
        return builder_close(&b);
    b.vectors = 1u << PLACE_SLOT | 1u << PLACE_X;
    settle_numbers(&b);
    for (size_t i = 0; i < p->count; i++)
        if (l->index[i] != UINT32_MAX)
            settle(&b, (step)i, p->at[i].deps == ON_X ? PLACE_X : PLACE_Y, l->index[i]);
    select_roots(b.select, p, ON_BOTH);
    make_roots(&b);
    return builder_close(&b);
}

void tape_close(struct tape *t)
{
    array_free(&t->numbers);
    free(t->at);
    *t = (struct tape){0};
}

static void apply(const struct instruction *n, double *out, const double *a,
                  const double *b, const double *c, size_t count)
{
    int arity = code_arity(n->code);
    for (size_t i = 0; i < count; i++) {
        double x = a[n->scalars & 1 ? 0 : i];
        double y = arity > 1 ? b[n->scalars & 2 ? 0 : i] : 0;
        double z = arity > 2 ? c[n->scalars & 4 ? 0 : i] : 0;
        out[i] = code_apply(n->code, x, y, z);
    }
}

// Runs the chain that begins at `n`, up to the first result that is stored; returns
// where it ends.
static const struct instruction *run_chain(const struct tape *t,
                                           const struct instruction *n,
                                           const struct frame *f, size_t count)
{
    struct light chain[LIGHT_MOST];
    size_t links = 0;
    bool more = true;
    for (; more; n++) {
        assert(links < LIGHT_MOST - 1);
        chain[links++] = (struct light){n->light, frame_at(f, n->a), frame_at(f, n->b),
                                        frame_at(f, n->c), frame_at(f, n->out)};
        more = !n->stores;
    }
    chain[links].run = t->light.end;
    t->light.run(chain, count);
    return n;
}

void tape_run(const struct tape *t, const struct frame *frame, size_t count)
{
    struct frame f = *frame;
    f.base[PLACE_NUMBER] = t->numbers.at;
    f.pitch[PLACE_NUMBER] = 1;
    for (const struct instruction *n = t->at; n < t->at + t->count;) {
        if (n->light) {
            n = run_chain(t, n, &f, count);
            continue;
        }
        double *out = frame_at(&f, n->out);
        const double *a = frame_at(&f, n->a), *b = frame_at(&f, n->b);
        const double *c = frame_at(&f, n->c);
        if (n->run)
            n->run(out, frame_at(&f, n->out2), a, b, c, count);
        else
            apply(n, out, a, b, c, count);
        n++;
    }
}
