// SPDX-License-Identifier: MIT
#pragma once
// A slice of f as a card: g(h) = f(at + h·u) over the stretch that the map shows, with
// its tangent, grey where the tangent errs by more than a tenth, and a secant to h.

#include "plot/card.h"
#include "plot/model.h"

// `secant` is its h, 0: there is none.
void slice_card_draw(struct card *c, const struct model *m, double secant);

rect slice_card_plot(const struct card *c);     // where it is drawn
// Where h is written; empty: it is not.
rect slice_card_field(const struct card *c, const struct model *m, double secant);

// The h that stands at x in a slice that was drawn there.
double slice_h_at(const struct model *m, rect slice, float x);
