// SPDX-License-Identifier: MIT
#pragma once
// The subcommands, one file each.

#include "cli/args.h"
#include "cli/window_request.h"

extern const struct command command_eval, command_derive, command_descend,
    command_contours, command_critical, command_render, command_code, command_list;

// Without a subcommand: opens the window through `open`, which may be NULL.
struct window_command { struct command command; window_run *open; void *self; };
struct window_command command_window(window_run *open, void *self);
