// SPDX-License-Identifier: MIT
#pragma once
// Colours in sRGB with straight alpha, and the ramps that fills are made of.

#include <stdint.h>

typedef struct { uint8_t r, g, b, a; } rgba;

static inline rgba rgb(uint32_t hex)                    // 0xRRGGBB, opaque
{
    return (rgba){(uint8_t)(hex >> 16), (uint8_t)(hex >> 8), (uint8_t)hex, 255};
}

static inline rgba rgba_faded(rgba c, float by)         // alpha times `by`, 0…1
{
    c.a = (uint8_t)(c.a * by + 0.5f);
    return c;
}

// Linear in sRGB, t in 0…1.
rgba rgba_mix(rgba from, rgba to, float t);

// The grey of the same luminance, so that contrasts stay.
rgba rgba_grey(rgba c);

// WCAG 2 contrast ratio of two opaque colours, 1 … 21.
double contrast(rgba a, rgba b);

// A perceptual ramp of the heat option at t in 0…1 (clamped).
enum ramp { RAMP_CIVIDIS, RAMP_VIRIDIS };
rgba ramp_color(enum ramp ramp, float t);
