// SPDX-License-Identifier: MIT
#pragma once
// Which share of each pixel a shape covers, band of rows by band of rows.  The same
// bytes whatever the instruction set: only + − × ÷ √ on single floats.

#include "draw/color.h"
#include "draw/segment.h"

struct area { int x0, y0, x1, y1; };        // pixels; x1, y1 exclusive

// Rows [y0, y1) of an image that one thread draws, and its paper to work on.
struct band {
    rgba *pixels;               // of the image, row 0
    int width;
    int y0, y1;
    uint8_t *mask;              // zero between shapes; `stride` bytes a row
    uint64_t *touched;          // which cells of the mask are not zero
    float *sums;                // zero between shapes; `stride` a row
    int stride;
};

enum { BAND_ROWS = 32, CELL = 64 };

// Room for an image `width` wide: bytes of mask and number of sums in a row.
int band_stride(int width);
// Words of `touched` in a row.
int band_words(int stride);

// A round brush.  One thinner than a pixel is a pixel wide and paints paler instead.
struct brush { float radius, strength; };   // pixels, at least 0.5; 0…1

// Covers with a stroke of the brush along segment i; where segments meet the larger
// cover counts.  Then paints and forgets it.
void cover_stroke(struct band *band, const struct segments *segments, size_t i,
                  struct brush brush, struct area within);
void cover_paint(struct band *band, rgba color, struct area within);

// Adds an edge of a polygon; paints the polygon (non-zero winding) and forgets it.
void cover_edge(struct band *band, const struct segment *edge, struct area within);
void cover_paint_polygon(struct band *band, rgba color, struct area within);

// Paints an upright rectangle.
void cover_paint_box(struct band *band, rect box, rgba color, struct area within);

// As fminf and fmaxf, but in line.
static inline float lesser(float a, float b)
{
    return a < b ? a : b;
}

static inline float larger(float a, float b)
{
    return a > b ? a : b;
}
