// SPDX-License-Identifier: MIT
#include "field/critical_cell.h"

#include "base/array.h"

static int by_place(const void *a, const void *b)
{
    const struct open_cell *p = a, *q = b;
    if (p->j != q->j)
        return p->j < q->j ? -1 : 1;
    return (p->i > q->i) - (p->i < q->i);
}

static uint32_t root_of(struct open_cell *cells, uint32_t k)
{
    while (cells[k].group != k)
        k = cells[k].group = cells[cells[k].group].group;
    return k;
}

static void unite(struct open_cell *cells, uint32_t a, uint32_t b)
{
    a = root_of(cells, a);
    b = root_of(cells, b);
    cells[a > b ? a : b].group = a > b ? b : a;
}

// Roots become numbers from 0, in order; a root comes before the others of its group.
static size_t number_groups(struct open_cells *c, uint32_t *number)
{
    uint32_t groups = 0;
    for (uint32_t k = 0; k < c->count; k++)
        if (c->at[k].group == k)
            number[k] = groups++;
    for (uint32_t k = 0; k < c->count; k++)
        number[k] = number[root_of(c->at, k)];
    for (uint32_t k = 0; k < c->count; k++)
        c->at[k].group = number[k];
    return groups;
}

size_t cells_group(struct open_cells *c)
{
    if (!c->count)
        return 0;
    uint32_t *number = malloc(c->count * sizeof *number), below = 0;
    if (!number) {
        c->failed = true;
        return 0;
    }
    qsort(c->at, c->count, sizeof *c->at, by_place);
    for (uint32_t k = 0; k < c->count; k++) {
        struct open_cell cell = c->at[k], *all = c->at;
        all[k].group = k;
        if (k && all[k - 1].j == cell.j && all[k - 1].i + 1 == cell.i)
            unite(all, k, k - 1);
        while (all[below].j + 1 < cell.j ||
               (all[below].j + 1 == cell.j && all[below].i + 1 < cell.i))
            below++;
        for (uint32_t m = below; m < k && all[m].j + 1 == cell.j && all[m].i <= cell.i + 1;
             m++)
            unite(all, k, m);
    }
    size_t groups = number_groups(c, number);
    free(number);
    return groups;
}
