// SPDX-License-Identifier: MIT
#pragma once
// The numbers of the runs as a card: one run in full, several in two lines each.

#include "plot/card.h"
#include "plot/model.h"

float run_card_height(const struct model *m, const struct scene *s,
                      const struct sizes *sizes, const struct font *font, float width);
float run_card_least(const struct scene *s, const struct sizes *sizes);     // without
                                // most of what is said about one run
// Where it gets less room than that, it says less.  `buttons`: room is left for one.
void run_card_draw(struct card *c, const struct model *m, const struct scene *s,
                   double shown, bool buttons);

// Where a button stands that switches the ghosts, after the rate or the title, and what
// it says; empty in a narrow card.
extern const char run_card_ghosts[];
rect run_card_button(const struct card *c, const struct scene *s);

// The run in one small line: "● A GD  η 0.1  f 1.87e−13  ✓ step 70", what matters least
// left out where that is too long.
void run_card_line(struct card *c, const struct model *m, const struct scene *s, int run,
                   double shown);
