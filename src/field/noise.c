// SPDX-License-Identifier: MIT
#include "field/noise.h"

enum { STREAM = 54 };

static void advance(struct noise *n)
{
    n->state = n->state * 6364136223846793005u + (2 * STREAM + 1);
}

struct noise noise_open(uint64_t seed)
{
    struct noise n = {0};
    advance(&n);
    n.state += seed;
    advance(&n);
    return n;
}

uint32_t noise_bits(struct noise *n)
{
    uint64_t old = n->state;
    uint32_t mixed = (uint32_t)((old >> 18 ^ old) >> 27), turn = (uint32_t)(old >> 59);
    advance(n);
    return mixed >> turn | mixed << (-turn & 31);
}

vec2 noise_normal(struct noise *n)
{
    double radius = sqrt(-2 * log((noise_bits(n) + 0.5) * 0x1p-32));
    double angle = 2 * M_PI * (noise_bits(n) + 0.5) * 0x1p-32;
    return (vec2){radius * cos(angle), radius * sin(angle)};
}
