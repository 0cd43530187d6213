// SPDX-License-Identifier: MIT
#pragma once
// How a schedule goes on: a small curve of the learning rate at each step of a run, from
// 0 up, with a dot at one step and the rate of that step.  A line of a card.

#include "field/descent.h"
#include "plot/card.h"

// `path` has a step at least.
void rate_curve_draw(struct card *c, const struct path *path, rgba color, int step);
