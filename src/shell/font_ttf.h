// SPDX-License-Identifier: MIT
#pragma once
// The bundled faces of DejaVu Sans, drawn by SDL_ttf.  They are part of the program: no
// file is looked for.  Needs no video and no SDL_Init.  Sizes are kept within 1…1000
// pixels; what no face has is drawn as U+FFFD.

#include "base/fault.h"
#include "draw/font.h"

// NULL when FreeType cannot start or memory runs out.  One thread only.
struct font *font_ttf_open(struct fault *fault);
void font_ttf_close(struct font *font);                 // NULL is fine
