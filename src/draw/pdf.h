// SPDX-License-Identifier: MIT
#pragma once
// A picture as one page of PDF, by cairo: text stays text in fonts that are embedded,
// lines stay lines.  The same picture gives the same bytes.

#include "base/fault.h"
#include "draw/picture.h"

#define PDF_SCENE "nablascope:scene "           // begins the keywords that are one

struct pdf_options {
    double dpi;                 // how many points of the picture an inch has; 0: 96
    const char *title;          // UTF-8, told to readers
    const char *scene;          // JSON that travels as its keywords; NULL: none
};

// False when memory runs out.
bool pdf_write(struct text *out, const struct picture *p, const struct font *font,
               const struct pdf_options *options);

// The scene in a PDF file's bytes.  False when it has none that can be seen without
// unpacking, or that is larger than 8 MiB.
bool pdf_scene(const void *bytes, size_t count, struct text *out, struct fault *fault);
