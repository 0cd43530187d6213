// SPDX-License-Identifier: MIT
#pragma once
// Keys as people know them: by the letter on them, whatever the layout.

#include "ui/input.h"

#include <SDL.h>

// The key of ui/input.h, KEY_NONE if it has none.  Keys of other scripts are called by
// their place on an English keyboard, and so are the digits; the keypad types digits or
// moves as Num Lock says.
int key_of(const SDL_Keysym *sym);
unsigned key_mods(unsigned sdl_mods);                   // a set of enum mods
