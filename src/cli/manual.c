// SPDX-License-Identifier: MIT
#include "cli/manual.h"

#include "base/utf8.h"

#include <string.h>

// A line of roff begins with no dot or apostrophe; a minus is one that can be copied; what
// is not ASCII is named, so that every formatter reads it.
static void add_roff(struct text *out, const char *words)
{
    const char *end = words + strlen(words);
    if (*words == '.' || *words == '\'')
        text_add(out, "\\&");
    while (words < end) {
        uint32_t c = utf8_next(&words, end);
        if (c == '-' || c == '\\')
            text_add(out, c == '-' ? "\\-" : "\\e");
        else
            text_addf(out, c < 128 ? "%c" : "\\[u%04X]", (int)c);
    }
}

static void add_heading(struct text *out, const char *macro, const char *words)
{
    text_addf(out, ".%s \"", macro);
    add_roff(out, words);
    text_add(out, "\"\n");
}

static void add_paragraph(struct text *out, const char *words)
{
    text_add(out, ".PP\n");
    add_roff(out, words);
    text_add(out, "\n");
}

static void add_option(struct text *out, const struct option *option)
{
    text_add(out, ".TP\n\\fB");
    if (option->letter)
        text_addf(out, "\\-%c\\fR, \\fB", option->letter);
    text_add(out, "\\-\\-");
    add_roff(out, option->name);
    text_add(out, "\\fR");
    if (option->value) {
        text_add(out, " \\fI");
        add_roff(out, option->value);
        text_add(out, "\\fR");
    }
    text_add(out, "\n");
    add_roff(out, option->help);
    text_add(out, "\n");
}

static void add_lines(struct text *out, const char *lines)
{
    text_add(out, ".PP\n.nf\n");
    for (const char *end; *lines; lines = end + 1) {
        struct text line = {0};
        end = strchr(lines, '\n');
        text_add_bytes(&line, lines, (size_t)(end - lines));
        add_roff(out, text_or_empty(&line));
        text_add(out, "\n");
        out->failed |= line.failed;
        text_free(&line);
    }
    text_add(out, ".fi\n");
}

static void add_command(struct text *out, const struct command *command)
{
    if (command->name[0]) {
        struct text words = {0};
        text_addf(&words, "nablascope %s %s", command->name, command->usage);
        add_heading(out, "SS", text_or_empty(&words));
        add_paragraph(out, command->summary);
        out->failed |= words.failed;
        text_free(&words);
    }
    for (const struct option *o = command->options; o->name; o++)
        if (o->help)
            add_option(out, o);
    if (command->examples[0])
        add_lines(out, command->examples);
}

static void add_synopsis(struct text *out, const struct program *p)
{
    add_heading(out, "SH", "SYNOPSIS");
    text_add(out, "\\fBnablascope\\fR ");
    add_roff(out, p->window->usage);
    for (int i = 0; p->commands[i]; i++) {
        text_addf(out, "\n.br\n\\fBnablascope %s\\fR ", p->commands[i]->name);
        add_roff(out, p->commands[i]->usage);
    }
    text_add(out, "\n");
}

void manual_page(struct text *out, const struct program *p)
{
    text_addf(out, ".TH NABLASCOPE 1 \"\" \"nablascope %s\" \"User Commands\"\n",
              p->version);
    add_heading(out, "SH", "NAME");
    add_roff(out, "nablascope - explore the gradient of f(x, y)");
    text_add(out, "\n");
    add_synopsis(out, p);
    add_heading(out, "SH", "DESCRIPTION");
    add_paragraph(out, "Nablascope draws contour lines and gradient arrows of a function "
                       "of two variables, shows the gradient and directional derivatives "
                       "under the pointer, and runs gradient descents on it. Without a "
                       "subcommand it opens its window; F1 there shows all keys.");
    add_heading(out, "SH", "THE WINDOW");
    add_command(out, p->window);
    add_heading(out, "SH", "COMMANDS");
    for (int i = 0; p->commands[i]; i++)
        add_command(out, p->commands[i]);
    add_heading(out, "SH", "EXIT STATUS");
    add_paragraph(out, "0: done. 1: could not (file, disk, display). 2: the request is "
                       "wrong (usage, formula, scene).");
    add_heading(out, "SH", "FILES");
    add_paragraph(out, "$XDG_STATE_HOME/nablascope (else ~/.local/state/nablascope) keeps "
                       "the last scene of a window that was not closed in peace.");
}
