// SPDX-License-Identifier: MIT
#pragma once
// What a slider and a field for a number have in common.

#include "ui/ui.h"

// Takes the keys `up` and `down` (with Shift: a large step) and moves the value within
// its range.  True when it changed.
bool slider_keys(struct ui *ui, unsigned id, double *value, const struct range *range,
                 int up, int down);
