// SPDX-License-Identifier: MIT
#pragma once
// Lines at 45°: a pixel's colour depends on column + row (▨) or on column − row (▧).

#include "draw/color.h"

#include <stddef.h>

enum { HATCH_MOST = 512 };

struct hatch {
    int period;                 // pixels along a row
    rgba color[HATCH_MOST];
};

void hatch_mix(struct hatch *h, rgba ground, rgba line, float u);

static inline rgba hatch_color(const struct hatch *h, size_t phase)
{
    return h->color[phase % (size_t)h->period];
}
