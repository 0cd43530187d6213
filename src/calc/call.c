// SPDX-License-Identifier: MIT
#include "base/utf8.h"
#include "calc/build.h"
#include "calc/parser.h"

#include <math.h>
#include <string.h>

static expr push(struct parser *p, expr e)
{
    if (e != EXPR_NONE)
        p->argument[p->arguments++] = e;
    return e;
}

// The arguments in brackets, pushed on the stack; how many, −1 on failure.
static int parse_arguments(struct parser *p)
{
    const struct token *open = p->at;
    int bars = p->bars, depth = p->depth, count = 0;
    if (!parser_enter(p))
        return -1;
    p->at++;
    p->bars = 0;
    do {
        if (push(p, parse_level(p, CHOICE)) == EXPR_NONE)
            return -1;
        count++;
    } while (parser_take(p, TOKEN_COMMA));
    p->bars = bars;
    p->depth = depth;
    if (!parser_closes(p, open))
        return parser_fail_unclosed(p, open), -1;
    return count;
}

// c1, v1, c2, v2, …, otherwise: the `count` newest arguments.
static expr build_piecewise(struct parser *p, int count, const struct token *name)
{
    expr *a = p->argument + p->arguments - count;
    expr e = count % 2 ? parser_value(p, a[count - 1], name)
                       : graph_node(p->g, OP_UNDEFINED, 0, 0, 0);
    for (int i = count / 2 * 2 - 2; i >= 0 && e != EXPR_NONE; i -= 2) {
        expr c = parser_condition(p, a[i], name), v = parser_value(p, a[i + 1], name);
        if (c == EXPR_NONE || v == EXPR_NONE)
            return EXPR_NONE;
        e = graph_node(p->g, OP_IF, c, v, e);
    }
    return e;
}

PARSER_APART static expr fail_count(struct parser *p, const struct token *name,
                                    int wanted, int got)
{
    fault_at(p->fault, name->column, "%.*s takes %d value%s, got %d", (int)name->length,
             name->at, wanted, wanted == 1 ? "" : "s", got);
    return EXPR_NONE;
}

static bool is_order(const struct node *n)
{
    return n->op == OP_CONST && n->value == rint(n->value);
}

PARSER_APART static expr build_call(struct parser *p, enum op op, int count,
                                    const struct token *name)
{
    expr *a = p->argument + p->arguments - count;
    int arity = op_table[op].arity;
    bool row = (op == OP_MIN || op == OP_MAX) && count >= 2;
    if (count != arity && !row)
        return fail_count(p, name, arity, count);
    if (op == OP_IF)
        return build_piecewise(p, count, name);
    for (int i = 0; i < count; i++)
        if (parser_value(p, a[i], name) == EXPR_NONE)
            return EXPR_NONE;
    if (op == OP_POLYGAMMA && !is_order(graph_at(p->g, a[0])))
        return parser_fail(p, name, "polygamma needs a whole number first");
    expr e = graph_node(p->g, op, a[0], count > 1 ? a[1] : 0, count > 2 ? a[2] : 0);
    if (row)
        e = graph_node(p->g, op, a[0], a[1], 0);
    for (int i = 2; row && i < count; i++)
        e = graph_node(p->g, op, e, a[i], 0);
    return e;
}

static bool begins_function(const struct parser *p)
{
    enum token_kind k = p->at->kind;
    return k == TOKEN_FUNCTION || k == TOKEN_PIECEWISE || k == TOKEN_ROOT;
}

// sin 2x, √xy, sin −x: a product without signs, up to the next name.
static expr parse_bare_argument(struct parser *p)
{
    const struct token *from = p->at;
    int depth = p->depth;
    bool negative = false;
    while (p->at->kind == TOKEN_MINUS || p->at->kind == TOKEN_PLUS)
        negative ^= p->at++->kind == TOKEN_MINUS;
    if (!parser_enter(p))
        return EXPR_NONE;
    expr e = parser_value(p, parse_power(p), from);
    while (e != EXPR_NONE && parser_begins_operand(p) && !begins_function(p)) {
        from = p->at;
        e = graph_node(p->g, OP_MUL, e, parser_value(p, parse_power(p), from), 0);
    }
    p->depth = depth;
    return negative ? graph_node(p->g, OP_NEG, e, 0, 0) : e;
}

