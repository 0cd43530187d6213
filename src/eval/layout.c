// SPDX-License-Identifier: MIT
#include "eval/tape.h"

#include <stdlib.h>

static void keep(struct layout *l, const struct plan *p, step at)
{
    size_t *count = p->at[at].deps == ON_X ? &l->x_count : &l->y_count;
    if (p->at[at].deps == ON_NOTHING || p->at[at].deps == ON_BOTH
        || l->index[at] != UINT32_MAX)
        return;
    bool variable = p->at[at].code == OP_X || p->at[at].code == OP_Y;
    l->index[at] = variable ? 0 : (uint32_t)(*count)++;
}

bool layout_open(struct layout *l, const struct plan *p)
{
    *l = (struct layout){malloc((p->count + 1) * sizeof *l->index), 1, 1};
    if (!l->index)
        return false;
    for (size_t i = 0; i < p->count; i++)
        l->index[i] = UINT32_MAX;
    for (size_t i = 0; i < p->count; i++) {
        const struct plan_node *n = &p->at[i];
        const step child[3] = {n->a, n->b, n->c};
        for (int k = 0; n->uses && n->deps == ON_BOTH && k < code_arity(n->code); k++)
            keep(l, p, child[k]);
        if (n->code == OP_X || n->code == OP_Y)
            keep(l, p, (step)i);
    }
    for (int part = 0; part < PARTS; part++)
        if (p->root[part] != STEP_NONE)
            keep(l, p, p->root[part]);
    return true;
}

void layout_close(struct layout *l)
{
    free(l->index);
    *l = (struct layout){0};
}
