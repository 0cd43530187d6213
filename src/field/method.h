// SPDX-License-Identifier: MIT
#pragma once
// Optimizers, each a row of data and one step function.  Definitions, names and
// defaults are PyTorch's.  To add one, write its step and its row in method.c.

#include "base/vec.h"
#include "field/hessian.h"
#include "field/knob.h"

#include <stddef.h>

enum { METHOD_KNOBS = 5, METHOD_MEMORY = 5 };

struct evaluator;

// One point on its way.  Methods step arrays of walkers; a run has one.
struct walker {
    vec2 at;                    // θ
    double f;                   // the objective there: −f when climbing
    vec2 g;                     // the gradient as the method gets it: of the
                                // objective, with noise, clipped
    struct hessian h;           // of the objective, for methods that ask for it
    vec2 memory[METHOD_MEMORY]; // the method's own, zero at first; see method.memory
    vec2 next;                  // out: θ after the step
    vec2 scale;                 // out: the step size along each axis, such as
                                // η/(√v̂ + ε)
};

// What all walkers of a step share.
struct stride {
    int t;                      // 1 for the first step
    double lr;                  // γ by its schedule
    const double *knob;         // as many as the method has
    const struct evaluator *value;      // f, for methods that try points
    double sign;                // the objective is sign·f: 1, or −1 when climbing
};

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
