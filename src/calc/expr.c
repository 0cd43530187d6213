// SPDX-License-Identifier: MIT
#include "calc/expr.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 64 };

void graph_free(struct graph *g)
{
    free(g->nodes);
    free(g->table);
    memset(g, 0, sizeof *g);
}

static size_t slot_of(const struct graph *g, const struct node *n)
{
    uint64_t bits, h = n->op;
    memcpy(&bits, &n->value, sizeof bits);
    h = (h ^ n->a) * 0x9E3779B97F4A7C15u;
    h = (h ^ (h >> 29) ^ n->b) * 0xBF58476D1CE4E5B9u;
    h = (h ^ (h >> 32) ^ n->c ^ bits) * 0x94D049BB133111EBu;
    return (size_t)(h ^ (h >> 31)) & (g->table_size - 1);
}

static bool same(const struct node *n, const struct node *m)
{
    return n->op == m->op && n->a == m->a && n->b == m->b && n->c == m->c
           && memcmp(&n->value, &m->value, sizeof n->value) == 0;
}

// The slot of an equal node, or the free one where it belongs.
static expr *find(const struct graph *g, const struct node *n)
{
    size_t slot = slot_of(g, n);
    while (g->table[slot] != EXPR_NONE && !same(&g->nodes[g->table[slot]], n))
        slot = (slot + 1) & (g->table_size - 1);
    return &g->table[slot];
}

static bool grow(struct graph *g)
{
    size_t room = g->capacity ? 2 * g->capacity : FIRST_ROOM;
    struct node *nodes = realloc(g->nodes, room * sizeof *nodes);
    if (!nodes)
        return false;
    g->nodes = nodes;
    expr *table = malloc(2 * room * sizeof *table);
    if (!table)
        return false;
    memset(table, 0xFF, 2 * room * sizeof *table);
    free(g->table);
    g->table = table;
    g->table_size = 2 * room;
    g->capacity = room;
    for (size_t i = 0; i < g->count; i++)
        *find(g, &g->nodes[i]) = (expr)i;
    return true;
}

static expr intern(struct graph *g, const struct node *n)
{
    if (g->failed)
        return EXPR_NONE;
    expr *slot = g->count > 0 ? find(g, n) : NULL;
    if (slot && *slot != EXPR_NONE)
        return *slot;
    bool full = g->count == g->capacity;
    if (g->count >= EXPR_MOST_NODES || (full && !grow(g))) {
        g->failed = true;
        return EXPR_NONE;
    }
    slot = full ? find(g, n) : slot;
    *slot = (expr)g->count;
    g->nodes[g->count] = *n;
    return (expr)g->count++;
}

static uint8_t own_deps(enum op op)
{
    return op == OP_X ? DEPENDS_X : op == OP_Y ? DEPENDS_Y
           : op == OP_PARAM ? DEPENDS_PARAM : 0;
}

expr graph_node(struct graph *g, enum op op, expr a, expr b, expr c)
{
    int arity = op_table[op].arity;
    expr child[3] = {arity > 0 ? a : 0, arity > 1 ? b : 0, arity > 2 ? c : 0};
    uint8_t deps = own_deps(op);
    for (int i = 0; i < arity; i++) {
        if (child[i] == EXPR_NONE)
            return EXPR_NONE;
        deps |= g->nodes[child[i]].deps;
    }
    return intern(g, &(struct node){.op = (uint8_t)op, .deps = deps, .a = child[0],
                                    .b = child[1], .c = child[2]});
}

expr graph_number(struct graph *g, double value)
{
    if (isnan(value))
        return graph_node(g, OP_UNDEFINED, 0, 0, 0);
    return intern(g, &(struct node){.op = OP_CONST, .value = value == 0 ? 0 : value});
}

expr graph_param(struct graph *g, int index)
{
    return intern(g, &(struct node){.op = OP_PARAM, .deps = DEPENDS_PARAM,
                                    .a = (expr)index});
}

static double value_of(const struct node *n, double x, double y,
                       const double *parameters, const double *values)
{
    switch (n->op) {
    case OP_CONST: return n->value;
    case OP_X: return x;
    case OP_Y: return y;
    case OP_PARAM: return parameters[n->a];
    default: break;
    }
    int arity = op_table[n->op].arity;
    return op_apply(n->op, arity > 0 ? values[n->a] : 0, arity > 1 ? values[n->b] : 0,
                    arity > 2 ? values[n->c] : 0);
}

double graph_eval(const struct graph *g, expr e, double x, double y,
                  const double *parameters, double *values)
{
    for (expr i = 0; i <= e; i++)
        values[i] = value_of(&g->nodes[i], x, y, parameters, values);
    return values[e];
}
