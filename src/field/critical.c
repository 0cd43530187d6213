// SPDX-License-Identifier: MIT
#include "field/critical.h"

#include "base/array.h"

void critical_free(struct critical *c)
{
    array_free(&c->points);
    array_free(&c->vertices);
    array_free(&c->curves);
    c->finished = c->proved = c->flat = false;
}

const char *critical_word(enum critical_kind kind)
{
    static const char *const words[] = {"minimum", "maximum", "saddle", "degenerate",
                                        "curve"};
    return words[kind];
}
