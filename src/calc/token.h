// SPDX-License-Identifier: MIT
#pragma once
// The words of a formula: UTF-8 text becomes a row of tokens with columns.  Runs of
// letters are split here (language.md 1): the longest known name wins, what is left are
// single letters.

#include "base/fault.h"
#include "calc/word.h"

#include <stddef.h>
#include <stdint.h>

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

// How many bytes of a token's text fit into a sentence about it: whole characters.
int token_shown(const struct token *t);
