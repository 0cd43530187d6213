// SPDX-License-Identifier: MIT
#include "calc/formula.h"

#include "base/array.h"
#include "base/number.h"
#include "calc/build.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// How tightly a printed expression holds together.
enum tie { TIE_CHOICE, TIE_OR, TIE_AND, TIE_NOT, TIE_COMPARE, TIE_SUM, TIE_PRODUCT,
           TIE_SIGN, TIE_POWER, TIE_OPERAND };

struct printer {
    struct text *out;
    size_t most;                                        // bytes of it
    const struct formula *f;
    struct { expr *at; size_t count, capacity; bool failed; } spine;
};

static void print(struct printer *p, expr e, enum tie least);

static enum tie tie_of(const struct node *n)
{
    switch (n->op) {
    case OP_ADD: case OP_SUB: return TIE_SUM;
    case OP_MUL: case OP_DIV: return TIE_PRODUCT;
    case OP_NEG: return TIE_SIGN;
    case OP_POW: case OP_ROOT: case OP_EXP: return TIE_POWER;
    case OP_LT: case OP_LE: case OP_GT: case OP_GE: case OP_EQ: case OP_NE:
        return TIE_COMPARE;
    case OP_AND: return TIE_AND;
    case OP_OR: return TIE_OR;
    case OP_NOT: return TIE_NOT;
    default: return TIE_OPERAND;
    }
}

static const char *sign_of(enum op op)
{
    switch (op) {
    case OP_ADD: return " + ";
    case OP_SUB: return " - ";
    case OP_MUL: return "·";
    case OP_DIV: return "/";
    case OP_LT: return " < ";
    case OP_LE: return " <= ";
    case OP_GT: return " > ";
    case OP_GE: return " >= ";
    case OP_EQ: return " = ";
    case OP_NE: return " != ";
    case OP_AND: return " and ";
    default: return " or ";
    }
}

