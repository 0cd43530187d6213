// SPDX-License-Identifier: MIT
#pragma once
// A picture as SVG and the scene in it back: text stays text, groups keep their names and
// are layers in Inkscape, images are embedded PNG.

#include "base/fault.h"
#include "draw/picture.h"

struct svg_options {
    double dpi;                 // how many points of the picture an inch has; 0: 96
    const char *scene;          // JSON that travels in <metadata>; NULL: none
};

// False when memory runs out; `font` measures text where the anchor needs it.
bool svg_write(struct text *out, const struct picture *p, const struct font *font,
               const struct svg_options *options);

// The scene in an SVG file's bytes, also after other programs saved it again, or the plain
// text of its <metadata>, as older versions wrote it.  False when it is no whole SVG, has
// no such text or that is larger than 8 MiB.  What a document type declares is passed
// over: entities of its own are never replaced.
bool svg_scene(const void *bytes, size_t count, struct text *out, struct fault *fault);

// The same from an XMP packet, which is how a WebP carries it.
bool xmp_scene(const void *bytes, size_t count, struct text *out, struct fault *fault);
