// SPDX-License-Identifier: MIT
#include "draw/color.h"

#include <math.h>

enum { STOPS = 10 };

static const uint32_t stops[][STOPS] = {
    [RAMP_CIVIDIS] = {0x00224E, 0x123570, 0x3B496C, 0x575D6D, 0x707173,
                      0x8A8678, 0xA59C74, 0xC3B369, 0xE1CC55, 0xFEE838},
    [RAMP_VIRIDIS] = {0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E,
                      0x1F9E89, 0x35B779, 0x6ECE58, 0xB5DE2B, 0xFDE725},
};

static uint8_t mix(uint8_t from, uint8_t to, float t)
{
    return (uint8_t)(from + (to - from) * t + 0.5f);
}

static float unit(float t)
{
    return t > 0 ? t < 1 ? t : 1 : 0;
}

rgba rgba_mix(rgba from, rgba to, float t)
{
    t = unit(t);
    return (rgba){mix(from.r, to.r, t), mix(from.g, to.g, t), mix(from.b, to.b, t),
                  mix(from.a, to.a, t)};
}

static double linear(uint8_t channel)
{
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(rgba c)
{
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

rgba rgba_grey(rgba c)
{
    double y = luminance(c);
    double grey = y <= 0.0031308 ? 12.92 * y : 1.055 * pow(y, 1 / 2.4) - 0.055;
    uint8_t level = (uint8_t)(255 * grey + 0.5);
    return (rgba){level, level, level, c.a};
}

double contrast(rgba a, rgba b)
{
    double la = luminance(a), lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

rgba ramp_color(enum ramp ramp, float t)
{
    float at = unit(t) * (STOPS - 1);
    int i = at < STOPS - 2 ? (int)at : STOPS - 2;
    return rgba_mix(rgb(stops[ramp][i]), rgb(stops[ramp][i + 1]), at - (float)i);
}
