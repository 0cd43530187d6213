// SPDX-License-Identifier: MIT
#include "app/screen.h"

static const float narrow = 1.15f;              // width to height: u goes by the width
static const float least_map = 0.54f;           // of the window

static float clampf(float x, float low, float high)
{
    return fminf(fmaxf(x, low), high);
}

// Takes `width` off the left or, negative, the right side.
static rect cut(rect *from, float width, float gap)
{
    rect piece = *from;
    float room = fmaxf(from->x1 - from->x0, 0);
    float taken = fminf(fabsf(width), room);
    if (width >= 0) {
        piece.x1 = from->x0 + taken;
        from->x0 = fminf(piece.x1 + gap, from->x1);
    } else {
        piece.x0 = from->x1 - taken;
        from->x1 = fmaxf(piece.x0 - gap, from->x0);
    }
    return piece;
}

static void fill_top(struct screen *k, float u)
{
    float gap = 0.9f * u, button = k->layout.sizes.button;
    rect row = {k->top.x0 + 1.2f * u, 0, k->top.x1 - 1.2f * u, 0};
    float middle = (k->top.y0 + k->top.y1) / 2;
    row.y0 = middle - button / 2, row.y1 = middle + button / 2;
    float em = k->layout.sizes.t2, wide = row.x1 - row.x0;
    float each = fminf(4.6f * em, 0.2f * wide);
    k->help = cut(&row, -each, gap);
    k->gallery = cut(&row, -1.15f * each, gap);
    k->formula = row;
    k->sentence = (rect){row.x0, k->top.y1 + 0.8f * u, k->layout.map.x1 - u,
                         k->layout.map.y1};
}

static void fill_bottom(struct screen *k, float u, bool runs)
{
    float gap = 0.9f * u, button = k->layout.sizes.button, em = k->layout.sizes.t2;
    float middle = (k->bottom.y0 + k->bottom.y1) / 2;
    rect row = {k->bottom.x0 + 1.2f * u, middle - button / 2, k->bottom.x1 - 1.2f * u,
                middle + button / 2};
    float wide = row.x1 - row.x0, each = fminf(8 * u, 0.09f * wide);
    k->back = cut(&row, each, gap);
    k->play = cut(&row, each, gap);
    k->step = cut(&row, each, 2 * gap);
    bool roomy = row.x1 - row.x0 > 30 * u + 20 * em;
    k->method = cut(&row, -fminf((roomy ? 9.6f : 5.6f) * em, 0.25f * wide), gap);
    rect clear = cut(&row, -fminf(4.3f * em, 0.12f * wide), gap);
    if (runs)                                   // its place is kept: nothing moves
        k->clear = clear;
    k->lead = cut(&row, 1.1f * em, 0);
    k->rate = cut(&row, -fminf(4.2f * em, 0.2f * wide), 2 * gap);
    k->slider = row;
}

// The rail beside the map or, in a narrow window, under it.
static void cut_rail(struct screen *k, rect *room, pt size, float u)
{
    float w = size.x, h = size.y;
    k->below = w < narrow * h;
    k->rail = *room;
    if (k->below) {
        float high = fminf(0.34f * h, fmaxf(h - least_map * h - (k->top.y1 - k->top.y0)
                                            - (k->bottom.y1 - k->bottom.y0), 0));
        k->rail.y0 = room->y1 = roundf(room->y1 - high);
        return;
    }
    float wide = fminf(clampf(0.325f * w, 42 * u, 58 * u), (1 - least_map) * w);
    k->rail.x0 = room->x1 = roundf(room->x1 - wide);
}

// Rows of sliders above, the rest for cards.
static void fill_rail(struct screen *k, int rows, float u)
{
    k->control = fmaxf(4.6f * u, 1.5f * k->layout.sizes.t2);
    float high = rows > 0 ? (float)rows * (k->control + u) + 1.4f * u : 0;
    k->controls = k->layout.cards = k->rail;
    k->controls.y1 = k->layout.cards.y0 = fminf(k->rail.y0 + high, k->rail.y1);
}

struct screen screen_for(pt size, const struct scene *s, int rows, bool runs)
{
    float w = fmaxf(size.x, 1), h = fmaxf(size.y, 1);
    bool rail = rows >= 0;
    struct screen k = {.layout.sizes = sizes_for(fminf(h, w / narrow), s->projector)};
    float u = k.layout.sizes.u, em = k.layout.sizes.t2;
    k.top = (rect){0, 0, w, roundf(fminf(fmaxf(9 * u, 1.7f * em), h / 3))};
    k.bottom = (rect){0, roundf(h - fminf(fmaxf(10 * u, 1.9f * em), h / 3)), w, h};
    rect room = {0, k.top.y1, w, k.bottom.y0}, whole;
    float strip = fmaxf(3 * u, 1.2f * k.layout.sizes.t3);
    rect line = {0, roundf(fmaxf(room.y1 - strip, room.y0)), w, room.y1};
    room.y1 = line.y0;                          // kept free: nothing moves when it comes
    if (runs)
        k.timeline = line;
    whole = room;
    cut_rail(&k, &room, (pt){w, h}, u);
    k.layout.map = rail ? room : whole;
    k.layout.focus = k.below && !rail ? whole : room;
    if (!rail)
        k.rail = (rect){0};
    else if (!k.below) {
        k.timeline.x1 = fminf(k.timeline.x1, room.x1);
        k.rail.y1 = k.bottom.y0;                // beside the timeline too
    }
    fill_rail(&k, rows, u);
    fill_top(&k, u);
    fill_bottom(&k, u, runs);
    layout_divide(&k.layout, s);
    return k;
}
