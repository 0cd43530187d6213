// SPDX-License-Identifier: MIT
#include "draw/writing.h"

static const char dots[] = "…";

float writing_width(const struct font *font, enum face face, float size,
                    const char *text)
{
    return font->measure(font->self, face, size, text).width;
}

static size_t letter_start(const struct text *text, size_t at)
{
    while (at > 0 && (text->at[at] & 0xC0) == 0x80)
        at--;
    return at;
}

// Halves what is in doubt: a long text is measured a dozen times, not once a letter.
void writing_shorten(struct text *text, const struct font *font, enum face face,
                     float size, float room)
{
    if (text->count == 0 || text->failed
        || writing_width(font, face, size, text->at) <= room)
        return;
    size_t low = 0, high = letter_start(text, text->count - 1);
    room -= writing_width(font, face, size, dots);
    while (low < high) {
        size_t middle = letter_start(text, low + (high - low + 1) / 2);
        if (middle == low)
            middle = high;
        char kept = text->at[middle];
        text->at[middle] = 0;
        bool fits = writing_width(font, face, size, text->at) <= room;
        text->at[middle] = kept;
        if (fits)
            low = middle;
        else
            high = letter_start(text, middle - 1);
    }
    text->at[low] = 0;
    text->count = low;
    text_add(text, dots);
}
