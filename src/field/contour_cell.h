// SPDX-License-Identifier: MIT
#pragma once
// How the crossings around a part of a cell are joined through it.

#include "field/contour_work.h"

// Sets next and prev of the links through the cells of a tile.  Where more than two
// crossings of a level surround a part, the order along the axis in which f is
// monotone decides, else f at the saddle inside.  Lists in w->pending where the links
// start that are to be rounded, in w->ends the crossings that lead nowhere.
void cells_link(struct trace *t, struct worker *w, size_t tile);
