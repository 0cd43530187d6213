// SPDX-License-Identifier: MIT
#pragma once
// The words of a formula: UTF-8 text becomes a row of tokens with columns.  Runs of
// letters are split here (language.md 1): the longest known name wins, what is left are
// single letters.

#include "base/fault.h"
#include "calc/op.h"

#include <stddef.h>
#include <stdint.h>

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

struct token {
    enum token_kind kind;
    enum op op;
    int column;                 // in characters, from 1
    bool spaced;                // white space before it
    double value, under;
    const char *at;             // its text
    size_t length;              // in bytes
};

// Names that are parameters even though they have another reading (r, theta).
struct own_names { const char *const *at; int count; };

// Splits `text` into at most `most` tokens, the last of them TOKEN_END.  Returns how
// many, 0 on failure.
size_t token_split(struct token *out, size_t most, const char *text, size_t length,
                   struct own_names own, struct fault *fault);
