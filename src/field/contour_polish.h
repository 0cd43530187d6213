// SPDX-License-Identifier: MIT
#pragma once
// Where exactly a level crosses an edge: safeguarded Newton steps, all edges of a tile
// at once.  A bracket that shrinks to nothing around a jump or a pole is no crossing
// (contours.md 3.2).

#include "field/contour_work.h"

// Appends to w->crossings the crossings of w->edges, ordered by edge and along each
// edge, and to w->first, for each of the w->numbers edges of the tile, which crossing
// of the tile is its first.
void edges_polish(struct trace *t, struct worker *w);
