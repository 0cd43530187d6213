// SPDX-License-Identifier: MIT
#pragma once
// One step of a run in full: what the method makes of the gradient, line by line with
// the numbers of this step, how far it goes along each axis, and what f was promised to
// change and did.  Where there is little room the last rule stands alone.

#include "plot/card.h"
#include "plot/inspection.h"

// How much is told.
enum detail { DETAIL_LEAST, DETAIL_RULE, DETAIL_LENGTH, DETAIL_LAST, DETAIL_RULES,
              DETAIL_ALL };

// About as high as it wants to be, before the step is known.
float inspect_card_height(const struct scene *s, const struct sizes *sizes, float width,
                          enum detail detail);

struct inspect_view {
    bool buttons;               // room for the one that closes it is kept
    bool opened;                // the box of the method: all its rules, in symbols
};

// As much as the card has room for.
void inspect_card_draw(struct card *c, const struct model *m, const struct scene *s,
                       struct inspect_view view);

// The box of the method between ∇f and the step; empty: it is not there.
rect inspect_card_box(const struct card *c, const struct model *m, const struct scene *s);

rect inspect_card_close(const struct card *c);          // where that one is
