// SPDX-License-Identifier: MIT
#pragma once
// The edges of a tile: sampled, cut short where f ends, split at an extremum that a
// level may hide behind; then polished into crossings.

#include "field/contour_work.h"

// Appends the edges and crossings of a tile to the lists of the worker and notes in
// the tile and its cells where they are (counted from the first of the tile).
void edges_search(struct trace *t, struct worker *w, size_t tile);
