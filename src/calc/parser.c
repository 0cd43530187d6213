// SPDX-License-Identifier: MIT
#include "calc/parser.h"

expr parser_fail(struct parser *p, const struct token *where, const char *sentence)
{
    fault_at(p->fault, where->column, "%s", sentence);
    return EXPR_NONE;
}

expr parser_fail_operand(struct parser *p)
{
    const struct token *t = p->at, *before = t - 1;
    if (t == p->first && t->kind == TOKEN_END)
        return parser_fail(p, t, "Type a formula, for instance x^2 + 2y^2");
    if (t == p->first)
        fault_at(p->fault, t->column, "A formula cannot begin with %.*s",
                 token_shown(t), t->at);
    else
        fault_at(p->fault, t->column, "After %.*s I need a number, a letter or (",
                 token_shown(before), before->at);
    return EXPR_NONE;
}

bool parser_enter(struct parser *p)
{
    if (p->at == p->entered || ++p->depth <= FORMULA_MOST_DEPTH) {
        p->entered = p->at;
        return true;
    }
    parser_fail(p, p->at, "This is nested deeper than 200 levels");
    return false;
}

bool parser_is_truth(const struct parser *p, expr e)
{
    return e != EXPR_NONE && op_table[graph_at(p->g, e)->op].truth;
}

// The comparison in the fewest brackets from `from` to where the parser stands.
static const struct token *find_comparison(const struct parser *p,
                                           const struct token *from)
{
    const struct token *found = from;
    int depth = 0, least = FORMULA_MOST_BYTES;
    for (const struct token *t = from; t < p->at; t++) {
        depth += t->kind == TOKEN_OPEN || t->kind == TOKEN_BRACE;
        depth -= t->kind == TOKEN_CLOSE || t->kind == TOKEN_UNBRACE;
        if (t->kind == TOKEN_COMPARE && depth < least) {
            found = t;
            least = depth;
        }
    }
    return found;
}

// A value where a value is asked for: a comparison is none.
expr parser_value(struct parser *p, expr e, const struct token *where)
{
    if (!parser_is_truth(p, e))
        return e;
    return parser_fail(p, find_comparison(p, where),
                       "A comparison is no value; use if(…, 1, 0)");
}

expr parser_condition(struct parser *p, expr e, const struct token *where)
{
    if (e == EXPR_NONE || parser_is_truth(p, e))
        return e;
    return parser_fail(p, where, "I need a comparison here, such as x < 1");
}

bool parser_take(struct parser *p, enum token_kind kind)
{
    bool here = p->at->kind == kind;
    p->at += here;
    return here;
}

bool parser_closes(struct parser *p, const struct token *open)
{
    if (p->at->kind != TOKEN_CLOSE || (*open->at == '[') != (*p->at->at == ']'))
        return false;
    p->at++;
    return true;
}

expr parser_fail_decimal_comma(struct parser *p)
{
    const struct token *t = p->at;
    fault_at(p->fault, t->column, "Write %.*s.%.*s with a point, not a comma",
             token_shown(t - 1), t[-1].at, token_shown(t + 1), t[1].at);
    return EXPR_NONE;
}

bool parser_is_decimal_comma(const struct parser *p)
{
    const struct token *t = p->at;
    return t->kind == TOKEN_COMMA && t > p->first && t[-1].kind == TOKEN_NUMBER
           && t[1].kind == TOKEN_NUMBER;
}

expr parser_fail_unclosed(struct parser *p, const struct token *open)
{
    if (parser_is_decimal_comma(p))
        return parser_fail_decimal_comma(p);
    if (p->at->kind == TOKEN_END)
        fault_at(p->fault, p->at->column, "The %.*s in column %d is not closed",
                 (int)open->length, open->at, open->column);
    else
        fault_at(p->fault, p->at->column, "I cannot read %.*s here; close %.*s first",
                 token_shown(p->at), p->at->at, (int)open->length, open->at);
    return EXPR_NONE;
}

bool parser_begins_operand(const struct parser *p)
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
