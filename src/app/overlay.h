// SPDX-License-Identifier: MIT
#pragma once
// What lies over the map for a while, a page each.

#include "app/desk.h"

void overlay_ground(struct desk *d, rect where);
// The rectangle is shielded; a press elsewhere closes the overlay.
void overlay_close_outside(struct desk *d, rect where);

void method_page(struct desk *d);       // the methods, and the knobs of the chosen run
