// SPDX-License-Identifier: MIT
#pragma once
// A descent told in a line, run for a test.

#include "field/descent.h"

struct walk {
    struct formula *formula;
    struct terrain land;
    struct descent d;
    struct path path;
};

// Settings such as "method=adam lr=0.1 steps=25 exact schedule=cosine clip_norm=1";
// the view is from −3 to 3.  Anything that fails, fails the test.
struct walk walk_open(const char *formula, vec2 start, const char *settings);
struct walk walk_run(const char *formula, vec2 start, const char *settings);
void walk_close(struct walk *w);

// Does the value, rounded as the text is, read like the text?
bool reads_like(const char *text, double value);
