// SPDX-License-Identifier: MIT
#include "plot/hatch.h"

#include <math.h>

void hatch_mix(struct hatch *h, rgba ground, rgba line, float u)
{
    float distance = fmaxf(1.6f * u, 8), width = fmaxf(0.22f * u, 1.5f);
    int period = (int)(distance * 1.41421356f + 0.5f);
    h->period = period < HATCH_MOST ? period : HATCH_MOST;
    for (int i = 0; i < h->period; i++) {
        float off = fabsf((float)i - (float)h->period / 2) * 0.70710678f;
        float cover = fminf(fmaxf(width / 2 + 0.5f - off, 0), 1);
        h->color[i] = rgba_mix(ground, line, cover);
    }
}
