// SPDX-License-Identifier: MIT
#pragma once
// A table for people: columns as wide as their widest cell, two spaces between them.

#include "base/text.h"

// Adds what stands in a cell; rows and columns count from 0.
typedef void table_cell(struct text *out, int row, int column);

// `titles` ends in NULL.
void table_print(struct text *out, const char *const *titles, int rows,
                 table_cell *cell);
