// SPDX-License-Identifier: MIT
#pragma once
// What lies over the map for a while, a page each.

#include "app/desk.h"

rect overlay_room(const struct desk *d);                // between the bars
void overlay_ground(struct desk *d, rect where);
// The rectangle is shielded; a press beside it closes the overlay, the bars stay in use.
void overlay_close_outside(struct desk *d, rect where);

// At the right edge, where rows are hidden: which of them all are in sight.
void overlay_bar(struct desk *d, rect where, int first, int seen, int all);

void gallery_page(struct desk *d);
// A picture with its name below; of one size wherever cards are seen together.
void overlay_card(struct desk *d, int card, rect where, bool chosen);
void help_page(struct desk *d);         // keys and hands, from the table of actions
void method_page(struct desk *d);       // the methods, and the knobs of the chosen run
void file_page(struct desk *d);         // the name of a file to save or open
void file_ask(struct desk *d, bool saving);     // opens that page
