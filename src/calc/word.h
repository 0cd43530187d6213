// SPDX-License-Identifier: MIT
#pragma once
// The names a formula may use.

#include "calc/token.h"

struct word { const char *name; enum token_kind kind; enum op op; };    // name NULL: none

// The longest known name of two bytes or more that the text begins with.
struct word word_longest(const char *text, size_t length);

// A known name at edit distance one from a run of three letters or more.
struct word word_meant(const char *text, size_t length);
