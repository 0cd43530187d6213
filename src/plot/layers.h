// SPDX-License-Identifier: MIT
#pragma once
// A model becomes a picture, layer by layer from back to front.

#include "plot/annotation.h"

// False when memory runs out.
bool layers_draw(struct picture *p, const struct model *m, const struct annotation *a,
                 const struct scene *s, const struct layout *layout,
                 const struct font *font);
