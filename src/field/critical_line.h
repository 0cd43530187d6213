// SPDX-License-Identifier: MIT
#pragma once
// Boxes that stay a long line, however small they get.

#include "field/critical_level.h"

// Takes the groups out of the open boxes that are lines of critical points (seeds are
// pushed) or of kinks (left out but for what extrema they may hold), and those that
// only grow in number (pushed as one speck).
void lines_settle(struct level *l);

// Pushes a seed where the box leads to a line of critical points.
void lines_try(const struct level *l, box b);
