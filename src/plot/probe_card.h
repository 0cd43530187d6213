// SPDX-License-Identifier: MIT
#pragma once
// The numbers of the probe as a card, and f along its direction as another.

#include "plot/card.h"
#include "plot/model.h"

float probe_card_height(const struct sizes *sizes);
void probe_card_draw(struct card *c, const struct probe *probe, bool projector);

// g(h) = f(at + h·u) over the stretch that the map shows, with its tangent.
void slice_card_draw(struct card *c, const struct model *m);
