// SPDX-License-Identifier: MIT
#pragma once
// The command line: one subcommand, its data on standard output, one line on
// standard error when it failed (and notes before it), an exit status.

#include "cli/window_request.h"
#include "draw/font.h"

enum { STATUS_DONE = 0, STATUS_COULD_NOT = 1, STATUS_WRONG = 2 };

// Reads the first command in a text that opens the window, draws a picture or runs a
// descent, "nablascope 'x^2' --theme dark", whatever prompt stands before it; what is not
// about the scene is skipped.  On failure `scene` and `extra` are as they were.
bool cli_read_scene(const char *text, struct scene *scene, struct scene_extra *extra,
                    struct fault *fault);

// Is there such a command in it?
bool cli_has_command(const char *text);

// Runs the program for these arguments and returns its exit status.  `font` draws the
// text of pictures, `open` opens the window (NULL: there is none to be had).
int cli_main(int argc, char **argv, const struct font *font, window_run *open,
             void *self);