static enum op inverse_of(enum op op)
{
    static const enum op pairs[][2] = {
        {OP_SIN, OP_ASIN}, {OP_COS, OP_ACOS}, {OP_TAN, OP_ATAN}, {OP_SINH, OP_ASINH},
        {OP_COSH, OP_ACOSH}, {OP_TANH, OP_ATANH}, {OP_EXP, OP_LN},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (int k = 0; k < 2; k++)
            if (pairs[i][k] == op)
                return pairs[i][1 - k];
    return OP_COUNT;
}

// The exponent in sin^2 x and sin^(n+1)(x): a sign and one operand, so that it ends.
static expr parse_function_exponent(struct parser *p)
{
    bool negative = parser_take(p, TOKEN_MINUS);
    const struct token *from = p->at;
    expr e;
    if (p->at->kind == TOKEN_OPEN)
        e = parser_value(p, parse_enclosed(p, TOKEN_CLOSE), from);
    else if (p->at->kind == TOKEN_NUMBER)
        e = graph_number(p->g, p->at++->value);
    else
        return parser_fail(p, p->at, "I need a number or ( as the power of a function");
    return negative ? graph_node(p->g, OP_NEG, e, 0, 0) : e;
}

static expr parse_function_power(struct parser *p)
{
    if (p->at->kind == TOKEN_SUPERSCRIPT)
        return build_number(p->g, p->at++->value);
    return parser_take(p, TOKEN_POWER) ? parse_function_exponent(p) : EXPR_NONE;
}

static bool is_minus_one(const struct graph *g, expr e)
{
    return e != EXPR_NONE && graph_at(g, e)->op == OP_NEG
           && graph_at(g, graph_at(g, e)->a)->op == OP_CONST
           && graph_at(g, graph_at(g, e)->a)->value == 1;
}

static expr parse_call(struct parser *p, const struct token *name, enum op op)
{
    int base = p->arguments, count = 1;
    if (p->at->kind == TOKEN_OPEN) {
        count = parse_arguments(p);
    } else if (op_table[op].arity != 1) {
        fault_at(p->fault, p->at->column, "%.*s needs brackets: %.*s(…)",
                 (int)name->length, name->at, (int)name->length, name->at);
        return EXPR_NONE;
    } else if (push(p, parse_bare_argument(p)) == EXPR_NONE) {
        return EXPR_NONE;
    }
    expr e = count < 0 ? EXPR_NONE : build_call(p, op, count, name);
    p->arguments = base;
    return e;
}

// The function that is meant where the power −1 stands: OP_COUNT and a fault if none.
PARSER_APART static enum op find_inverse(struct parser *p, const struct token *name)
{
    enum op op = inverse_of(name->op);
    if (op == OP_COUNT)
        fault_at(p->fault, name->column, "%.*s has no inverse here; write 1/%.*s(…)",
                 (int)name->length, name->at, (int)name->length, name->at);
    return op;
}

expr parse_function(struct parser *p)
{
    const struct token *name = p->at++;
    bool raised = p->at->kind == TOKEN_POWER || p->at->kind == TOKEN_SUPERSCRIPT;
    expr power = parse_function_power(p);
    if (raised && power == EXPR_NONE)
        return EXPR_NONE;
    bool inverse = raised && is_minus_one(p->g, power);
    enum op op = inverse ? find_inverse(p, name) : name->op;
    expr e = op == OP_COUNT ? EXPR_NONE : parse_call(p, name, op);
    return raised && !inverse ? build_power(p->g, e, power) : e;
}

expr parse_piecewise(struct parser *p)
{
    const struct token *name = p->at++;
    if (p->at->kind != TOKEN_OPEN)
        return parser_fail(p, p->at, "piecewise needs brackets: piecewise(x<0, 1, 2)");
    int base = p->arguments, count = parse_arguments(p);
    expr e = count < 0 ? EXPR_NONE
             : count < 2 ? parser_fail(p, name, "piecewise needs a condition and a value")
                         : build_piecewise(p, count, name);
    p->arguments = base;
    return e;
}

// { x < y : x , y }: without a bare last value the rest is undefined.
expr parse_braces(struct parser *p)
{
    const struct token *open = p->at;
    int base = p->arguments, bars = p->bars, depth = p->depth;
    bool last = false;
    if (!parser_enter(p))
        return EXPR_NONE;
    p->at++;
    p->bars = 0;
    do {
        if (push(p, parse_level(p, CHOICE)) == EXPR_NONE)
            return EXPR_NONE;
        last = !parser_take(p, TOKEN_COLON);
        if (!last && push(p, parse_level(p, CHOICE)) == EXPR_NONE)
            return EXPR_NONE;
    } while (!last && parser_take(p, TOKEN_COMMA));
    p->bars = bars;
    p->depth = depth;
    if (!parser_take(p, TOKEN_UNBRACE))
        return parser_fail_unclosed(p, open);
    int count = p->arguments - base;
    expr e = count < 2 ? parser_fail(p, open, "Write { condition: value, otherwise }")
                       : build_piecewise(p, count, open);
    p->arguments = base;
    return e;
}

// A parameter's name, digits below the line as _1; false when it is too long.
static bool spell(char *out, const char *text, size_t length)
{
    const char *end = text + length;
    size_t n = 0;
    bool below = false;
    while (text < end) {
        const char *from = text;
        uint32_t c = utf8_next(&text, end);
        bool digit = c >= 0x2080 && c <= 0x2089;
        if (n + 5 > FORMULA_NAME - 1)
            return false;
        if (digit && !below)
            out[n++] = '_';
        below |= digit;
        if (digit)
            out[n++] = (char)('0' + c - 0x2080);
        for (; !digit && from < text; from++)
            out[n++] = *from;
    }
    out[n] = 0;
    return true;
}

static int find_letter(const struct parser *p, const char *name)
{
    int i = 0;
    while (i < *p->letters.count && strcmp(p->letters.name[i], name) != 0)
        i++;
    return i;
}

expr parse_letter(struct parser *p)
{
    const struct token *t = p->at++;
    char name[FORMULA_NAME];
    if (!spell(name, t->at, t->length))
        return parser_fail(p, t, "This name is too long");
    int index = find_letter(p, name);
    if (index == FORMULA_MOST_PARAMETERS)
        return parser_fail(p, t, "More than 8 letters besides x and y");
    if (index == *p->letters.count)
        strcpy(p->letters.name[(*p->letters.count)++], name);
    return graph_param(p->g, index);
}
