// SPDX-License-Identifier: MIT
#pragma once
// The names a formula may use.

#include "calc/op.h"

#include <stddef.h>

// Kinds of tokens; words are of some of them.
enum token_kind {
    TOKEN_END,
    TOKEN_NUMBER,               // value
    TOKEN_FRACTION,             // ½: value / under
    TOKEN_LEAF,                 // op: OP_X, OP_Y, OP_PI, OP_TAU, OP_E
    TOKEN_RADIUS, TOKEN_ANGLE,  // r, theta
    TOKEN_LETTER,               // a parameter: at, length
    TOKEN_FUNCTION,             // op
    TOKEN_MOD, TOKEN_PIECEWISE, // words with a reading of their own
    TOKEN_AND, TOKEN_OR, TOKEN_NOT,
    TOKEN_ROOT,                 // √ ∛: op
    TOKEN_SUPERSCRIPT,          // value, a whole number
    TOKEN_PLUS, TOKEN_MINUS, TOKEN_TIMES, TOKEN_OVER, TOKEN_POWER,
    TOKEN_OPEN, TOKEN_CLOSE, TOKEN_BAR, TOKEN_COMMA, TOKEN_COLON, TOKEN_ASK,
    TOKEN_BRACE, TOKEN_UNBRACE,
    TOKEN_COMPARE               // op
};

struct word { const char *name; enum token_kind kind; enum op op; }; // name NULL: none

// The longest known name of two bytes or more that the text begins with.
struct word word_longest(const char *text, size_t length);

// A known name at edit distance one from a run of three letters or more.
struct word word_meant(const char *text, size_t length);
