// SPDX-License-Identifier: MIT
#pragma once
// The numbers of the probe as a card: the point, f, ∇f, the direction, D_u f and what
// they mean in words.

#include "plot/card.h"
#include "plot/probe.h"

// Where there is little room the least important rows are left out: D_u f, ∇f and the
// point stay longest.
enum { PROBE_ROWS_BARE = 3, PROBE_ROWS_USUAL = 5, PROBE_ROWS_TOLD = 7, PROBE_ROWS = 10 };

// With so many rows, in a card of that width.
float probe_card_height(const struct sizes *sizes, float width, int rows);
// As many as that height holds.
int probe_card_rows(const struct sizes *sizes, float width, float height);

void probe_card_draw(struct card *c, const struct probe *probe, bool projector);

// Where the numbers that a person sets stand: the point and the direction.  Empty: their
// row is left out.
struct probe_fields { rect point[2], way[2]; };
struct probe_fields probe_card_fields(const struct card *c, const struct probe *probe,
                                      bool projector);
