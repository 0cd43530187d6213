// SPDX-License-Identifier: MIT
#pragma once
// Options and operands of a subcommand, read by one table that also makes its help.
//
// An option is written `--name VALUE`, `--name=VALUE` or `-n VALUE`; the value may
// begin with a minus.  What is not the name of an option is an operand, so that a
// leading minus never makes a formula an option; only a whole word after two minus
// signs ("--sise") is taken for a slip.  After `--` everything is an operand.

#include "base/fault.h"
#include "base/text.h"
#include "draw/font.h"

// Stores what was given in the request.  `value` is NULL for a flag.
typedef bool option_take(void *request, const char *value, struct fault *fault);

struct option {
    const char *name;           // without the minus signs; NULL ends a table
    char letter;                // short form, 0: none
    const char *value;          // what help calls the value, NULL: a flag
    option_take *take;
    const char *help;           // NULL: not shown
};

struct command {
    const char *name, *summary;         // "eval", "numbers of a formula at a point"
    const char *examples;       // lines, each ending in a newline
    const char *usage;          // what follows the name
    const struct option *options;
    bool (*run)(const struct command *self, int count, char **arguments,
                const struct font *font, struct fault *fault);
};

// Hands each option to its `take`, each operand to `operand`.
bool args_read(const struct command *command, int count, char **arguments,
               void *request, option_take *operand, struct fault *fault);

// Does "--help" or "-h" stand among the arguments?
bool args_help_wanted(int count, char **arguments);

// A line for each option that help shows.
void args_options(struct text *out, const struct option *options);

// "Examples, usage, options."
void args_help(struct text *out, const struct command *command);
