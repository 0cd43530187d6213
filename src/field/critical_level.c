// SPDX-License-Identifier: MIT
#include "field/critical_level.h"

#include "base/array.h"
#include "field/critical_group.h"

box level_box(const struct level *l, uint64_t i, uint64_t j)
{
    box all = l->search->swept;
    double x = (double)i, y = (double)j;
    return (box){all.x0 + x * l->side.x, all.x0 + (x + 1) * l->side.x,
                 all.y0 + y * l->side.y, all.y0 + (y + 1) * l->side.y};
}

static int by_place(const void *a, const void *b)
{
    const struct open_cell *p = a, *q = b;
    if (p->j != q->j)
        return p->j < q->j ? -1 : 1;
    return (p->i > q->i) - (p->i < q->i);
}

// All pairs of neighbours; cells are sorted, `below` follows one row behind.
static void unite_neighbours(const struct open_cells *c, uint32_t *of)
{
    const struct open_cell *all = c->at;
    uint32_t below = 0;
    for (uint32_t k = 0; k < c->count; k++) {
        uint64_t i = all[k].i, j = all[k].j;
        if (k && all[k - 1].j == j && all[k - 1].i + 1 == i)
            group_unite(of, k, k - 1);
        while (all[below].j + 1 < j || (all[below].j + 1 == j && all[below].i + 1 < i))
            below++;
        for (uint32_t m = below; m < k && all[m].j + 1 == j && all[m].i <= i + 1; m++)
            group_unite(of, k, m);
    }
}

static int by_group(const void *a, const void *b)
{
    const struct open_cell *p = a, *q = b;
    if (p->group != q->group)
        return p->group < q->group ? -1 : 1;
    return by_place(a, b);
}

void level_group(struct level *l)
{
    struct open_cells *c = &l->open;
    uint32_t *of = malloc((c->count + 1) * sizeof *of);
    c->failed |= !of;
    if (!of || !c->count) {
        free(of);
        return;
    }
    qsort(c->at, c->count, sizeof *c->at, by_place);
    groups_start(of, c->count);
    unite_neighbours(c, of);
    groups_number(of, c->count);
    for (size_t k = 0; k < c->count; k++)
        c->at[k].group = of[k];
    free(of);
    qsort(c->at, c->count, sizeof *c->at, by_group);
}
