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
    struct descent with;        // the settings of that step
    const struct path_row *before, *after;      // the model's
    struct update told;
};

void inspection_make(struct inspection *out, const struct model *m,
                     const struct scene *s);

// The settings that step k, from 1, of a run is made with: those of the fork it is on.
struct descent inspection_settings(const struct scene *s, int run, int k);

rgba inspection_color(const struct theme *theme, enum term term);
