// SPDX-License-Identifier: MIT
#pragma once
// Which cards stand beside the map, or under it, and where: a pure function that the
// drawing and the hands share.  They always come in the same order; where there is not
// room for all, those of what was touched last come first, and cards become shorter
// before they are left out.

#include "draw/font.h"
#include "plot/model.h"

enum card_kind { CARD_PROBE, CARD_SLICE, CARD_COSINE, CARD_INSIDE, CARD_FLAT, CARD_STEP,
                 CARD_RATES, CARD_WHY, CARD_RACE, CARD_RUNS, CARD_CHART, CARD_KINDS };

struct column {
    rect where[CARD_KINDS];     // empty: not there
};

// `probe_first`: the probe was touched after the runs were.
struct column column_plan(const struct model *m, const struct scene *s,
                          const struct layout *layout, const struct font *font,
                          bool probe_first);

static inline bool column_has(const struct column *c, enum card_kind kind)
{
    return c->where[kind].x1 > c->where[kind].x0;
}
