// SPDX-License-Identifier: MIT
#pragma once
// A picture of all kinds of items but text, for what is held against another program.

#include "draw/picture.h"

enum { SAMPLE_WIDTH = 200, SAMPLE_HEIGHT = 150 };

void draw_sample(struct picture *p, const struct image *image); // of one colour
