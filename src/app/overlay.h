// SPDX-License-Identifier: MIT
#pragma once
// What lies over the map for a while, a page each.

#include "app/desk.h"

void gallery_page(struct desk *d);
// A picture with its name below; of one size wherever cards are seen together.
void overlay_card(struct desk *d, int card, rect where, bool chosen);
void help_page(struct desk *d);         // keys and hands, from the table of actions
void method_page(struct desk *d);       // the methods, and the knobs of the chosen run
void shoot_page(struct desk *d);        // pictures and films to make
void code_page(struct desk *d);         // languages that the scene is copied in
void file_page(struct desk *d);         // the name of a file to save or open
void file_ask(struct desk *d, bool saving);     // opens that page
