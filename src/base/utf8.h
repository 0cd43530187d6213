// SPDX-License-Identifier: MIT
#pragma once
// UTF-8, strictly: no overlong forms, no surrogates, nothing past U+10FFFF.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Reads one character of [at, end) and steps *at past it.  A byte that is no
// UTF-8 yields 0xFFFD and is stepped over alone.  At the end yields 0.
uint32_t utf8_next(const char **at, const char *end);

bool utf8_valid(const char *text, size_t length);

// How many characters stand in the first `length` bytes (invalid bytes count one).
int utf8_count(const char *text, size_t length);

// Writes one character, returns the number of bytes, 1 to 4.
int utf8_write(char out[4], uint32_t character);
