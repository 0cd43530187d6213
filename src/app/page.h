// SPDX-License-Identifier: MIT
#pragma once
// What all pages over the map are made of.

#include "app/desk.h"

rect page_room(const struct desk *d);                   // between the bars
void page_ground(struct desk *d, rect where);
// The rectangle is shielded; a press beside it closes the overlay, the bars stay in use.
void page_close_outside(struct desk *d, rect where);

// At the right edge, where rows are hidden: which of them all are in sight.
void page_bar(struct desk *d, rect where, int first, int seen, int all);
