// SPDX-License-Identifier: MIT
#include "calc/parse.h"

#include "calc/build.h"

#include <stdlib.h>
#include <string.h>

enum level { CHOICE, OR, AND, COMPARISON, SUM, PRODUCT, SIGN };

struct parser {
    struct formula *f;
    struct graph *g;
    const struct token *at;     // the next token
    const struct token *first;
    int depth, bars;            // bars: |…| open inside the innermost brackets
    struct fault *fault;
    int arguments;              // on the stack below
    expr argument[FORMULA_MOST_BYTES];
};

static expr parse_level(struct parser *p, enum level level);
static expr parse_prefix(struct parser *p);
static expr parse_power(struct parser *p);

static expr fail(struct parser *p, const struct token *where, const char *sentence)
{
    fault_at(p->fault, where->column, "%s", sentence);
    return EXPR_NONE;
}

static int shown(const struct token *t)
{
    return t->length < 12 ? (int)t->length : 12;
}

static expr fail_operand(struct parser *p)
{
    const struct token *t = p->at, *before = t - 1;
    if (t == p->first && t->kind == TOKEN_END)
        return fail(p, t, "Type a formula, for instance x^2 + 2y^2");
    if (t == p->first)
        fault_at(p->fault, t->column, "A formula cannot begin with %.*s", shown(t), t->at);
    else
        fault_at(p->fault, t->column, "After %.*s I need a number, a letter or (",
                 shown(before), before->at);
    return EXPR_NONE;
}

static bool is_truth(const struct parser *p, expr e)
{
    return e != EXPR_NONE && op_table[graph_at(p->g, e)->op].truth;
}

// A value where a value is asked for: a comparison is none.
static expr value(struct parser *p, expr e, const struct token *where)
{
    return is_truth(p, e) ? fail(p, where, "A comparison is no value; use if(…, 1, 0)") : e;
}

static expr condition(struct parser *p, expr e, const struct token *where)
{
    if (e == EXPR_NONE || is_truth(p, e))
        return e;
    return fail(p, where, "I need a comparison here, such as x < 1");
}

static bool take(struct parser *p, enum token_kind kind)
{
    bool here = p->at->kind == kind;
    p->at += here;
    return here;
}

static expr fail_decimal_comma(struct parser *p)
{
    const struct token *t = p->at;
    fault_at(p->fault, t->column, "Write %.*s.%.*s with a point, not a comma",
             shown(t - 1), t[-1].at, shown(t + 1), t[1].at);
    return EXPR_NONE;
}

static bool is_decimal_comma(const struct parser *p)
{
    const struct token *t = p->at;
    return t->kind == TOKEN_COMMA && t > p->first && t[-1].kind == TOKEN_NUMBER
           && t[1].kind == TOKEN_NUMBER;
}

static expr fail_unclosed(struct parser *p, const struct token *open)
{
    if (is_decimal_comma(p))
        return fail_decimal_comma(p);
    if (p->at->kind == TOKEN_END)
        fault_at(p->fault, p->at->column, "The %.*s in column %d is not closed",
                 (int)open->length, open->at, open->column);
    else
        fault_at(p->fault, p->at->column, "I cannot read %.*s here; close %.*s first",
                 shown(p->at), p->at->at, (int)open->length, open->at);
    return EXPR_NONE;
}

static expr parse_enclosed(struct parser *p, enum token_kind closing)
{
    const struct token *open = p->at++;
    int bars = p->bars;
    p->bars = closing == TOKEN_BAR ? bars + 1 : 0;
    expr e = parse_level(p, CHOICE);
    p->bars = bars;
    if (e != EXPR_NONE && !take(p, closing))
        return fail_unclosed(p, open);
    return e;
}

static expr parse_bars(struct parser *p)
{
    const struct token *open = p->at;
    expr e = value(p, parse_enclosed(p, TOKEN_BAR), open);
    return graph_node(p->g, OP_ABS, e, 0, 0);
}

static expr push(struct parser *p, expr e)
{
    if (e != EXPR_NONE)
        p->argument[p->arguments++] = e;
    return e;
}

