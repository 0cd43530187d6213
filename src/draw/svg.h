// SPDX-License-Identifier: MIT
#pragma once
// A picture as SVG: text stays text, groups keep their names, images are embedded PNG.

#include "draw/picture.h"

// `metadata` (may be NULL) goes into a <metadata> element, escaped.  False when memory
// runs out; `font` measures text where the anchor needs it.
bool svg_write(struct text *out, const struct picture *p, const struct font *font,
               const char *metadata);
