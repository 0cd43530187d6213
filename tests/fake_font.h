// SPDX-License-Identifier: MIT
#pragma once
// A font for tests: every letter is a solid box 0.6 em wide, from the baseline to
// 0.75 em above it; pictures then do not depend on FreeType.  Turned text is turned to
// the nearest quarter.  It has no state and never fails.

#include "draw/font.h"

extern const struct font fake_font;