// The arguments in brackets, pushed on the stack; how many, −1 on failure.
static int parse_arguments(struct parser *p)
{
    const struct token *open = p->at++;
    int bars = p->bars, count = 0;
    p->bars = 0;
    do {
        if (push(p, parse_level(p, CHOICE)) == EXPR_NONE)
            return -1;
        count++;
    } while (take(p, TOKEN_COMMA));
    p->bars = bars;
    if (!take(p, TOKEN_CLOSE))
        return fail_unclosed(p, open), -1;
    return count;
}

static expr choose(struct parser *p, expr if_true, expr c, expr otherwise)
{
    return graph_node(p->g, OP_IF, c, if_true, otherwise);
}

// c1, v1, c2, v2, …, otherwise: the `count` newest arguments.
static expr build_piecewise(struct parser *p, int count, const struct token *name)
{
    expr *a = p->argument + p->arguments - count;
    expr e = count % 2 ? value(p, a[count - 1], name)
                       : graph_node(p->g, OP_UNDEFINED, 0, 0, 0);
    for (int i = count / 2 * 2 - 2; i >= 0 && e != EXPR_NONE; i -= 2) {
        expr c = condition(p, a[i], name), v = value(p, a[i + 1], name);
        if (c == EXPR_NONE || v == EXPR_NONE)
            return EXPR_NONE;
        e = choose(p, v, c, e);
    }
    return e;
}

static expr fail_count(struct parser *p, const struct token *name, int wanted, int got)
{
    fault_at(p->fault, name->column, "%.*s takes %d value%s, got %d", (int)name->length,
             name->at, wanted, wanted == 1 ? "" : "s", got);
    return EXPR_NONE;
}

static expr build_call(struct parser *p, enum op op, int count, const struct token *name)
{
    expr *a = p->argument + p->arguments - count;
    int arity = op_table[op].arity;
    bool row = (op == OP_MIN || op == OP_MAX) && count >= 2;
    if (count != arity && !row)
        return fail_count(p, name, arity, count);
    if (op == OP_IF)
        return build_piecewise(p, count, name);
    for (int i = 0; i < count; i++)
        if (value(p, a[i], name) == EXPR_NONE)
            return EXPR_NONE;
    if (op == OP_POLYGAMMA && graph_at(p->g, a[0])->op != OP_CONST)
        return fail(p, name, "polygamma needs a whole number first");
    expr e = graph_node(p->g, op, a[0], count > 1 ? a[1] : 0, count > 2 ? a[2] : 0);
    if (row)
        e = graph_node(p->g, op, a[0], a[1], 0);
    for (int i = 2; row && i < count; i++)
        e = graph_node(p->g, op, e, a[i], 0);
    return e;
}

static bool begins_operand(const struct parser *p)
{
    switch (p->at->kind) {
    case TOKEN_NUMBER: case TOKEN_FRACTION: case TOKEN_LEAF: case TOKEN_RADIUS:
    case TOKEN_ANGLE: case TOKEN_LETTER: case TOKEN_FUNCTION: case TOKEN_PIECEWISE:
    case TOKEN_ROOT: case TOKEN_OPEN: case TOKEN_BRACE:
        return true;
    case TOKEN_BAR:
        return p->bars == 0;
    default:
        return false;
    }
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
    bool negative = false;
    while (p->at->kind == TOKEN_MINUS || p->at->kind == TOKEN_PLUS)
        negative ^= p->at++->kind == TOKEN_MINUS;
    expr e = value(p, parse_power(p), from);
    while (e != EXPR_NONE && begins_operand(p) && !begins_function(p))
        e = graph_node(p->g, OP_MUL, e, value(p, parse_power(p), p->at - 1), 0);
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
    bool negative = take(p, TOKEN_MINUS);
    expr e;
    if (p->at->kind == TOKEN_OPEN)
        e = parse_enclosed(p, TOKEN_CLOSE);
    else if (p->at->kind == TOKEN_NUMBER)
        e = graph_number(p->g, p->at++->value);
    else
        return fail(p, p->at, "I need a number or ( as the power of a function");
    return negative ? graph_node(p->g, OP_NEG, e, 0, 0) : e;
}

