// SPDX-License-Identifier: MIT
#pragma once
// Contour lines fade where they crowd (experience.md 3.6), minor ones first.

#include "plot/model.h"

enum { FADES = 12 };            // this much is whole, 0 is gone

struct fades { unsigned char *at; size_t count, capacity; bool failed; };

// How strongly each segment of the line shows.
void fade_line(struct fades *out, const struct model *m, const struct contour_line *line,
               float u);
