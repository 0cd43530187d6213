// SPDX-License-Identifier: MIT
#pragma once
// What is known of an expression's value, whatever finite values x, y and the parameters
// have: code for other programs guards itself only where it has to.

#include "calc/expr.h"

struct sure {
    bool value;                 // it is a number, never NaN
    bool not_negative;          // where it has a value
    bool clear;                 // positive, and not near 0
    bool not_zero;              // no division by it fails
    bool tame;                  // of no exponential growth and no pole: where x and y are
                                // of usual sizes, it is
};

// Of all nodes up to and including `last`; `out` has room for them.
void sure_of(const struct graph *g, expr last, struct sure *out);
