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
           TIE_SIGN, TIE_POWER, TIE_OPERAND,
           TIE_ROW };                                   // arguments among others

// What is still to be printed, the next piece last: text, or else an expression, in
// brackets if it holds less tightly than asked for.
struct piece { const char *text; expr e; enum tie least; };

struct printer {
    struct text *out;
    const struct formula *f;
    struct { struct piece *at; size_t count, capacity; bool failed; } to_do;
};

static void text(struct printer *p, const char *text)
{
    array_push(&p->to_do, (struct piece){.text = text});
}

static void part(struct printer *p, expr e, enum tie least)
{
    array_push(&p->to_do, (struct piece){NULL, e, least});
}

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

static const char *const superscript[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸",
                                          "⁹"};

static void print_superscript(struct printer *p, double n)
{
    char number[NUMBER_TEXT];
    for (const char *at = number_shortest(number, n); *at; at++)
        text(p, *at == '-' ? "⁻" : superscript[*at - '0']);
}

static void print_exponent(struct printer *p, expr e)
{
    double n;
    enum op op = graph_at(&p->f->graph, e)->op;
    bool whole = expr_is_number(&p->f->graph, e, &n) && n == rint(n) && fabs(n) < 1000;
    if (whole && (n != 0 || op == OP_CONST)) {          // -0 is no ⁰
        print_superscript(p, n);
        return;
    }
    text(p, op < OP_ADD ? "^" : "^(");
    part(p, e, TIE_CHOICE);
    text(p, op < OP_ADD ? "" : ")");
}

// The real root of degree q, to the power p unless that is 1.
static void print_root(struct printer *p, const struct node *root, expr power)
{
    part(p, root->a, TIE_OPERAND);
    text(p, "^(");
    if (power == EXPR_NONE)
        text(p, "1");
    else
        part(p, power, TIE_SIGN);
    text(p, "/");
    part(p, root->b, TIE_OPERAND);
    text(p, ")");
}

static void print_power(struct printer *p, const struct node *n)
{
    const struct graph *g = &p->f->graph;
    double power;
    if (n->op == OP_EXP) {
        text(p, "e");
        print_exponent(p, n->a);
    } else if (n->op == OP_ROOT) {
        print_root(p, n, EXPR_NONE);
    } else if (graph_at(g, n->a)->op == OP_ROOT && expr_is_number(g, n->b, &power)
               && power == rint(power) && power != 1) {
        print_root(p, graph_at(g, n->a), n->b);
    } else {
        part(p, n->a, TIE_OPERAND);
        print_exponent(p, n->b);
    }
}

static void print_case(struct printer *p, const struct node *n)
{
    part(p, n->a, TIE_OR);
    text(p, ": ");
    part(p, n->b, TIE_CHOICE);
}

static void print_choice(struct printer *p, const struct node *n)
{
    const struct graph *g = &p->f->graph;
    text(p, "{");
    for (print_case(p, n); graph_at(g, n->c)->op == OP_IF && !p->to_do.failed;) {
        n = graph_at(g, n->c);
        text(p, ", ");
        print_case(p, n);
    }
    if (graph_at(g, n->c)->op != OP_UNDEFINED) {
        text(p, ", ");
        part(p, n->c, TIE_CHOICE);
    }
    text(p, "}");
}

// max(max(a, b), c) is max(a, b, c).
static void print_first(struct printer *p, expr e, uint8_t op)
{
    const struct node *n = graph_at(&p->f->graph, e);
    bool row = n->op == op && (op == OP_MIN || op == OP_MAX);
    part(p, e, row ? TIE_ROW : TIE_CHOICE);
}

static void print_arguments(struct printer *p, const struct node *n)
{
    const expr child[] = {n->a, n->b, n->c};
    print_first(p, n->a, n->op);
    for (int i = 1; i < op_table[n->op].arity; i++) {
        text(p, ", ");
        part(p, child[i], TIE_CHOICE);
    }
}

static void print_call(struct printer *p, const struct node *n)
{
    text(p, op_table[n->op].name);
    text(p, "(");
    print_arguments(p, n);
    text(p, ")");
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

// A row of one kind of operator leans to the left without brackets: 1 + 2 + 3; only
// after a division they are shown: (1/2)·x.
static void print_row(struct printer *p, const struct node *n, enum tie tie)
{
    const struct node *left = graph_at(&p->f->graph, n->a);
    bool open = tie_of(left) == tie && left->op != OP_DIV && tie != TIE_COMPARE;
    part(p, n->a, open ? tie : (enum tie)(tie + 1));
    text(p, sign_of(n->op));
    part(p, n->b, (enum tie)(tie + 1));
}

static void print_node(struct printer *p, const struct node *n, enum tie tie)
{
    if (n->op == OP_NEG) {
        text(p, "-");
        part(p, n->a, TIE_SIGN);
    } else if (n->op == OP_NOT) {
        text(p, "not ");
        part(p, n->a, TIE_NOT);
    } else if (tie == TIE_POWER) {
        print_power(p, n);
    } else if (n->op == OP_IF) {
        print_choice(p, n);
    } else if (tie == TIE_OPERAND) {
        print_call(p, n);
    } else {
        print_row(p, n, tie);
    }
}

// Puts the pieces of an expression on the pile, the first of them on top.
static void unfold(struct printer *p, expr e, enum tie least)
{
    const struct node *n = graph_at(&p->f->graph, e);
    enum tie tie = tie_of(n);
    size_t first = p->to_do.count;
    if (n->op < OP_ADD) {
        print_leaf(p, n);
        return;
    }
    if (least == TIE_ROW) {
        print_arguments(p, n);
    } else {
        text(p, tie < least ? "(" : "");
        print_node(p, n, tie);
        text(p, tie < least ? ")" : "");
    }
    for (size_t i = first, k = p->to_do.count; i + 1 < k; i++) {
        struct piece piece = p->to_do.at[--k];
        p->to_do.at[k] = p->to_do.at[i];
        p->to_do.at[i] = piece;
    }
}

void formula_print(struct text *out, const struct formula *f, expr e)
{
    struct printer p = {.out = out, .f = f};
    size_t most = out->count + FORMULA_MOST_TEXT;
    part(&p, e, TIE_CHOICE);
    while (p.to_do.count > 0 && !p.to_do.failed && out->count <= most) {
        struct piece piece = p.to_do.at[--p.to_do.count];
        if (piece.text)
            text_add(out, piece.text);
        else
            unfold(&p, piece.e, piece.least);
    }
    if (p.to_do.count > 0)
        text_add(out, " …");
    out->failed |= p.to_do.failed;
    array_free(&p.to_do);
}
