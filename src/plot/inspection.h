// SPDX-License-Identifier: MIT
#pragma once
// The step that the scene inspects: what it was made with and how, for its card and for
// its arrows on the map, which share the colours of terms.

#include "draw/theme.h"
#include "field/update.h"
#include "plot/model.h"

struct inspection {
    bool there;                 // the chosen run has such a step; else only `run` is set
    int run, step;              // from 1
    const struct descent *with; // what it was made with; the scene's
    const struct path_row *before, *after;      // the model's
    struct update told;
};

void inspection_make(struct inspection *out, const struct model *m,
                     const struct scene *s);

// What the last rule calls a term of that kind: "v", "m̂"; NULL: it has none.
const char *inspection_name(const struct inspection *of, enum term term);

rgba inspection_color(const struct theme *theme, enum term term);
