// SPDX-License-Identifier: MIT
#pragma once
// The open boxes of one level of the sweep, all of one size, and which of them hang
// together.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct open_cell { uint32_t i, j; bool rough; uint32_t group; };

struct open_cells { struct open_cell *at; size_t count, capacity; bool failed; };

// Sorts by row, then column, and numbers the groups of neighbours (corners count) from
// 0.  Returns how many there are; 0 for none or when memory runs out (`failed`).
size_t cells_group(struct open_cells *cells);
