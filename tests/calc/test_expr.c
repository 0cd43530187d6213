// SPDX-License-Identifier: MIT
// Equal expressions are one node; a graph has an end.

#include "calc/expr.h"
#include "failing_malloc.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void equal_nodes_are_one(void **state)
{
    (void)state;
    struct graph g = {0};
    expr x = graph_node(&g, OP_X, 0, 0, 0), y = graph_node(&g, OP_Y, 7, 8, 9);
    assert_true(x != y);
    assert_int_equal(y, graph_node(&g, OP_Y, 0, 0, 0));
    expr sum = graph_node(&g, OP_ADD, x, y, 0);
    assert_int_equal(sum, graph_node(&g, OP_ADD, x, y, 5));
    assert_true(sum != graph_node(&g, OP_ADD, y, x, 0));
    assert_int_equal(graph_number(&g, 0), graph_number(&g, -0.0));
    assert_int_equal(graph_number(&g, NAN), graph_node(&g, OP_UNDEFINED, 0, 0, 0));
    assert_true(graph_number(&g, 0.1) != graph_number(&g, 0.1 + 1e-17 + 2e-17));
    assert_int_equal(graph_param(&g, 3), graph_param(&g, 3));
    assert_true(graph_param(&g, 3) != graph_param(&g, 4));
    size_t before = g.count;
    for (int i = 0; i < 10000; i++)
        graph_number(&g, i);
    for (int i = 0; i < 10000; i++)
        assert_true(graph_at(&g, graph_number(&g, i))->value == i);
    assert_true(g.count <= before + 10000);
    graph_free(&g);
    assert_int_equal(g.count, 0);
}

static void children_come_first_and_hand_on_what_they_need(void **state)
{
    (void)state;
    struct graph g = {0};
    expr x = graph_node(&g, OP_X, 0, 0, 0), y = graph_node(&g, OP_Y, 0, 0, 0);
    expr a = graph_param(&g, 0), two = graph_number(&g, 2);
    expr u = graph_node(&g, OP_MUL, x, a, 0), v = graph_node(&g, OP_POW, y, two, 0);
    expr w = graph_node(&g, OP_CLAMP, u, v, two);
    assert_int_equal(graph_at(&g, two)->deps, 0);
    assert_int_equal(graph_at(&g, u)->deps, DEPENDS_X | DEPENDS_PARAM);
    assert_int_equal(graph_at(&g, v)->deps, DEPENDS_Y);
    assert_int_equal(graph_at(&g, w)->deps, DEPENDS_X | DEPENDS_Y | DEPENDS_PARAM);
    for (expr i = 0; i < g.count; i++) {
        const struct node *n = graph_at(&g, i);
        const expr child[] = {n->a, n->b, n->c};
        for (int k = 0; k < op_table[n->op].arity; k++)
            assert_true(child[k] < i);
    }
    double values[16];
    assert_true(graph_eval(&g, w, 3, 2, (double[]){5}, values) == 2);
    assert_true(values[u] == 15 && values[v] == 4);
    graph_free(&g);
}

static void ends_at_its_limit(void **state)
{
    (void)state;
    struct graph g = {0};
    for (int i = 0; i < EXPR_MOST_NODES; i++)
        assert_true(graph_number(&g, i) != EXPR_NONE);
    assert_false(g.failed);
    assert_int_equal(graph_number(&g, -1), EXPR_NONE);
    assert_true(g.failed);
    assert_int_equal(graph_number(&g, 1), EXPR_NONE);
    assert_int_equal(g.count, EXPR_MOST_NODES);
    assert_int_equal(graph_node(&g, OP_NEG, EXPR_NONE, 0, 0), EXPR_NONE);
    graph_free(&g);
    assert_int_equal(graph_number(&g, 1), 0);
    graph_free(&g);
}

static void lack_of_memory_is_remembered(void **state)
{
    (void)state;
    for (long k = 1; k < 9; k++) {
        struct graph g = {0};
        fail_allocation(k, k % 2);
        for (int i = 0; i < 300; i++)
            graph_number(&g, i);
        bool enough = fail_stop() < k;
        assert_int_equal(g.failed, !enough);
        assert_int_equal(graph_number(&g, 5) == EXPR_NONE, !enough);
        graph_free(&g);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_nodes_are_one),
        cmocka_unit_test(children_come_first_and_hand_on_what_they_need),
        cmocka_unit_test(ends_at_its_limit),
        cmocka_unit_test(lack_of_memory_is_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
