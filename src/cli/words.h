// SPDX-License-Identifier: MIT
#pragma once
// The words of a command line as a POSIX shell parts them: quotes and backslashes, but no
// variables and no patterns.

#include "base/fault.h"
#include "base/text.h"

struct words {
    struct text bytes;          // each ends in a zero byte
    struct { char **at; size_t count, capacity; bool failed; } at;
};                              // zeroed is valid and empty

// Reads to the end of the command: of the line, or a sign that begins another.
bool words_split(struct words *words, const char *line, struct fault *fault);
void words_free(struct words *words);                   // leaves it empty
