// SPDX-License-Identifier: MIT
#include "plot/writing.h"

#include <string.h>

float writing_width(const struct font *font, enum face face, float size,
                    const char *text)
{
    return font->measure(font->self, face, size, text).width;
}

void writing_shorten(struct text *text, const struct font *font, enum face face,
                     float size, float room)
{
    static const char dots[] = "…";
    while (text->count > 0 && !text->failed
           && writing_width(font, face, size, text->at) > room) {
        size_t keep = text->count;
        if (keep >= sizeof dots - 1 && strcmp(text->at + keep - 3, dots) == 0)
            keep -= sizeof dots - 1;
        while (keep > 0 && (text->at[--keep] & 0xC0) == 0x80)
            ;
        text->at[keep] = 0;
        text->count = keep;
        text_add(text, dots);
        if (keep == 0)
            return;
    }
}
