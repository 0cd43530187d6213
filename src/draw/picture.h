// SPDX-License-Identifier: MIT
#pragma once
// What to draw, back to front, in screen points: a list of few primitives that the
// rasterizer and the SVG writer replay.  Coordinates that are not finite are dropped
// when they are added, and far ones are clipped by the replayer.  A picture remembers
// running out of memory: see picture_failed.

#include "base/array.h"
#include "base/text.h"
#include "base/vec.h"
#include "draw/color.h"
#include "draw/font.h"

enum cap { CAP_ROUND, CAP_BUTT };

struct pen {
    float width;                // screen points; under one pixel it fades instead
    rgba color;
    enum cap cap;
    float dash, gap;            // 0: solid
};

// Where the given point of a text lies relative to it.
enum anchor_x { LEFT, CENTER, RIGHT };
enum anchor_y { BASELINE, MIDDLE, TOP, BOTTOM };        // MIDDLE: of the digits' height

struct type {
    enum face face;
    float size;                 // em, screen points
    rgba color;
    enum anchor_x x;
    enum anchor_y y;
    float angle;                // radians, counter-clockwise about the point
    float halo;                 // width of the outline around the letters, 0: none
    rgba halo_color;
};

struct image {
    int width, height;
    rgba *pixels;               // rows from the top
};                              // zeroed is valid and empty

enum item_kind { ITEM_STROKE, ITEM_FILL, ITEM_DISC, ITEM_TEXT, ITEM_IMAGE, ITEM_CLIP,
                 ITEM_GROUP };

struct item {
    enum item_kind kind;
    uint32_t first, count;      // points[first..]: stroke, fill, text (1), disc (1)
    bool closed;                // stroke
    rect bounds;                // what it may touch; image: where; clip: the rectangle
    union {
        struct pen pen;
        rgba color;             // fill, disc
        struct { struct type type; uint32_t at; } text;   // chars[at..], zero-ended
        const struct image *image;
        uint32_t name;          // group: chars[name..], "" ends a group
    };
    float radius;               // disc
};

struct picture {
    struct { struct item *at; size_t count, capacity; bool failed; } items;
    struct { pt *at; size_t count, capacity; bool failed; } points;
    struct { char *at; size_t count, capacity; bool failed; } chars;
    pt size;                    // screen points
};                              // zeroed is valid and empty

void picture_begin(struct picture *p, pt size);         // empties it, keeps its memory
void picture_free(struct picture *p);
bool picture_failed(const struct picture *p);

void picture_stroke(struct picture *p, const pt *points, size_t count, struct pen pen,
                    bool closed);
void picture_line(struct picture *p, pt from, pt to, struct pen pen);
void picture_fill(struct picture *p, const pt *points, size_t count, rgba color);
                                                        // non-zero winding
void picture_box(struct picture *p, rect where, rgba color);
void picture_round_box(struct picture *p, rect where, float radius, rgba color);
void picture_disc(struct picture *p, pt center, float radius, rgba color);
void picture_ring(struct picture *p, pt center, float radius, struct pen pen);
void picture_text(struct picture *p, pt at, struct type type, const char *text);
void picture_image(struct picture *p, rect where, const struct image *image);
                                                        // borrowed until replayed
void picture_clip(struct picture *p, rect where);       // holds until the next clip
void picture_unclip(struct picture *p);

// Items first to last − 1 of a picture, perhaps the same one, once more: `times` as
// large, at least 1, and moved; lines and letters keep their size.
void picture_again(struct picture *p, const struct picture *from, size_t first,
                   size_t last, float times, pt move);

// Every colour becomes its grey; images keep theirs.
void picture_grey(struct picture *p);

// Names what follows for people who edit the SVG ("contours", "arrows"); one level.
void picture_group(struct picture *p, const char *name);
void picture_ungroup(struct picture *p);

// The picture as text, one item a line, numbers to 0.01: for golden tests.
void picture_dump(struct text *out, const struct picture *p);
