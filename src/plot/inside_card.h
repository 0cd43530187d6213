// SPDX-License-Identifier: MIT
#pragma once
// What is inside the gradient, as a card: ∂f/∂x and ∂f/∂y as formulas of x and y.

#include "plot/card.h"
#include "plot/model.h"

float inside_card_height(const struct sizes *sizes, float width);

// `buttons`: room for them is kept free.
void inside_card_draw(struct card *c, const struct model *m, bool buttons);

// Where the button of one of the two stands.
rect inside_card_button(const struct card *c, int part);
const char *inside_card_word(const struct card *c);      // and what is on it
