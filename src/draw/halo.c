// SPDX-License-Identifier: MIT
#include "draw/halo.h"

#include <math.h>
#include <string.h>

// A pixel covered to the share a has its edge a − 1/2 from its centre, so the halo
// covers the share a + radius − distance of a pixel at that distance from it.
static void spread_row(uint8_t *restrict to, const uint8_t *restrict from, int count,
                       int gain)
{
    uint8_t less = (uint8_t)(gain < 0 ? -gain : 0), more = (uint8_t)(gain > 0 ? gain : 0);
    uint8_t most = (uint8_t)(255 - more);
    for (int i = 0; i < count; i++) {
        uint8_t kept = (uint8_t)(from[i] > less ? from[i] - less : 0);
        uint8_t grown = (uint8_t)(kept < most ? kept + more : 255);
        uint8_t reached = kept ? grown : 0;
        to[i] = reached > to[i] ? reached : to[i];
    }
}

static void spread(struct cover *halo, uint8_t *alpha, const struct cover *letters,
                   int reach, float radius)
{
    for (int dy = -reach; dy <= reach; dy++)
        for (int dx = -reach; dx <= reach; dx++) {
            float distance = sqrtf((float)(dx * dx + dy * dy));
            int gain = (int)floorf((radius - distance) * 255 + 0.5f);
            gain = gain < 255 ? gain : 255;
            if (gain <= -255)
                continue;
            for (int y = 0; y < letters->height; y++)
                spread_row(alpha + (y + dy + reach) * halo->width + dx + reach,
                           letters->alpha + y * letters->width, letters->width, gain);
        }
}

bool halo_grow(struct arena *arena, const struct cover *letters, float radius,
               struct cover *out)
{
    *out = *letters;
    if (letters->width <= 0 || letters->height <= 0)
        return true;
    radius = fminf(radius, 32);
    int reach = (int)radius + 1;
    out->left -= reach;
    out->top -= reach;
    out->width += 2 * reach;
    out->height += 2 * reach;
    uint8_t *alpha = arena_new(arena, (size_t)out->width * (size_t)out->height);
    if (!alpha)
        return false;
    spread(out, alpha, letters, reach, radius);
    out->alpha = alpha;
    return true;
}
