// SPDX-License-Identifier: MIT
#include "draw/anchor.h"

static const float digit_height = 0.73f;    // of the em, in the bundled faces

pt anchor_offset(const struct font *font, const struct type *type, float scale,
                 const char *text)
{
    float em = type->size * scale;
    struct extent extent = font->measure(font->self, type->face, em, text);
    pt offset = {0, 0};
    if (type->x == CENTER)
        offset.x = -extent.width / 2;
    if (type->x == RIGHT)
        offset.x = -extent.width;
    if (type->y == MIDDLE)
        offset.y = digit_height / 2 * em;
    if (type->y == TOP)
        offset.y = extent.ascent;
    if (type->y == BOTTOM)
        offset.y = -extent.descent;
    return offset;
}

pt anchor_turned(pt offset, float angle)
{
    if (angle == 0)
        return offset;
    float c = cosf(angle), s = sinf(angle);
    return (pt){offset.x * c + offset.y * s, offset.y * c - offset.x * s};
}
