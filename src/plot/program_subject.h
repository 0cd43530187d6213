// SPDX-License-Identifier: MIT
#pragma once
// What a program is about: the scene with its formula derived and its runs made.

#include "base/fault.h"
#include "plot/program_run.h"

struct program_subject {
    struct scene scene;         // with the runs of a race in their lanes
    struct formula *formula;
    double parameters[FORMULA_MOST_PARAMETERS];
    struct evaluator *slope, *curvature;
    struct program_run run[SCENE_RUNS];         // without legs: it does not start
};                              // zeroed is valid and empty

// False: the formula cannot be read or derived, or no memory.
bool program_subject_open(struct program_subject *s, const struct scene *scene,
                          struct fault *fault);
void program_subject_free(struct program_subject *s);

// Code of the parameters, f and its gradient, and its Hessian if it is wanted.  False: no
// memory, or too much.
bool program_subject_write(struct text *out, const struct language *l,
                           const struct program_subject *s, bool hessian);