static void print_superscript(struct printer *p, double n)
{
    static const char *const digit[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    char number[NUMBER_TEXT];
    for (const char *at = number_shortest(number, n); *at; at++)
        text_add(p->out, *at == '-' ? "⁻" : digit[*at - '0']);
}

static void print_exponent(struct printer *p, expr e)
{
    double n;
    enum op op = graph_at(&p->f->graph, e)->op;
    bool whole = expr_is_number(&p->f->graph, e, &n) && n == rint(n) && fabs(n) < 1000;
    if (whole && (n != 0 || op == OP_CONST)) {        // -0 is no ⁰
        print_superscript(p, n);
        return;
    }
    text_add(p->out, op < OP_ADD ? "^" : "^(");
    print(p, e, TIE_CHOICE);
    text_add(p->out, op < OP_ADD ? "" : ")");
}

static void print_root(struct printer *p, const struct node *root, double power)
{
    print(p, root->a, TIE_OPERAND);
    text_add(p->out, "^(");
    text_add_number(p->out, power);
    text_add(p->out, "/");
    print(p, root->b, TIE_OPERAND);
    text_add(p->out, ")");
}

static void print_power(struct printer *p, const struct node *n)
{
    const struct graph *g = &p->f->graph;
    double power;
    if (n->op == OP_EXP) {
        text_add(p->out, "e");
        print_exponent(p, n->a);
    } else if (n->op == OP_ROOT) {
        print_root(p, n, 1);
    } else if (graph_at(g, n->a)->op == OP_ROOT && expr_is_number(g, n->b, &power)
               && power == rint(power) && power != 1) {
        print_root(p, graph_at(g, n->a), power);
    } else {
        print(p, n->a, TIE_OPERAND);
        print_exponent(p, n->b);
    }
}

static void print_choice(struct printer *p, const struct node *n)
{
    const struct graph *g = &p->f->graph;
    text_add(p->out, "{");
    for (;;) {
        print(p, n->a, TIE_OR);
        text_add(p->out, ": ");
        print(p, n->b, TIE_CHOICE);
        const struct node *rest = graph_at(g, n->c);
        if (rest->op == OP_UNDEFINED)
            break;
        text_add(p->out, ", ");
        if (rest->op != OP_IF) {
            print(p, n->c, TIE_CHOICE);
            break;
        }
        n = rest;
    }
    text_add(p->out, "}");
}

// max(max(a, b), c) is max(a, b, c).
static void print_extreme(struct printer *p, expr e)
{
    const struct graph *g = &p->f->graph;
    const uint8_t op = graph_at(g, e)->op;
    size_t base = p->spine.count;
    for (; graph_at(g, e)->op == op; e = graph_at(g, e)->a)
        array_push(&p->spine, graph_at(g, e)->b);
    text_add(p->out, op_table[op].name);
    text_add(p->out, "(");
    print(p, e, TIE_CHOICE);
    while (p->spine.count > base) {
        text_add(p->out, ", ");
        print(p, p->spine.at[--p->spine.count], TIE_CHOICE);
    }
    text_add(p->out, ")");
}

static void print_call(struct printer *p, const struct node *n)
{
    const expr child[] = {n->a, n->b, n->c};
    text_add(p->out, op_table[n->op].name);
    text_add(p->out, "(");
    for (int i = 0; i < op_table[n->op].arity; i++) {
        text_add(p->out, i ? ", " : "");
        print(p, child[i], TIE_CHOICE);
    }
    text_add(p->out, ")");
}

static void print_leaf(struct printer *p, const struct node *n)
{
    switch (n->op) {
    case OP_CONST: text_add_number(p->out, n->value); break;
    case OP_PI: text_add(p->out, "π"); break;
    case OP_TAU: text_add(p->out, "τ"); break;
    case OP_E: text_add(p->out, "e"); break;
    case OP_X: text_add(p->out, "x"); break;
    case OP_Y: text_add(p->out, "y"); break;
    case OP_PARAM: text_add(p->out, p->f->parameter[n->a]); break;
    default: text_add(p->out, "undefined");
    }
}

// A row of one kind of operator, 1 + 2 + 3 …, is printed along its spine: it may be
// far longer than the stack is deep.
static void print_row(struct printer *p, expr e, enum tie tie)
{
    const struct graph *g = &p->f->graph;
    size_t base = p->spine.count;
    for (;;) {
        array_push(&p->spine, e);
        e = graph_at(g, e)->a;
        if (tie_of(graph_at(g, e)) != tie || graph_at(g, e)->op == OP_DIV
            || tie == TIE_COMPARE)
            break;
    }
    print(p, e, (enum tie)(tie + 1));
    while (p->spine.count > base) {
        const struct node *n = graph_at(g, p->spine.at[--p->spine.count]);
        text_add(p->out, sign_of(n->op));
        print(p, n->b, (enum tie)(tie + 1));
    }
}

// What is shared is printed again and again: a text ends somewhere.
static bool is_full(const struct printer *p)
{
    return p->out->count > p->most || p->out->failed;
}

static void print(struct printer *p, expr e, enum tie least)
{
    if (is_full(p))
        return;
    const struct node *n = graph_at(&p->f->graph, e);
    enum tie tie = tie_of(n);
    bool brackets = tie < least;
    text_add(p->out, brackets ? "(" : "");
    if (n->op < OP_ADD)
        print_leaf(p, n);
    else if (n->op == OP_NEG) {
        text_add(p->out, "-");
        print(p, n->a, TIE_SIGN);
    } else if (n->op == OP_NOT) {
        text_add(p->out, "not ");
        print(p, n->a, TIE_NOT);
    } else if (tie == TIE_POWER) {
        print_power(p, n);
    } else if (n->op == OP_IF) {
        print_choice(p, n);
    } else if (n->op == OP_MIN || n->op == OP_MAX) {
        print_extreme(p, e);
    } else if (tie == TIE_OPERAND) {
        print_call(p, n);
    } else {
        print_row(p, e, tie);
    }
    text_add(p->out, brackets ? ")" : "");
}

void formula_print(struct text *out, const struct formula *f, expr e)
{
    struct printer p = {.out = out, .f = f, .most = out->count + FORMULA_MOST_TEXT};
    print(&p, e, TIE_CHOICE);
    if (is_full(&p))
        text_add(out, " …");
    out->failed |= p.spine.failed;
    array_free(&p.spine);
}
