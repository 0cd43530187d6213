// SPDX-License-Identifier: MIT
#include "cli/args.h"

#include "scene/spelling.h"

#include <string.h>

static bool is_slip(const char *argument)
{
    size_t letters = strspn(argument, "abcdefghijklmnopqrstuvwxyz-");
    return strncmp(argument, "--", 2) == 0 && letters > 3
           && (!argument[letters] || argument[letters] == '=');
}

static bool names(const struct option *option, const char *argument)
{
    if (argument[0] == '-' && argument[1] && argument[1] == option->letter)
        return !argument[2];
    size_t length = strlen(option->name);
    return strncmp(argument, "--", 2) == 0
           && strncmp(argument + 2, option->name, length) == 0
           && (!argument[2 + length] || argument[2 + length] == '=');
}

static const struct option *find(const struct option *options, const char *argument)
{
    for (; options->name; options++)
        if (names(options, argument))
            return options;
    return NULL;
}

static bool fault_unknown(const struct option *options, const char *argument,
                          struct fault *fault)
{
    char word[40];
    const char *near = NULL;
    size_t length = strcspn(argument + 2, "=");
    length = length < sizeof word ? length : sizeof word - 1;
    memcpy(word, argument + 2, length);
    word[length] = 0;
    for (; options->name; options++)
        near = spelling_nearer(word, near, options->name);
    if (near)
        return fault_at(fault, 0, "I don't know the option --%s, did you mean --%s?",
                        word, near);
    return fault_at(fault, 0, "I don't know the option --%s; --help shows those I know",
                    word);
}

// Takes the option at arguments[*at] and steps over its value.
static bool take(const struct option *option, int count, char **arguments, int *at,
                 void *request, struct fault *fault)
{
    const char *value = strncmp(arguments[*at], "--", 2) == 0
                            ? strchr(arguments[*at], '=') : NULL;
    if (!option->value && value)
        return fault_at(fault, 0, "--%s takes no value", option->name);
    if (!option->value)
        return option->take(request, NULL, fault);
    if (value)
        return option->take(request, value + 1, fault);
    if (++*at == count)
        return fault_at(fault, 0, "--%s needs a value: %s", option->name,
                        option->value);
    return option->take(request, arguments[*at], fault);
}

bool args_read(const struct command *command, int count, char **arguments,
               void *request, option_take *operand, struct fault *fault)
{
    int i = 0;
    bool fine = true;
    for (; fine && i < count && strcmp(arguments[i], "--") != 0; i++) {
        const struct option *option = find(command->options, arguments[i]);
        if (option)
            fine = take(option, count, arguments, &i, request, fault);
        else if (is_slip(arguments[i]))
            fine = fault_unknown(command->options, arguments[i], fault);
        else
            fine = operand(request, arguments[i], fault);
    }
    for (i++; fine && i < count; i++)
        fine = operand(request, arguments[i], fault);
    return fine;
}

bool args_help_wanted(int count, char **arguments)
{
    for (int i = 0; i < count && strcmp(arguments[i], "--") != 0; i++)
        if (strcmp(arguments[i], "--help") == 0 || strcmp(arguments[i], "-h") == 0)
            return true;
    return false;
}

static void head(struct text *out, const struct option *option)
{
    if (option->letter)
        text_addf(out, "-%c, ", option->letter);
    text_addf(out, "--%s%s%s", option->name, option->value ? " " : "",
              option->value ? option->value : "");
}

enum { COLUMN = 26 };

void args_options(struct text *out, const struct option *options)
{
    for (const struct option *o = options; o->name; o++) {
        if (!o->help)
            continue;
        size_t start = out->count;
        text_add(out, "  ");
        head(out, o);
        text_addf(out, "%*s%s\n", (int)(COLUMN - (out->count - start)), "", o->help);
    }
}

void args_help(struct text *out, const struct command *command)
{
    text_addf(out, "%s\n\nExamples:\n%s\nUsage: nablascope %s %s\n\nOptions:\n",
              command->summary, command->examples, command->name, command->usage);
    args_options(out, command->options);
    text_addf(out, "  --help%*sthis text\n", COLUMN - 8, "");
}
