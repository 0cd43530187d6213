// SPDX-License-Identifier: MIT
#pragma once
// D_u f for every direction as a card: ‖∇f‖ cos φ over the angle φ from ∇f to u, its
// largest value, and where u stands.

#include "plot/card.h"
#include "plot/probe.h"

void cosine_card_draw(struct card *c, const struct probe *probe);
