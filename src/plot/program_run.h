// SPDX-License-Identifier: MIT
#pragma once
// A run as a function of a program: a loop for each of its legs.

#include "calc/language.h"
#include "scene/scene.h"

// Of one run: its legs and how it went.
struct program_run {
    struct leg leg[SCENE_LEGS];
    int legs;
    enum path_end end;
    int steps;                  // that were made
    bool finite;                // f has a value where it ended
};

// Where a leg ends, if nothing ends it before: the step after its last.
int program_run_until(const struct program_run *r, int leg);

// Does any leg use the method?
bool program_run_uses(const struct program_run *r, const char *method);

// The function `name`, which takes x, y and gives where they went.
void program_run_write(struct text *out, const struct language *l,
                       const struct program_run *r, const char *name);
