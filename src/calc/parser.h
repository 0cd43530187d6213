// SPDX-License-Identifier: MIT
#pragma once
// What the parts of the parser share: parse.c reads operators, call.c functions,
// choices and names.  All give EXPR_NONE and a fault when they cannot read on.

#include "base/fault.h"
#include "calc/expr.h"
#include "calc/limits.h"
#include "calc/token.h"

// Out of line, so that two hundred levels need little stack.
#define PARSER_APART __attribute__((noinline))

enum level { CHOICE, OR, AND, COMPARISON, SUM, PRODUCT, SIGN };

// The names met so far: how many and, one by one, which.
struct letters { int *count; char (*name)[FORMULA_NAME]; };

struct parser {
    struct graph *g;
    struct letters letters;
    const struct token *at;     // the next token
    const struct token *first;
    const struct token *entered;    // where the innermost level was entered
    int depth, bars;            // bars: |…| open inside the innermost brackets
    struct fault *fault;
    int arguments;              // on the stack below
    expr argument[FORMULA_MOST_BYTES];
};

expr parser_fail(struct parser *p, const struct token *where, const char *sentence);
expr parser_fail_operand(struct parser *p);             // at p->at
expr parser_fail_unclosed(struct parser *p, const struct token *open);
bool parser_is_decimal_comma(const struct parser *p);   // 2,5
expr parser_fail_decimal_comma(struct parser *p);

bool parser_is_truth(const struct parser *p, expr e);
// e where a value is asked for (a comparison is none), or a condition (only that).
expr parser_value(struct parser *p, expr e, const struct token *where);
expr parser_condition(struct parser *p, expr e, const struct token *where);

// One level deeper: into brackets (which stand at p->at), after a sign, into an exponent.
// e^( is one level, not two.  Whoever enters puts p->depth back.
bool parser_enter(struct parser *p);

bool parser_take(struct parser *p, enum token_kind kind);
bool parser_closes(struct parser *p, const struct token *open);  // takes ) or ]
bool parser_begins_operand(const struct parser *p);

// parse.c: what binds at least as tightly as the level; an operand with its powers;
// something up to the closing sign.
expr parse_level(struct parser *p, enum level level);
expr parse_power(struct parser *p);
expr parse_enclosed(struct parser *p, enum token_kind closing);

// call.c: each from its first token.
expr parse_function(struct parser *p);
expr parse_piecewise(struct parser *p);
expr parse_braces(struct parser *p);
expr parse_letter(struct parser *p);
