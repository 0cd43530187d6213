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

static size_t letter_end(const char *text, size_t at)
{
    while ((text[at] & 0xC0) == 0x80)
        at++;
    return at;
}

// Doubles until it does not fit, then halves what is in doubt: of a long text little
// more is measured than fits, and a dozen times instead of once a letter.
size_t writing_fit(const struct font *font, enum face face, float size, char *text,
                   size_t count, float room)
{
    size_t low = 0, high = 0;
    do {
        low = high;
        high = 2 * high + 32 < count ? letter_start(text, 2 * high + 32) : count;
    } while (low < high && fits(font, face, size, text, high, room));
    while (low < high) {
        size_t middle = letter_start(text, low + (high - low) / 2);
        if (middle <= low)
            middle = letter_end(text, low + 1);
        if (middle >= high)
            break;
        if (fits(font, face, size, text, middle, room))
            low = middle;
        else
            high = middle;
    }
    return low;
}

void writing_shorten(struct text *text, const struct font *font, enum face face,
                     float size, float room)
{
    if (text->failed
        || writing_fit(font, face, size, text->at, text->count, room) == text->count)
        return;
    room -= writing_width(font, face, size, dots);
    text->count = writing_fit(font, face, size, text->at, text->count, room);
    text->at[text->count] = 0;
    text_add(text, dots);
}
