// SPDX-License-Identifier: MIT
#pragma once
// The board of a race: who is where at the step that is shown, with which rate, when the
// target was met; who won, in a sentence, once all have ended; and how good rates are
// searched for.

#include "plot/card.h"
#include "plot/model.h"

// How much of it there is.
enum board { BOARD_BARE,        // the places
             BOARD_SAID,        // with buttons and the sentence
             BOARD_CELLS,       // with η and f, below the names where it is narrow
             BOARD_RULE,        // with the rule of the search, while it counts
             BOARD_PLOT };      // and when each rate that was tried met the target

float race_card_height(const struct scene *s, const struct sizes *sizes, float width,
                       enum board board);

// As much as the card has room for; `buttons`: room for them is kept.
void race_card_draw(struct card *c, const struct model *m, const struct scene *s,
                    double shown, bool buttons);

// Where they are: own, same, good, the way out.  Empty: there is no room.
rect race_card_button(const struct card *c, int button);
