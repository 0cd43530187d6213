// SPDX-License-Identifier: MIT
#pragma once
// A formula opened for numbers, as most tests of this floor need one.

#include "eval/evaluator.h"
#include "field/view.h"

struct subject { struct formula *formula; struct evaluator *e; };

struct subject subject_open(const char *text, unsigned need);      // fails the test
void subject_close(struct subject *s);

double subject_value(const struct subject *s, double x, double y);

// Equal aspect: half the height of the world, 16:9.
struct view subject_view(double x, double y, double half);
