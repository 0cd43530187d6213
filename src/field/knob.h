// SPDX-License-Identifier: MIT
#pragma once
// A number that a method or a schedule may be given, under PyTorch's name for it.

#include "base/fault.h"

#include <float.h>
#include <stdbool.h>

// Bounds that read as "any", "above 0" and "below 1".
#define KNOB_MOST 1e300
#define KNOB_ABOVE_0 DBL_MIN
#define KNOB_BELOW_1 (1 - DBL_EPSILON / 2)
#define KNOB_COUNT (0x1p53 - 1) // the largest whole number that no other one becomes

enum knob_kind { KNOB_REAL, KNOB_WHOLE, KNOB_TOGGLE };  // TOGGLE: 0 or 1, off or on

struct knob {
    const char *name;           // "beta1"; NULL ends a list
    const char *label;          // "β₁"
    double standard;            // its default
    double low, high;           // what it may be, both included
    enum knob_kind kind;
    const char *help;           // one line, no full stop
};

// Which knob of the list has that name, or -1.
int knob_find(const struct knob *knobs, const char *name);

// Is the value finite and in range?  The fault says what is.
bool knob_check(const struct knob *knob, double value, struct fault *fault);
