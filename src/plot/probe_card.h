// SPDX-License-Identifier: MIT
#pragma once
// The numbers of the probe as a card, and f along its direction as another.

#include "plot/card.h"
#include "plot/model.h"

float probe_card_height(const struct sizes *sizes);
void probe_card_draw(struct card *c, const struct probe *probe, bool projector);

// g(h) = f(at + h·u) over the stretch that the map shows, with its tangent, and where
// `secant` is not 0 with the secant to that h.  Returns where it is drawn; empty: f is
// undefined or there is no room.
rect slice_card_draw(struct card *c, const struct model *m, double secant);

// The h that stands at x in a slice that was drawn there.
double slice_h_at(const struct model *m, rect slice, float x);
