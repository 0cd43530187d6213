// SPDX-License-Identifier: MIT
#pragma once
// The bottom that a start leads down to, whatever the rate (climbing: the top), and
// what a target is measured from, which is above it.

#include "field/descent.h"

enum bottom_kind {
    BOTTOM_UNKNOWN,             // the search came to no end
    BOTTOM_FOUND,               // a bowl or a valley
    BOTTOM_LEVEL,               // f levels off: a plain, a saddle, a value never reached
    BOTTOM_ENDLESS              // f falls as far as numbers are looked at
};

struct bottom {
    enum bottom_kind kind;
    bool ascend;
    vec2 at;
    double start, f;            // at the start, and the lowest that was found
    struct eigen eigen;         // there
};                              // zeroed is valid: unknown

// By a search along the gradient, which needs no rate; `scout` is its path and keeps
// its memory.  Of `d` the start and the direction count.  False when memory runs out.
bool bottom_find(struct bottom *out, struct path *scout, const struct descent *d,
                 const struct terrain *land);

// Why there is none: "f falls for ever", "no top is known".  NULL: there is one.
const char *bottom_missing(const struct bottom *b);

// A run has arrived where f is less than so much away from `from`.  Where f comes to
// nothing, by its bottom or by what it was at the start, that is 0.
enum aim_kind { AIM_NONE, AIM_ZERO, AIM_END };
struct aim {
    enum aim_kind kind;
    bool ascend;
    double from;
    const char *missing;        // of AIM_NONE: why
};

struct aim bottom_aim(const struct bottom *b);

// At that end, from that start.
struct aim aim_at(double start, double end, bool ascend);

double aim_value(const struct aim *a, double target);           // of f; NaN: no aim
bool aim_holds(const struct aim *a, double f, double target);
