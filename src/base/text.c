// SPDX-License-Identifier: MIT
#include "base/text.h"

#include "base/array.h"
#include "base/number.h"

#include <stdarg.h>
#include <stdio.h>

void text_add_bytes(struct text *text, const void *bytes, size_t count)
{
    if (!array_reserve(text, text->count + count + 1))
        return;
    memcpy(text->at + text->count, bytes, count);
    text->count += count;
    text->at[text->count] = 0;
}

void text_add(struct text *text, const char *more)
{
    text_add_bytes(text, more, strlen(more));
}

void text_addf(struct text *text, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    if (length >= 0 && array_reserve(text, text->count + (size_t)length + 1)) {
        vsnprintf(text->at + text->count, (size_t)length + 1, format, again);
        text->count += (size_t)length;
    }
    va_end(again);
    va_end(args);
}

void text_add_number(struct text *text, double value)
{
    char number[NUMBER_TEXT];
    text_add(text, number_shortest(number, value));
}

const char *text_or_empty(const struct text *text)
{
    return text->count ? text->at : "";
}

void text_clear(struct text *text)
{
    text->count = 0;
    text->failed = false;
}

void text_free(struct text *text)
{
    array_free(text);
}
