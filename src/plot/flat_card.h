// SPDX-License-Identifier: MIT
#pragma once
// The critical point next to the probe, as a card: what it is, where, f there, and the
// Hessian with its eigenvalues, along whose directions the ticks of its mark stand.

#include "plot/card.h"
#include "plot/flat.h"

// With what matters most; with everything.
float flat_card_least(const struct sizes *sizes);
float flat_card_height(const struct sizes *sizes, float width);

void flat_card_draw(struct card *c, const struct model *m, const struct scene *s);
