// SPDX-License-Identifier: MIT
#pragma once
// The rates of the grid or of the fan as a card: of each its verdict and when it arrives;
// below, where the verdicts change.

#include "plot/card.h"
#include "plot/model.h"

float rates_card_height(const struct scene *s, const struct sizes *sizes, float width);

// `trial`: the rate that is pointed at, 1 to 9; 0: none.
void rates_card_draw(struct card *c, const struct model *m, const struct scene *s,
                     int trial);

rect rates_card_row(const struct card *c, int i);       // from 0
rect rates_card_close(const struct card *c);            // where its button stands
