// SPDX-License-Identifier: MIT
#pragma once
// Scripted hands for the whole program, on a simulated clock and without a window.

#include "app/app.h"

// False: the fault has the line of the script and what was expected there.
bool play_script(struct app *app, const char *path, struct fault *fault);
