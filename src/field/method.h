// SPDX-License-Identifier: MIT
#pragma once
// Optimizers, each a row of data and one step function.  Definitions, names and
// defaults are PyTorch's.  To add one, write its step in method_step.c, its row in
// method.c, and for programs its row in plot/recipe.c.

#include "field/knob.h"
#include "field/walker.h"

#include <stddef.h>

enum { METHOD_KNOBS = 5 };

struct method {
    const char *name, *label;   // "gd", "Gradient descent"
    const char *brief;          // "GD": where there is little room
    const char *source;         // "Kingma & Ba 2015, Alg. 1"
    double lr;                  // default learning rate
    struct knob knob[METHOD_KNOBS + 1];
    const char *memory[METHOD_MEMORY + 1];      // what walker.memory holds after a
                                                // step: "m", "v", "m̂"; NULL-ended
    bool curved;                // needs the Hessian
    bool adaptive;              // rescales each axis: no fixed limit of stability
    void (*step)(struct walker *w, size_t count, const struct stride *s);
};

enum { METHODS = 9 };
extern const struct method methods[METHODS];

int method_find(const char *name);                      // its index, or -1
