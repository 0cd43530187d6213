// SPDX-License-Identifier: MIT
#pragma once
// The manual page and the completion of the shell, from the tables that also make the
// help, so that they say what the program does.

#include "cli/args.h"

// `window`: what there is without a subcommand; `commands` ends with NULL.
struct program {
    const struct command *window;
    const struct command *const *commands;
    const char *version;
};

void manual_page(struct text *out, const struct program *program);      // man(7)

// For bash: commands, options, settings, the words of those that have a choice, files.
void manual_completion(struct text *out, const struct program *program);
