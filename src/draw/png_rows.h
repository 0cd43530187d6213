// SPDX-License-Identifier: MIT
#pragma once
// The rows of an image as the zlib stream of a PNG, no row filtered.  They are compressed
// in bands that know nothing of each other, so that threads can share them and a band
// which is as it was in the image before need not be compressed again; the bytes are the
// same either way.

#include "base/pool.h"
#include "draw/picture.h"

struct png_rows;
struct png_rows *png_rows_open(void);                   // NULL: out of memory
void png_rows_close(struct png_rows *rows);             // NULL is fine

// Takes the next image: RGB where every pixel is opaque, else RGBA.  `level`: zlib's, 1
// to 9.  `again`: others of its size will follow, their bands are compared with its own.
// False when memory runs out.
bool png_rows_take(struct png_rows *rows, const struct image *image, int level, bool again,
                   struct pool *pool);
bool png_rows_opaque(const struct png_rows *rows);      // of the image that was taken

// The stream, piece by piece from 0; NULL after the last.
const void *png_rows_piece(const struct png_rows *rows, size_t piece, size_t *bytes);
size_t png_rows_bytes(const struct png_rows *rows);     // of all pieces
