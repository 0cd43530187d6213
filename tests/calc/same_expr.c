// SPDX-License-Identifier: MIT
#include "same_expr.h"

#include <stdlib.h>
#include <string.h>

static bool alike(const struct formula *f, const struct node *n, const struct formula *g,
                  const struct node *m, const expr *partner)
{
    int arity = op_table[n->op].arity;
    if (n->op != m->op || memcmp(&n->value, &m->value, sizeof n->value) != 0)
        return false;
    if (n->op == OP_PARAM)
        return strcmp(f->parameter[n->a], g->parameter[m->a]) == 0;
    return (arity < 1 || partner[n->a] == m->a) && (arity < 2 || partner[n->b] == m->b)
           && (arity < 3 || partner[n->c] == m->c);
}

// Pairs the children of paired nodes, from the roots down; two partners for one node
// cannot be, since both graphs keep equal nodes once.
bool same_expr(const struct formula *f, expr a, const struct formula *g, expr b)
{
    expr *partner = malloc(sizeof *partner * (a + 1));
    memset(partner, 0xFF, sizeof *partner * (a + 1));
    partner[a] = b;
    bool same = true;
    for (expr i = a + 1; i-- > 0 && same;) {
        if (partner[i] == EXPR_NONE)
            continue;
        const struct node *n = graph_at(&f->graph, i), *m = graph_at(&g->graph, partner[i]);
        const expr from[] = {n->a, n->b, n->c}, to[] = {m->a, m->b, m->c};
        same = n->op == m->op;
        for (int k = 0; same && k < op_table[n->op].arity; k++)
            if (partner[from[k]] == EXPR_NONE)
                partner[from[k]] = to[k];
        same = same && alike(f, n, g, m, partner);
    }
    free(partner);
    return same;
}
