// SPDX-License-Identifier: MIT
#include "draw/writing.h"

static const char dots[] = "…";

float writing_width(const struct font *font, enum face face, float size,
                    const char *text)
{
    return font->measure(font->self, face, size, text).width;
}

static size_t letter_start(const char *text, size_t at)
{
    while (at > 0 && (text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static bool fits(const struct font *font, enum face face, float size, char *text,
                 size_t count, float room)
{
    char kept = text[count];
    text[count] = 0;
    float width = writing_width(font, face, size, text);
    text[count] = kept;
    return width <= room;
}

// Halves what is in doubt: a long text is measured a dozen times, not once a letter.
size_t writing_fit(const struct font *font, enum face face, float size, char *text,
                   size_t count, float room)
{
    if (count == 0 || fits(font, face, size, text, count, room))
        return count;
    size_t low = 0, high = letter_start(text, count - 1);
    while (low < high) {
        size_t middle = letter_start(text, low + (high - low + 1) / 2);
        if (middle <= low)
            middle = high;
        if (fits(font, face, size, text, middle, room))
            low = middle;
        else
            high = letter_start(text, middle - 1);
    }
    return low;
}

void writing_shorten(struct text *text, const struct font *font, enum face face,
                     float size, float room)
{
    if (text->count == 0 || text->failed
        || writing_width(font, face, size, text->at) <= room)
        return;
    room -= writing_width(font, face, size, dots);
    text->count = writing_fit(font, face, size, text->at, text->count, room);
    text->at[text->count] = 0;
    text_add(text, dots);
}
