// SPDX-License-Identifier: MIT
#pragma once
// A scene as a program that a person could have written, for reading, for homework and
// as a check: f, its exact gradient, a finite difference and a run in Python, Julia, Rust
// or C; or the figure itself as a script for matplotlib.

#include "base/fault.h"
#include "base/text.h"
#include "scene/scene.h"

struct program_kind {
    const char *name, *label;   // "python", "Python"
    const char *needs;          // what runs it, a few words
};

enum { PROGRAM_KINDS = 5 };
extern const struct program_kind program_kinds[PROGRAM_KINDS];

// Which kind has that name, or −1.
int program_find(const char *name);

// Appends the program.  It prints the gradient where the probe is, or else where the run
// starts, a finite difference there, and where that run ends, forks and noise included; a
// figure has all runs.  False: the formula cannot be read, a run cannot start, or no
// memory.
bool program_write(struct text *out, int kind, const struct scene *scene, int run,
                   struct fault *fault);
