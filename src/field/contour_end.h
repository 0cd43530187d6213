// SPDX-License-Identifier: MIT
#pragma once
// Lines that end in a part because f breaks there, drawn on to the break.

#include "field/contour_work.h"

// Fills head and tail of the links listed in w->ends.
void ends_draw(struct trace *t, struct worker *w);
