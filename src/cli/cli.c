// SPDX-License-Identifier: MIT
#include "cli/cli.h"

#include "cli/cmd.h"
#include "cli/manual.h"
#include "cli/output.h"
#include "cli/subject.h"
#include "cli/words.h"
#include "scene/spelling.h"

#include <ctype.h>
#include <string.h>

static const struct command *const commands[] = {
    &command_eval,     &command_derive, &command_descend, &command_contours,
    &command_critical, &command_render, &command_code,    &command_list,
    NULL,
};

enum { COMMANDS = sizeof commands / sizeof *commands - 1 };

static void version(struct text *out)
{
    text_addf(out, "nablascope %s\n%s\n", NABLASCOPE_VERSION, NABLASCOPE_LIBRARIES);
}

static void help(struct text *out)
{
    struct window_command window = command_window(NULL, NULL);
    text_add(out, "Nablascope shows contour lines and gradients of f(x, y).\n\n"
             "Examples:\n"
             "  nablascope 'x^2 + 2y^2'\n"
             "  nablascope render 'x^2 + 2y^2' -o bowl.png\n"
             "  nablascope eval 'x^2*y + sin(y)' --at 1,0 --along 3,4\n"
             "  nablascope derive 'x^2*y + sin(y)'\n"
             "  nablascope descend 'x^2 + 2y^2' --start 2.6,2.2\n\n"
             "Usage:\n");
    text_addf(out, "  nablascope %s\n  nablascope COMMAND …\n\n"
              "Without a command it opens its window:\n", window.command.usage);
    args_options(out, window.command.options);
    text_add(out, "\nCommands:\n");
    for (int i = 0; i < COMMANDS; i++)
        text_addf(out, "  %-10s%s\n", commands[i]->name, commands[i]->summary);
    text_add(out, "\nnablascope COMMAND --help says more; nablascope --version tells "
             "the version,\n"
             "--manual-page and --completion print what packages install.\n"
             "Exit status: 0 done, 1 could not, 2 the request is wrong.\n");
}

static bool print(void (*write)(struct text *), struct fault *fault)
{
    struct text out = {0};
    write(&out);
    bool done = output_flush(&out, fault);
    text_free(&out);
    return done;
}

static bool print_help(const struct command *command, struct fault *fault)
{
    struct text out = {0};
    args_help(&out, command);
    bool done = output_flush(&out, fault);
    text_free(&out);
    return done;
}

// What packages install: the manual page, the completion of the shell.
static bool print_manual(const char *what, struct fault *fault)
{
    struct window_command window = command_window(NULL, NULL);
    struct program program = {&window.command, commands, NABLASCOPE_VERSION};
    struct text out = {0};
    if (strcmp(what, "--manual-page") == 0)
        manual_page(&out, &program);
    else
        manual_completion(&out, &program);
    bool done = output_flush(&out, fault);
    text_free(&out);
    return done;
}

static const struct command *find(const char *name)
{
    for (int i = 0; i < COMMANDS; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

// A first word that is no subcommand but looks like one.
static bool is_slip(const char *word, struct fault *fault)
{
    const char *near = NULL;
    for (int i = 0; i < COMMANDS; i++)
        near = spelling_nearer(word, near, commands[i]->name);
    return near && !fault_at(fault, 0, "I don't know %s, did you mean %s?", word, near);
}

static bool run(int count, char **arguments, const struct font *font,
                const struct window_command *window, struct fault *fault)
{
    const char *first = count ? arguments[0] : "";
    const struct command *command = find(first);
    if (command && args_help_wanted(count - 1, arguments + 1))
        return print_help(command, fault);
    if (command)
        return command->run(command, count - 1, arguments + 1, font, fault);
    if (args_help_wanted(count, arguments))
        return print(help, fault);
    if (strcmp(first, "--version") == 0)
        return print(version, fault);
    if (strcmp(first, "--manual-page") == 0 || strcmp(first, "--completion") == 0)
        return print_manual(first, fault);
    if (is_slip(first, fault))
        return false;
    return window->command.run(&window->command, count, arguments, font, fault);
}

// What follows the program's name; NULL: it is not called.
static const char *command_in(const char *text)
{
    static const char name[] = "nablascope";
    size_t length = sizeof name - 1;
    for (; (text = strstr(text, name)); text += length)
        if (isspace((unsigned char)text[length]))
            return text + length;
    return NULL;
}

bool cli_has_command(const char *text)
{
    return command_in(text) != NULL;
}

static bool pass_over(void *request, const char *value, struct fault *fault)
{
    (void)request, (void)value, (void)fault;
    return true;
}

// What a bare subject can take: it is about the scene.
static bool is_of_scene(const struct command *command, const struct option *option)
{
    static option_take *const known[] = {subject_take_set, subject_take_param,
                                         subject_take_view, subject_take_theme,
                                         subject_take_projector};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (option->take == known[i])
            return true;
    return command == &command_descend && strcmp(option->name, "internals") != 0;
}

static bool read_words(struct subject *subject, int count, char **words,
                       struct fault *fault)
{
    enum { MOST = 32 };
    struct option options[MOST + 1] = {0};
    struct window_command window = command_window(NULL, NULL);
    const struct command *called = count ? find(words[0]) : NULL;
    const struct command *command = called ? called : &window.command;
    if (called && called != &command_render && called != &command_descend)
        return fault_at(fault, 0, "nablascope %s is not about a picture to open",
                        called->name);
    for (int i = 0; i < MOST && command->options[i].name; i++) {
        options[i] = command->options[i];
        if (!is_of_scene(command, &options[i]))
            options[i].take = pass_over;
    }
    subject->descent = called == &command_descend;
    bool done = args_read(&(struct command){.options = options}, count - (called != NULL),
                          words + (called != NULL), subject, subject_take, fault);
    if (!subject->given)
        subject->given = "x^2 + 2y^2";
    return done && subject_open(subject, fault);
}

bool cli_read_scene(const char *text, struct scene *scene, struct scene_extra *extra,
                    struct fault *fault)
{
    struct words words = {0};
    struct subject subject = {0};
    const char *command = command_in(text);
    if (!command)
        return fault_at(fault, 0, "this is no command of nablascope");
    bool done = words_split(&words, command, fault)
                && read_words(&subject, (int)words.at.count, words.at.at, fault);
    if (done) {
        *scene = subject.scene;
        scene_extra_free(extra);
        *extra = subject.extra;
        subject.extra = (struct scene_extra){0};
    }
    subject_free(&subject);
    words_free(&words);
    return done;
}

int cli_main(int argc, char **argv, const struct font *font, window_run *open,
             void *self)
{
    struct fault fault = {0};
    struct window_command window = command_window(open, self);
    if (run(argc > 0 ? argc - 1 : 0, argv + 1, font, &window, &fault))
        return STATUS_DONE;
    output_message(&fault);
    return fault.machine ? STATUS_COULD_NOT : STATUS_WRONG;
}
