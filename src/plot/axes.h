// SPDX-License-Identifier: MIT
#pragma once
// Ticks and their numbers along the left and the lower border of the map: inside it, or
// outside of a frame around it.

#include "draw/font.h"
#include "draw/picture.h"
#include "draw/theme.h"
#include "plot/camera.h"

enum { AXES_TICKS = 40 };

struct axes {
    struct tick { pt at; rect box; char text[40]; bool vertical; } tick[AXES_TICKS];
    int ticks;
    float across;               // height of the row of numbers along the lower border,
                                // as far as it is in the map
    bool frame;
};

struct axes axes_make(const struct camera *c, const struct sizes *sizes,
                      const struct font *font, bool frame);
// A frame is drawn outside of the map.
void axes_draw(const struct axes *a, const struct camera *c, const struct theme *theme,
               const struct sizes *sizes, struct picture *p);

// Faint lines through the ticks.
void axes_draw_grid(const struct axes *a, const struct camera *c,
                    const struct theme *theme, const struct sizes *sizes,
                    struct picture *p);
