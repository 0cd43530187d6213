// SPDX-License-Identifier: MIT
#pragma once
// A font for tests: every letter is a solid box 0.6 em wide, from the baseline to
// 0.75 em above it, with a gap of a tenth of an em; pictures then do not depend on
// FreeType.  Turned text is turned by quarters.

#include "draw/font.h"

struct font *fake_font_open(void);                      // NULL: no memory
void fake_font_close(struct font *font);                // NULL is fine
