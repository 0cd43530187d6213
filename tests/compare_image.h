// SPDX-License-Identifier: MIT
#pragma once
// Pictures compared with two thresholds, as people see them: one for the worst channel of
// the worst pixel, one for all of them together.

#include "draw/image.h"

struct difference {
    int most;                   // of a channel, 0…255
    double rms;                 // over all channels
    bool same_size;
};

struct difference image_difference(const struct image *a, const struct image *b);

// By squares of `side` pixels, so that edges and hinted letters do not count: how far
// apart the mean colours of the worst one are, and where; and the share of squares that are
// more than `many` apart.
struct tiles { double worst, outliers; int x, y; };
struct tiles image_tiles(const struct image *a, const struct image *b, int side, double many);

// Reads a PNG; false when it is none or there is no memory.
bool image_read(const char *path, struct image *out);

// True when `got` is the picture `folder`/`name`.png within both thresholds.  If not,
// says so and leaves name-got.png and name-difference.png in the working folder.
bool image_matches(const struct image *got, const char *folder, const char *name,
                   int most, double rms);
