// SPDX-License-Identifier: MIT
#pragma once
// Bump allocation: things that are freed together, never one by one.

#include <stddef.h>

struct arena_block;
struct arena { struct arena_block *blocks; };           // zeroed is valid and empty

// Zeroed memory, aligned for every type; NULL when there is none.
void *arena_new(struct arena *arena, size_t size);

// Forgets everything, keeps the newest block for reuse.
void arena_clear(struct arena *arena);
void arena_free(struct arena *arena);                   // leaves it empty
