// SPDX-License-Identifier: MIT
#pragma once
// Text that has to fit.

#include "base/text.h"
#include "draw/font.h"

float writing_width(const struct font *font, enum face face, float size,
                    const char *text);

// How many of the first bytes of a text fit, whole letters only.  The text is written
// to and restored.
size_t writing_fit(const struct font *font, enum face face, float size, char *text,
                   size_t count, float room);

// Takes letters off the end until the text and an ellipsis fit; what is left of a text
// for which there is no room at all is the ellipsis.
void writing_shorten(struct text *text, const struct font *font, enum face face,
                     float size, float room);
