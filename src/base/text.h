// SPDX-License-Identifier: MIT
#pragma once
// A text that grows.  Zeroed is valid and empty; `at` is NULL until something is
// added, else it ends in a zero byte.  Running out of memory is remembered in
// `failed`: look once, when the text is complete.

#include <stdbool.h>
#include <stddef.h>

struct text { char *at; size_t count, capacity; bool failed; };

void text_add(struct text *text, const char *more);
void text_add_bytes(struct text *text, const void *bytes, size_t count);
void text_addf(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));              // never for doubles: locale
void text_add_number(struct text *text, double value);  // number_shortest
const char *text_or_empty(const struct text *text);     // never NULL
void text_clear(struct text *text);                     // keeps its memory
void text_free(struct text *text);
