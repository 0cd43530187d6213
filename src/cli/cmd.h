// SPDX-License-Identifier: MIT
#pragma once
// The subcommands, one file each.

#include "cli/args.h"

extern const struct command command_eval, command_derive, command_descend,
    command_contours, command_critical, command_render, command_list;
