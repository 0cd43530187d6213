// SPDX-License-Identifier: MIT
#pragma once
// Where exactly a level crosses an edge: safeguarded Newton steps, all edges of a tile
// at once.  A bracket that shrinks to nothing around a jump or a pole is no crossing
// (contours.md 3.2).

#include "field/contour_work.h"

// Appends to w->crossings the crossings of w->edges, ordered by edge and along each
// edge, and to w->first the number (within the tile) of the first one of each edge.
void edges_polish(struct trace *t, struct worker *w);