static expr parse_function_power(struct parser *p)
{
    if (p->at->kind == TOKEN_SUPERSCRIPT)
        return build_number(p->g, p->at++->value);
    return take(p, TOKEN_POWER) ? parse_function_exponent(p) : EXPR_NONE;
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

static expr parse_function(struct parser *p)
{
    const struct token *name = p->at++;
    enum op op = name->op;
    bool raised = p->at->kind == TOKEN_POWER || p->at->kind == TOKEN_SUPERSCRIPT;
    expr power = parse_function_power(p);
    if (raised && power == EXPR_NONE)
        return EXPR_NONE;
    if (raised && is_minus_one(p->g, power)) {
        op = inverse_of(op);
        if (op == OP_COUNT) {
            fault_at(p->fault, name->column, "%.*s has no inverse here; write 1/%.*s(…)",
                     (int)name->length, name->at, (int)name->length, name->at);
            return EXPR_NONE;
        }
        raised = false;
    }
    expr e = parse_call(p, name, op);
    return raised ? build_power(p->g, e, power) : e;
}

static expr parse_piecewise(struct parser *p)
{
    const struct token *name = p->at++;
    if (p->at->kind != TOKEN_OPEN)
        return fail(p, p->at, "piecewise needs brackets: piecewise(x<0, 1, 2)");
    int base = p->arguments, count = parse_arguments(p);
    expr e = count < 0 ? EXPR_NONE
             : count < 2 ? fail(p, name, "piecewise needs a condition and a value")
                         : build_piecewise(p, count, name);
    p->arguments = base;
    return e;
}

// { x < y : x , y }: without a bare last value the rest is undefined.
static expr parse_braces(struct parser *p)
{
    const struct token *open = p->at++;
    int base = p->arguments, bars = p->bars;
    bool last = false;
    p->bars = 0;
    do {
        if (push(p, parse_level(p, CHOICE)) == EXPR_NONE)
            return EXPR_NONE;
        last = !take(p, TOKEN_COLON);
        if (!last && push(p, parse_level(p, CHOICE)) == EXPR_NONE)
            return EXPR_NONE;
    } while (!last && take(p, TOKEN_COMMA));
    p->bars = bars;
    if (!take(p, TOKEN_UNBRACE))
        return fail_unclosed(p, open);
    int count = p->arguments - base;
    expr e = count < 2 ? fail(p, open, "Write { condition: value, otherwise }")
                       : build_piecewise(p, count, open);
    p->arguments = base;
    return e;
}

static expr parse_letter(struct parser *p)
{
    const struct token *t = p->at++;
    char name[FORMULA_NAME];
    if (!build_name(name, t->at, t->length))
        return fail(p, t, "This name is too long");
    int index = formula_parameter(p->f, name);
    if (index < 0 && p->f->parameters == FORMULA_MOST_PARAMETERS)
        return fail(p, t, "More than 8 letters besides x and y");
    if (index < 0) {
        index = p->f->parameters++;
        strcpy(p->f->parameter[index], name);
    }
    return graph_param(p->g, index);
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
    default: return fail_operand(p);
    }
}

static expr parse_exponent(struct parser *p)
{
    if (p->at->kind == TOKEN_SUPERSCRIPT) {
        expr n = build_number(p->g, p->at++->value);
        return take(p, TOKEN_POWER) ? build_power(p->g, n, parse_prefix(p)) : n;
    }
    p->at++;
    return value(p, parse_prefix(p), p->at - 1);
}

static expr parse_power(struct parser *p)
{
    const struct token *from = p->at;
    expr e = parse_operand(p);
    if (e == EXPR_NONE
        || (p->at->kind != TOKEN_POWER && p->at->kind != TOKEN_SUPERSCRIPT))
        return e;
    e = value(p, e, from);
    return e == EXPR_NONE ? e : build_power(p->g, e, parse_exponent(p));
}

