// SPDX-License-Identifier: MIT
#include "calc/parse.h"

#include "calc/build.h"

#include <stdlib.h>

static expr parse_prefix(struct parser *p);

expr parse_enclosed(struct parser *p, enum token_kind closing)
{
    const struct token *open = p->at;
    int bars = p->bars, depth = p->depth;
    if (!parser_enter(p))
        return EXPR_NONE;
    p->at++;
    p->bars = closing == TOKEN_BAR ? bars + 1 : 0;
    expr e = parse_level(p, CHOICE);
    p->bars = bars;
    p->depth = depth;
    bool closed = closing == TOKEN_CLOSE ? parser_closes(p, open)
                                         : parser_take(p, closing);
    if (e != EXPR_NONE && !closed)
        return parser_fail_unclosed(p, open);
    return e;
}

static expr parse_bars(struct parser *p)
{
    const struct token *open = p->at;
    expr e = parser_value(p, parse_enclosed(p, TOKEN_BAR), open);
    return graph_node(p->g, OP_ABS, e, 0, 0);
}

static expr parse_operand(struct parser *p)
{
    const struct token *t = p->at;
    switch (t->kind) {
    case TOKEN_NUMBER: p->at++; return graph_number(p->g, t->value);
    case TOKEN_FRACTION: p->at++; return build_fraction(p->g, t->value, t->under);
    case TOKEN_LEAF: p->at++; return graph_node(p->g, t->op, 0, 0, 0);
    case TOKEN_RADIUS: p->at++; return build_radius(p->g);
    case TOKEN_ANGLE: p->at++; return build_angle(p->g);
    case TOKEN_LETTER: return parse_letter(p);
    case TOKEN_FUNCTION: case TOKEN_ROOT: case TOKEN_MOD: return parse_function(p);
    case TOKEN_PIECEWISE: return parse_piecewise(p);
    case TOKEN_OPEN: return parse_enclosed(p, TOKEN_CLOSE);
    case TOKEN_BAR: return parse_bars(p);
    case TOKEN_BRACE: return parse_braces(p);
    default: return parser_fail_operand(p);
    }
}

// After a sign or ^.
static expr parse_deeper(struct parser *p)
{
    int depth = p->depth;
    expr e = parser_enter(p) ? parse_prefix(p) : EXPR_NONE;
    p->depth = depth;
    return e;
}

// After not, ? or :.
static expr parse_level_deeper(struct parser *p, enum level level)
{
    int depth = p->depth;
    expr e = parser_enter(p) ? parse_level(p, level) : EXPR_NONE;
    p->depth = depth;
    return e;
}

static expr parse_exponent(struct parser *p)
{
    if (p->at->kind == TOKEN_SUPERSCRIPT) {
        expr n = build_number(p->g, p->at++->value);
        return parser_take(p, TOKEN_POWER) ? build_power(p->g, n, parse_deeper(p)) : n;
    }
    const struct token *from = p->at++;
    return parser_value(p, parse_deeper(p), from);
}

expr parse_power(struct parser *p)
{
    const struct token *from = p->at;
    expr e = parse_operand(p);
    if (e == EXPR_NONE
        || (p->at->kind != TOKEN_POWER && p->at->kind != TOKEN_SUPERSCRIPT))
        return e;
    e = parser_value(p, e, from);
    return e == EXPR_NONE ? e : build_power(p->g, e, parse_exponent(p));
}

static expr parse_prefix(struct parser *p)
{
    const struct token *t = p->at;
    if (t->kind == TOKEN_MINUS || t->kind == TOKEN_PLUS) {
        p->at++;
        expr e = parser_value(p, parse_deeper(p), t);
        return t->kind == TOKEN_MINUS ? graph_node(p->g, OP_NEG, e, 0, 0) : e;
    }
    if (t->kind == TOKEN_NOT) {
        p->at++;
        expr e = parser_condition(p, parse_level_deeper(p, COMPARISON), t);
        return graph_node(p->g, OP_NOT, e, 0, 0);
    }
    return parse_power(p);
}

// mod stands between its operands unless it is called: mod(a, b).
static bool is_called_mod(const struct token *t)
{
    int depth = 0;
    if (t[1].kind != TOKEN_OPEN)
        return false;
    for (t++; t->kind != TOKEN_END; t++) {
        depth += (t->kind == TOKEN_OPEN) - (t->kind == TOKEN_CLOSE);
        if (depth == 0 || (depth == 1 && t->kind == TOKEN_COMMA))
            return depth == 1;
    }
    return false;
}

