// SPDX-License-Identifier: MIT
#pragma once
// Hands on the chosen run at other rates: the grid of small maps, the fan, their card.

#include "app/desk.h"
#include "plot/card.h"

// What M and Shift+M do: a run is there, or begins now.
void trials_show(struct desk *d, enum rates_view view);

// Rows of the card: one that is pointed at is lit, a click takes its rate.
void trials_in_card(struct desk *d, const struct card *c);

// Cells of the grid, and keys; after the card.  Nothing where no rates are shown.
void trials_on_map(struct desk *d);

// The cell that stands enlarged, 1 to 9, once the pointer has rested in it; 0: none.
int trials_large(const struct attention *mind);
double trials_wait(const struct attention *mind);       // seconds until it will