static expr parse_prefix(struct parser *p)
{
    const struct token *t = p->at;
    if (++p->depth > FORMULA_MOST_DEPTH)
        return fail(p, t, "This is nested deeper than 200 levels");
    expr e;
    if (t->kind == TOKEN_MINUS || t->kind == TOKEN_PLUS) {
        p->at++;
        e = value(p, parse_prefix(p), t);
        if (t->kind == TOKEN_MINUS)
            e = graph_node(p->g, OP_NEG, e, 0, 0);
    } else if (t->kind == TOKEN_NOT) {
        p->at++;
        e = graph_node(p->g, OP_NOT, condition(p, parse_level(p, COMPARISON), t), 0, 0);
    } else {
        e = parse_power(p);
    }
    p->depth--;
    return e;
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
    default: *op = OP_MUL; return begins_operand(p) ? PRODUCT : SIGN;
    }
}

static expr parse_choice(struct parser *p, expr c, const struct token *from)
{
    if (condition(p, c, from) == EXPR_NONE)
        return EXPR_NONE;
    const struct token *ask = p->at++;
    expr a = value(p, parse_level(p, CHOICE), ask + 1);
    if (a == EXPR_NONE)
        return a;
    if (!take(p, TOKEN_COLON))
        return fail(p, p->at, "After ? and a value I need a :");
    const struct token *after = p->at;
    return choose(p, a, c, value(p, parse_level(p, CHOICE), after));
}

static expr parse_comparison(struct parser *p, expr left, const struct token *from)
{
    expr chain = EXPR_NONE;
    while (p->at->kind == TOKEN_COMPARE) {
        enum op op = p->at->op;
        left = value(p, left, from);
        from = ++p->at;
        expr right = value(p, parse_level(p, SUM), from);
        if (left == EXPR_NONE || right == EXPR_NONE)
            return EXPR_NONE;
        expr one = graph_node(p->g, op, left, right, 0);
        chain = chain == EXPR_NONE ? one : graph_node(p->g, OP_AND, chain, one, 0);
        left = right;
    }
    return chain;
}

static expr combine(struct parser *p, enum level level, enum op op, expr left,
                    const struct token *from)
{
    bool sides = p->at->kind != TOKEN_MOD && level == PRODUCT && begins_operand(p);
    bool called = p->at->kind == TOKEN_MOD && op == OP_MUL;
    if (!sides && !called)
        p->at++;
    const struct token *to = p->at;
    expr right = parse_level(p, (enum level)(level + 1));
    if (level == OR || level == AND) {
        left = condition(p, left, from);
        right = left == EXPR_NONE ? left : condition(p, right, to);
    } else {
        left = right == EXPR_NONE ? right : value(p, left, from);
        right = left == EXPR_NONE ? left : value(p, right, to);
    }
    return graph_node(p->g, op, left, right, 0);
}

static expr parse_level(struct parser *p, enum level level)
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
    if (is_decimal_comma(p))
        return fail_decimal_comma(p);
    switch (t->kind) {
    case TOKEN_CLOSE: return fail(p, t, "This ) closes nothing");
    case TOKEN_UNBRACE: return fail(p, t, "This } closes nothing");
    case TOKEN_COMMA: return fail(p, t, "A comma parts the values of a function");
    case TOKEN_COLON: return fail(p, t, "A : belongs inside { } or after ?");
    default: return fail_operand(p);
    }
}

static expr fail_truth(struct parser *p, enum op op)
{
    const struct token *t = p->first;
    while (t->kind != TOKEN_END && t->kind != TOKEN_COMPARE)
        t++;
    return fail(p, t, op == OP_EQ ? "This draws f(x, y); write left - right for a curve"
                                  : "A comparison is no value; use if(…, 1, 0)");
}

expr parse_tokens(struct formula *f, const struct token *tokens, struct fault *fault)
{
    struct parser *p = malloc(sizeof *p);
    if (!p) {
        fault_memory(fault);
        return EXPR_NONE;
    }
    *p = (struct parser){.f = f, .g = &f->graph, .at = tokens, .first = tokens,
                         .fault = fault};
    expr e = parse_level(p, CHOICE);
    if (e != EXPR_NONE && p->at->kind != TOKEN_END)
        e = fail_rest(p);
    if (is_truth(p, e))
        e = fail_truth(p, graph_at(p->g, e)->op);
    if (f->graph.failed)
        fault_memory(fault);
    free(p);
    return e;
}
