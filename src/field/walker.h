// SPDX-License-Identifier: MIT
#pragma once
// What a method's step function reads and writes.

#include "base/vec.h"
#include "field/hessian.h"

enum { METHOD_MEMORY = 5 };

struct evaluator;

// One point on its way.  Methods step arrays of walkers; a run has one.
struct walker {
    vec2 at;                    // θ
    double f;                   // the objective there: −f when climbing
    vec2 g;                     // the gradient as the method gets it: of the
                                // objective, with noise, clipped
    struct hessian h;           // of the objective, for methods that ask for it
    vec2 memory[METHOD_MEMORY]; // the method's own, zero at first; see method.memory
    double power[2];            // β₁ᵗ and β₂ᵗ of Adam's; the first step sets them
    vec2 next;                  // out: θ after the step
    vec2 scale;                 // out: the step size along each axis, such as
                                // η/(√v̂ + ε)
    int tried;                  // out: points where f was looked at before the step
};

// What all walkers of a step share.
struct stride {
    int t;                      // 1 for the first step
    double lr;                  // γ by its schedule
    const double *knob;         // as many as the method has
    const struct evaluator *value;      // f, for methods that try points
    double sign;                // the objective is sign·f: 1, or −1 when climbing
};
