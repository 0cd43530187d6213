// SPDX-License-Identifier: MIT
#pragma once
// An animated WebP: lossless, each frame only the rectangle that differs from the one
// before, shown again and again.  A frame is made from two images alone, so frames can be
// made in any order and by several threads; no time stamp: the same images give the same
// bytes.

#include "base/fault.h"
#include "draw/picture.h"

// The bytes of a frame, added to `out`.  `before`: the image before, of the same size;
// NULL: it is the first.  False when memory runs out.
bool webp_frame(struct text *out, const struct image *image, const struct image *before);

struct webp;
struct webp *webp_open(int width, int height);          // NULL: out of memory
void webp_close(struct webp *webp);                     // NULL is fine

// The next frame, and how long it stays.
bool webp_add(struct webp *webp, const struct text *frame, int milliseconds);

// The whole file; `scene`: JSON that travels in its XMP, NULL: none.
bool webp_write(struct webp *webp, const char *scene, struct text *out);

// The scene in a WebP file's bytes.  False when it is no whole WebP, has no such text or
// that is larger than 8 MiB.
bool webp_scene(const void *bytes, size_t count, struct text *out, struct fault *fault);
