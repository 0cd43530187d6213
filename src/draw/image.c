// SPDX-License-Identifier: MIT
#include "draw/image.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_PIXELS = 1 << 28 };             // a gigabyte

void image_fill(struct image *image, rgba color)
{
    size_t count = (size_t)image->width * (size_t)image->height;
    for (size_t i = 0; i < count; i++)
        image->pixels[i] = color;
}

bool image_make(struct image *image, int width, int height, rgba color)
{
    *image = (struct image){0};
    if (width <= 0 || height <= 0 || width > MOST_PIXELS / height)
        return false;
    rgba *pixels = malloc((size_t)width * (size_t)height * sizeof *pixels);
    if (!pixels)
        return false;
    *image = (struct image){width, height, pixels};
    image_fill(image, color);
    return true;
}

bool image_fit(struct image *image, int width, int height, rgba color)
{
    if (image->pixels && image->width == width && image->height == height)
        return true;
    image_free(image);
    return image_make(image, width, height, color);
}

// Neighbours mostly have one colour.
void image_grey(struct image *image)
{
    size_t count = (size_t)image->width * (size_t)image->height;
    rgba from = {0}, to = {0};
    for (size_t i = 0; i < count; i++) {
        if (memcmp(&image->pixels[i], &from, sizeof from) != 0)
            to = rgba_grey(from = image->pixels[i]);
        image->pixels[i] = to;
    }
}

void image_free(struct image *image)
{
    free(image->pixels);
    *image = (struct image){0};
}
