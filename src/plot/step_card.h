// SPDX-License-Identifier: MIT
#pragma once
// One step of a run in numbers, beside its place on the map: where it is, how steep, the
// rule with its numbers, and what f was promised to change and did.

#include "draw/font.h"
#include "draw/picture.h"
#include "plot/model.h"

enum { STEP_CARD_LINES = 9, STEP_CARD_WORDS = 400 };

struct step_lines { char text[STEP_CARD_LINES][STEP_CARD_WORDS]; int count; };

struct step_card {
    int run;
    pt at;                      // the step
    rect where;                 // the card; empty: there is none
    struct step_lines lines;
};

// Empty where there is no such step or it is out of the map.
struct step_card step_card_make(const struct model *m, const struct scene *s, int run,
                                int step, const struct layout *layout,
                                const struct font *font);
void step_card_draw(struct picture *p, const struct step_card *card,
                    const struct sizes *sizes, const struct theme *theme);
