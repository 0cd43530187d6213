// SPDX-License-Identifier: MIT
#include "draw/theme.h"

#include <math.h>

#define HEX(rrggbb)                                                               \
    {(rrggbb) >> 16 & 255, (rrggbb) >> 8 & 255, (rrggbb) & 255, 255}

const struct theme theme_light = {
    .plot_hi = HEX(0xFFFFFF), .plot_lo = HEX(0xD3E0EE),
    .panel = HEX(0xF3F5F8), .card = HEX(0xFFFFFF),
    .text = HEX(0x14181F), .text2 = HEX(0x3A4350),
    .contour_minor = HEX(0x66768A), .contour_major = HEX(0x46556A),
    .arrow = HEX(0x4A5665), .axis = HEX(0x5C6877), .grid = HEX(0xC3CCD6),
    .ink = HEX(0x14181F), .blue = HEX(0x005BA1),
    .run = {HEX(0xC2123C), HEX(0x3D4900), HEX(0x4D69F4), HEX(0xA06486), HEX(0x74364B)},
    .accent = HEX(0x004A85), .ok = HEX(0x005737), .warn = HEX(0x6E3C00),
    .error = HEX(0xA00018), .button = HEX(0xE4E9EF), .track = HEX(0x5C6877),
    .focus = HEX(0x005BA1),
};

const struct theme theme_dark = {
    .plot_hi = HEX(0x2A3A4D), .plot_lo = HEX(0x0D1117),
    .panel = HEX(0x161B22), .card = HEX(0x1D242E),
    .text = HEX(0xF2F5F9), .text2 = HEX(0xC3CCD8),
    .contour_minor = HEX(0x8496AB), .contour_major = HEX(0xA9B8C9),
    .arrow = HEX(0xAEBBC9), .axis = HEX(0x9AA8B8), .grid = HEX(0x37424F),
    .ink = HEX(0xF2F5F9), .blue = HEX(0x62B8FF),
    .run = {HEX(0xFF6B81), HEX(0xFDF156), HEX(0xAEF1BB), HEX(0x62B811), HEX(0xB491B0)},
    .accent = HEX(0x7CC4FF), .ok = HEX(0x5BE3A0), .warn = HEX(0xFFC061),
    .error = HEX(0xFF9E9E), .button = HEX(0x2B3542), .track = HEX(0x9AA8B8),
    .focus = HEX(0x62B8FF),
};

rgba theme_ground(const struct theme *t)
{
    return contrast(t->ink, t->plot_hi) > contrast(t->ink, t->plot_lo) ? t->plot_hi
                                                                       : t->plot_lo;
}

struct sizes sizes_for(float height, bool projector)
{
    static const struct sizes desk = {1, 4.4f, 3.0f, 2.2f, 0.16f, 0.30f,
                                      0.22f, 1.25f, 0.9f, 0.22f,
                                      0.45f, 1.5f, 2.6f, 2.4f, 2.0f,
                                      6.6f, 0.8f, 1.8f, 3.0f, 5.8f, 0.35f, 0.3f};
    static const struct sizes wall = {1, 4.8f, 4.2f, 3.0f, 0.24f, 0.42f,
                                      0.30f, 1.5f, 1.1f, 0.30f,
                                      0.60f, 2.0f, 3.4f, 3.0f, 2.7f,
                                      6.6f, 0.8f, 2.4f, 3.2f, 6.6f, 0.35f, 0.3f};
    const struct sizes *s = projector ? &wall : &desk;
    float u = height / 100, shaft = fmaxf(s->shaft * u, 1.5f);
    return (struct sizes){
        .u = u,
        .t1 = fmaxf(s->t1 * u, 13), .t2 = fmaxf(s->t2 * u, 12),
        .t3 = fmaxf(s->t3 * u, 11),
        .minor = fmaxf(s->minor * u, 1.5f), .major = fmaxf(s->major * u, 1.5f),
        .shaft = shaft, .head_length = fmaxf(s->head_length * u, 5 * shaft),
        .head_width = fmaxf(s->head_width * u, 3.6f * shaft),
        .halo = s->halo * u,
        .path = fmaxf(s->path * u, 2), .dot = fmaxf(s->dot * u, 5),
        .ring = fmaxf(s->ring * u, 9), .ball = fmaxf(s->ball * u, 8),
        .flat = fmaxf(s->flat * u, 7),
        .button = s->button * u, .radius = s->radius * u,
        .handle = fmaxf(s->handle * u, 7), .knob = fmaxf(s->knob * u, 8),
        .grab = s->grab * u,
        .focus = fmaxf(s->focus * u, 2), .focus_gap = fmaxf(s->focus_gap * u, 1),
    };
}
