// SPDX-License-Identifier: MIT
#pragma once
// A path as CSV, a line a row: step,x,y,f,gx,gy,lr,status.

#include "base/text.h"
#include "field/descent.h"

// The names of the columns.  `internals`: also of the gradient used, the sizes of the
// step and what the method remembers.
void path_table_head(struct text *out, const struct method *method, bool internals);
void path_table_row(struct text *out, const struct path *path, size_t row,
                    const struct method *method, bool internals);
