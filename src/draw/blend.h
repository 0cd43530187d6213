// SPDX-License-Identifier: MIT
#pragma once
// Source over destination, 8 bits a channel, straight alpha, in sRGB space.  Rounded to
// nearest; the destination may be transparent.

#include "draw/color.h"

// One colour through a mask of coverage, `count` pixels.
void blend_mask(rgba *to, const uint8_t *mask, int count, rgba color);

// One colour everywhere.
void blend_flat(rgba *to, int count, rgba color);

// Pixels over pixels.
void blend_row(rgba *to, const rgba *from, int count);
