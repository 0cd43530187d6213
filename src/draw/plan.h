// SPDX-License-Identifier: MIT
#pragma once
// A picture made ready for one raster: points in pixels, cut to the image; texts
// turned into covers; items that cannot be seen left out.

#include "base/arena.h"
#include "draw/cover.h"
#include "draw/picture.h"

enum job_kind { JOB_STROKE, JOB_POLYGON, JOB_BOX, JOB_COVER, JOB_IMAGE };

struct job {
    enum job_kind kind;
    rgba color;
    struct area area;           // what it may change, within the image
    size_t first, end;          // segments: stroke, polygon
    union {
        struct brush brush;     // stroke
        rect box;               // box
        struct cover cover;     // left and top in the image
        struct { const struct image *from; int left, top, width, height; } image;
    };
};

struct plan {
    struct { struct job *at; size_t count, capacity; bool failed; } jobs;
    struct segments segments;
    struct arena arena;
    bool failed;
};

// Adds to an empty plan.  False when memory runs out; clear or free it either way.
bool plan_make(struct plan *plan, const struct picture *p, struct area image, float scale,
               const struct font *font);
void plan_clear(struct plan *plan);                     // keeps its memory
void plan_free(struct plan *plan);
