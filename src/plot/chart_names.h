// SPDX-License-Identifier: MIT
#pragma once
// Names at the thin lines in the plot of f: behind the end of a line, or else on it,
// where few others are.

#include "plot/chart_scale.h"
#include "plot/echo.h"

struct chart_names {
    struct picture *p;
    const struct chart_scale *at;
    const struct model *m;
    const struct echo *echo;
    int count;
    const struct theme *theme;
    const struct sizes *sizes;
    const struct font *font;
};

void chart_names_draw(const struct chart_names *c);