// The operator that stands next and how loosely it binds; SIGN: there is none.
static enum level operator_at(const struct parser *p, enum op *op)
{
    switch (p->at->kind) {
    case TOKEN_ASK: *op = OP_IF; return CHOICE;
    case TOKEN_OR: *op = OP_OR; return OR;
    case TOKEN_AND: *op = OP_AND; return AND;
    case TOKEN_COMPARE: *op = p->at->op; return COMPARISON;
    case TOKEN_PLUS: *op = OP_ADD; return SUM;
    case TOKEN_MINUS: *op = OP_SUB; return SUM;
    case TOKEN_TIMES: *op = OP_MUL; return PRODUCT;
    case TOKEN_OVER: *op = OP_DIV; return PRODUCT;
    case TOKEN_MOD: *op = is_called_mod(p->at) ? OP_MUL : OP_MOD; return PRODUCT;
    default: *op = OP_MUL; return parser_begins_operand(p) ? PRODUCT : SIGN;
    }
}

PARSER_APART static expr parse_choice(struct parser *p, expr c,
                                      const struct token *from)
{
    if (parser_condition(p, c, from) == EXPR_NONE)
        return EXPR_NONE;
    const struct token *ask = p->at++;
    expr a = parser_value(p, parse_level_deeper(p, CHOICE), ask + 1);
    if (a == EXPR_NONE)
        return a;
    if (!parser_take(p, TOKEN_COLON))
        return parser_fail(p, p->at, "After ? and a value I need a :");
    const struct token *after = p->at;
    expr b = parser_value(p, parse_level_deeper(p, CHOICE), after);
    return graph_node(p->g, OP_IF, c, a, b);
}

PARSER_APART static expr parse_comparison(struct parser *p, expr left,
                                          const struct token *from)
{
    expr chain = EXPR_NONE;
    while (p->at->kind == TOKEN_COMPARE) {
        enum op op = p->at->op;
        left = parser_value(p, left, from);
        from = ++p->at;
        expr right = parser_value(p, parse_level(p, SUM), from);
        if (left == EXPR_NONE || right == EXPR_NONE)
            return EXPR_NONE;
        expr one = graph_node(p->g, op, left, right, 0);
        chain = chain == EXPR_NONE ? one : graph_node(p->g, OP_AND, chain, one, 0);
        left = right;
    }
    return chain;
}

PARSER_APART static expr combine(struct parser *p, enum level level, enum op op,
                                 expr left, const struct token *from)
{
    bool sides = p->at->kind != TOKEN_MOD && level == PRODUCT
                 && parser_begins_operand(p);
    bool called = p->at->kind == TOKEN_MOD && op == OP_MUL;
    if (!sides && !called)
        p->at++;
    const struct token *to = p->at;
    expr right = parse_level(p, (enum level)(level + 1));
    if (level == OR || level == AND) {
        left = parser_condition(p, left, from);
        right = left == EXPR_NONE ? left : parser_condition(p, right, to);
    } else {
        left = right == EXPR_NONE ? right : parser_value(p, left, from);
        right = left == EXPR_NONE ? left : parser_value(p, right, to);
    }
    return graph_node(p->g, op, left, right, 0);
}

expr parse_level(struct parser *p, enum level level)
{
    const struct token *from = p->at;
    enum op op;
    expr e = parse_prefix(p);
    while (e != EXPR_NONE) {
        enum level next = operator_at(p, &op);
        if (next == SIGN || next < level)
            break;
        e = next == CHOICE ? parse_choice(p, e, from)
            : next == COMPARISON ? parse_comparison(p, e, from)
                                 : combine(p, next, op, e, from);
    }
    return e;
}

static expr fail_rest(struct parser *p)
{
    const struct token *t = p->at;
    if (parser_is_decimal_comma(p))
        return parser_fail_decimal_comma(p);
    switch (t->kind) {
    case TOKEN_CLOSE: return parser_fail(p, t, "This ) closes nothing");
    case TOKEN_UNBRACE: return parser_fail(p, t, "This } closes nothing");
    case TOKEN_COMMA: return parser_fail(p, t, "A comma parts the values of a function");
    case TOKEN_COLON: return parser_fail(p, t, "A : belongs inside { } or after ?");
    default: return parser_fail_operand(p);
    }
}

static expr fail_truth(struct parser *p, expr e)
{
    uint8_t op = graph_at(p->g, e)->op;
    const struct token *t = p->first;
    while (t->kind != TOKEN_END && t->kind != TOKEN_COMPARE)
        t++;
    if (op == OP_EQ)
        return parser_fail(p, t, "This draws f(x, y); write left - right for a curve");
    return parser_value(p, e, t);
}

expr parse_tokens(struct graph *g, struct letters letters, const struct token *tokens,
                  struct fault *fault)
{
    struct parser *p = malloc(sizeof *p);
    if (!p) {
        fault_memory(fault);
        return EXPR_NONE;
    }
    *p = (struct parser){.g = g, .letters = letters, .at = tokens, .first = tokens,
                         .fault = fault};
    expr e = parse_level(p, CHOICE);
    if (e != EXPR_NONE && p->at->kind != TOKEN_END)
        e = fail_rest(p);
    if (parser_is_truth(p, e))
        e = fail_truth(p, e);
    if (g->failed)
        fault_memory(fault);
    free(p);
    return e;
}
