// SPDX-License-Identifier: MIT
#pragma once
// Expressions as one hash-consed graph: equal subexpressions are the same node, so
// comparing is comparing indices and shared parts are computed once.  Nodes are never
// changed or removed; children have smaller indices than their parents, so index
// order is an order of evaluation.

#include "calc/op.h"

#include <stddef.h>
#include <stdint.h>

typedef uint32_t expr;                                  // index of a node

#define EXPR_NONE UINT32_MAX                            // no expression: out of memory

enum { EXPR_MOST_NODES = 100000 };

// What the value of a node depends on.
enum { DEPENDS_X = 1, DEPENDS_Y = 2, DEPENDS_PARAM = 4 };

struct node {
    uint8_t op;                                         // enum op
    uint8_t deps;                                       // DEPENDS_… of all below
    expr a, b, c;                                       // children; param: a = index
    double value;                                       // OP_CONST
};

struct graph {
    struct node *nodes;
    size_t count, capacity;
    expr *table;                                        // open addressing, EXPR_NONE: free
    size_t table_size;                                  // a power of two
    bool failed;                                        // memory or EXPR_MOST_NODES
    size_t effort;                                      // spent on simplifying
};                                                      // zeroed is valid and empty

void graph_free(struct graph *g);                       // leaves it empty

// Interns a node just as it is: no folding, no simplification.  EXPR_NONE when
// memory has run out (g->failed) or a child is EXPR_NONE.
expr graph_node(struct graph *g, enum op op, expr a, expr b, expr c);
expr graph_number(struct graph *g, double value);       // −0 becomes 0
expr graph_param(struct graph *g, int index);

static inline const struct node *graph_at(const struct graph *g, expr e)
{
    return &g->nodes[e];
}

// The plain tree walk that everything fast is compared with.  `values` has room for
// g->count doubles and serves as scratch; nodes up to and including `e` are evaluated.
double graph_eval(const struct graph *g, expr e, double x, double y,
                  const double *parameters, double *values);
