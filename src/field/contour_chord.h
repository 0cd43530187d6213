// SPDX-License-Identifier: MIT
#pragma once
// Chords bent to the curve: points are put between two linked crossings until every
// chord is within a twentieth of a pixel of its level.

#include "field/contour_work.h"

// Fills via, vias and worker of the links listed in w->pending.
void chords_round(struct trace *t, struct worker *w);
