// SPDX-License-Identifier: MIT
#pragma once
// The strip that says what is shown: the formula as it was read, its parameters.

#include "draw/font.h"
#include "draw/picture.h"
#include "draw/theme.h"
#include "plot/model.h"

// Draws into layout->strip; shrinks, then shortens what does not fit.  `shown`: so many
// steps of the runs are, INFINITY: all.
void strip_draw(struct picture *p, const struct model *m, const struct scene *s,
                const struct layout *layout, const struct theme *theme,
                const struct font *font, double shown);
