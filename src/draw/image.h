// SPDX-License-Identifier: MIT
#pragma once
// Pixels, rows from the top.

#include "draw/picture.h"

// A new image, every pixel `color`.  False and empty when there is no memory or more
// than 2²⁸ pixels are asked for.
bool image_make(struct image *image, int width, int height, rgba color);
// The same where it has another size; else it keeps its pixels, whatever they are.
bool image_fit(struct image *image, int width, int height, rgba color);
void image_grey(struct image *image);                   // colours by rgba_grey
void image_fill(struct image *image, rgba color);        // all of it
void image_free(struct image *image);                   // leaves it empty
