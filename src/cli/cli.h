// SPDX-License-Identifier: MIT
#pragma once
// The command line: one subcommand, its data on standard output, one line on
// standard error when it failed (and notes before it), an exit status.

#include "cli/window_request.h"
#include "draw/font.h"

enum { STATUS_DONE = 0, STATUS_COULD_NOT = 1, STATUS_WRONG = 2 };

// Runs the program for these arguments and returns its exit status.  `font` draws the
// text of pictures, `open` opens the window (NULL: there is none to be had).
int cli_main(int argc, char **argv, const struct font *font, window_run *open,
             void *self);
