// SPDX-License-Identifier: MIT
#pragma once
// How the learning rate changes from step to step; the first step has the rate given.
// Definitions, names and defaults are PyTorch's where it has them.

#include "field/knob.h"

enum { SCHEDULE_KNOBS = 2 };

struct schedule {
    const char *name, *label;   // "cosine"
    struct knob knob[SCHEDULE_KNOBS + 1];
    double (*rate)(double lr, int t, const double *knob, int steps);
};                              // t: 0 for the first step; steps: of the whole run

// constant γ; step γ·g^⌊t/s⌋; exponential γ·gᵗ; cosine from γ to eta_min over T_max
// steps (0: the run's); inverse γ/(1 + k·t); root γ/√(1 + k·t).
enum { SCHEDULES = 6 };
extern const struct schedule schedules[SCHEDULES];

int schedule_find(const char *name);                    // its index, or -1
