// SPDX-License-Identifier: MIT
#pragma once
// Why a rate does what it does: what a step multiplies the distance to the bottom by,
// along each eigen-direction, as two bars within −1 and 1 (Goh, Distill 2017).

#include "plot/card.h"
#include "plot/model.h"

// With or without the sentence that says it in words.
float why_card_height(const struct sizes *sizes, float width, bool told);

// At the run's own rate, or of the one that is pointed at, 1 to 9.
void why_card_draw(struct card *c, const struct model *m, const struct scene *s, int trial);
