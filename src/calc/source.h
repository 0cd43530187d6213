// SPDX-License-Identifier: MIT
#pragma once
// A formula's parts as code of another language: what is needed more than once, or would
// make a line too long, becomes a local t1, t2 …; the rest reads as a person writes it.

#include "calc/formula.h"
#include "calc/language.h"

// Appends the function `name` of x and y that gives f (1 part from PART_F), its gradient
// (2 from PART_FX) or its Hessian (3 from PART_FXX).  Derivatives have no value where f
// has none.  False when memory runs out or the code would be past FORMULA_MOST_TEXT.
bool source_function(struct text *out, const struct language *l,
                     const struct formula *f, const char *name, enum part first,
                     int count);

// Appends lines of code, `depth` blocks deep; none where there is no text.
void source_lines(struct text *out, int depth, const char *lines);
