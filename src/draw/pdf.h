// SPDX-License-Identifier: MIT
#pragma once
// A picture as one page of PDF, by cairo: text stays text in fonts that are embedded,
// lines stay lines.  The same picture gives the same bytes.

#include "draw/picture.h"

struct pdf_options {
    double dpi;                 // how many points of the picture an inch has; 0: 96
    const char *title;          // UTF-8, told to readers
};

// False when memory runs out.
bool pdf_write(struct text *out, const struct picture *p, const struct font *font,
               const struct pdf_options *options);
