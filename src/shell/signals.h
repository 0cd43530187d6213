// SPDX-License-Identifier: MIT
#pragma once
// Signals that ask a program to end become SDL_QUIT.

#include <signal.h>

enum { SIGNALS = 3 };

struct signals { struct sigaction before[SIGNALS]; };

// Clears the way for SDL's own handlers: call it before SDL_Init.  Signals that are
// ignored stay so.
void signals_catch(struct signals *s);
void signals_restore(const struct signals *s);          // after SDL_Quit
