// SPDX-License-Identifier: MIT
#pragma once
// Where a text that hangs at a point begins.

#include "draw/font.h"
#include "draw/picture.h"

// From the point to the left end of the baseline, in pixels, before the text is turned.
pt anchor_offset(const struct font *font, const struct type *type, float scale,
                 const char *text);

// A vector turned counter-clockwise on a screen whose y grows downward.
pt anchor_turned(pt offset, float angle);
