// SPDX-License-Identifier: MIT
#pragma once
// The outline that keeps letters apart from what is below them.

#include "base/arena.h"
#include "draw/font.h"

// A cover grown by `radius` pixels all round, its edge as smooth as the letters'.
// A radius over 32 counts as 32.  Its pixels live in the arena.  False when memory runs out.
bool halo_grow(struct arena *arena, const struct cover *letters, float radius,
               struct cover *out);
