// SPDX-License-Identifier: MIT
#pragma once
// A picture as one page of PDF, by cairo: text stays text in fonts that are embedded,
// lines stay lines.  A pixel is 1/96 inch.  The same picture gives the same bytes.

#include "draw/picture.h"

// `title` (UTF-8) is told to readers.  False when memory runs out.
bool pdf_write(struct text *out, const struct picture *p, const struct font *font,
               const char *title);
