// SPDX-License-Identifier: MIT
#pragma once
// The step that is inspected, on the map, in the colours of its card: its arrows from
// where it begins, and how the method stretches the axes.

#include "plot/beside.h"
#include "plot/dart.h"

struct quill {                  // what arrows with names are drawn by
    struct beside *words;
    const struct camera *camera;
    const struct theme *theme;
};

// All of them, then their names, as far as there is room.
void quill_draw(const struct quill *q, const struct dart *dart, int count);

void inspect_layer_draw(const struct quill *q, const struct model *m,
                        const struct scene *s);
