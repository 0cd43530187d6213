// SPDX-License-Identifier: MIT
#pragma once
// The bundled faces of DejaVu Sans, drawn by SDL_ttf.  They are part of the program: no
// file is looked for.  Needs no video and no SDL_Init.  Sizes are kept within 1…1000
// pixels; what no face has is drawn as U+FFFD.

#include "base/fault.h"
#include "draw/font.h"

#include <stddef.h>

// NULL when FreeType cannot start or memory runs out.
struct font *font_ttf_open(struct fault *fault);
void font_ttf_close(struct font *font);                 // NULL is fine

// Widths and covers are remembered, 24 MiB of them when nobody holds the font.  This
// forgets them all when they take more than so many bytes, as soon as nobody does.
void font_ttf_trim(struct font *font, size_t most);
