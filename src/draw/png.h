// SPDX-License-Identifier: MIT
#pragma once
// PNG out and the text in it back: RGB8 (RGBA8 where a pixel is not opaque), sRGB,
// pHYs, the scene in an iTXt chunk, and once more as ASCII in a zTXt chunk, which is what
// ImageMagick keeps when it saves the picture again; written whole or not at all.  No time stamp: the
// same image gives the same bytes.

#include "base/fault.h"
#include "base/pool.h"
#include "base/text.h"
#include "draw/picture.h"
#include "draw/png_rows.h"

struct png_options {
    int level;                  // zlib, 1 … 9
    double dpi;                 // pHYs; 0: none
    const char *key, *text;     // JSON under that key, UTF-8; NULL: none
    struct pool *pool;          // that shares the work; NULL: one thread
};

bool png_save(const char *path, const struct image *image,
              const struct png_options *options, struct fault *fault);

// The same bytes added to `out`.  False when memory runs out.
bool png_bytes(struct text *out, const struct image *image,
               const struct png_options *options);

// The same bytes of images one after the other: what is as it was in the one before is
// not compressed again.
bool png_encode(struct png_rows *rows, struct text *out, const struct image *image,
                const struct png_options *options);

// The first text stored under `key` in a PNG file's bytes, in whichever of its three
// kinds: programs that save a picture again choose another one.  False when it is no whole PNG,
// has no such text, or the text is larger than 8 MiB.
bool png_text(const void *bytes, size_t count, const char *key, struct text *out,
              struct fault *fault);
