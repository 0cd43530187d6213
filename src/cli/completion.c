// SPDX-License-Identifier: MIT
#include "cli/manual.h"

#include "plot/program.h"
#include "plot/program.h"
#include "scene/run.h"
#include "scene/schema.h"

#include <string.h>

static void add_options(struct text *out, const struct option *options)
{
    for (const struct option *o = options; o->name; o++)
        if (o->help)
            text_addf(out, " --%s", o->name);
    text_add(out, " --help");
}

static void add_commands(struct text *out, const struct program *p)
{
    text_add(out, "    case ${COMP_WORDS[1]} in\n");
    for (int i = 0; p->commands[i]; i++) {
        text_addf(out, "    %s) options=\"", p->commands[i]->name);
        add_options(out, p->commands[i]->options);
        text_add(out, "\" ;;\n");
    }
    text_add(out, "    *) options=\"");
    add_options(out, p->window->options);
    text_add(out, " --version\" ;;\n    esac\n");
}

static void add_names(struct text *out, const struct program *p)
{
    for (int i = 0; p->commands[i]; i++)
        text_addf(out, "%s%s", i ? " " : "", p->commands[i]->name);
}

static void add_setting(struct text *out, const struct setting *row)
{
    if (row->kind != SETTING_BOOL && row->kind != SETTING_CHOICE)
        return;
    text_addf(out, "    =%s) values=\"", row->key);
    if (row->kind == SETTING_BOOL)
        text_add(out, "on off");
    else
        for (int i = 0; row->words[i]; i++)
            text_addf(out, "%s%s", i ? " " : "", row->words[i]);
    text_add(out, "\" ;;\n");
}

static void add_words(struct text *out, const char *name, enum run_kind kind)
{
    text_addf(out, "    --%s|=%s) values=\"", name, name);
    for (int i = 0; run_word(kind, i); i++)
        text_addf(out, "%s%s", i ? " " : "", run_word(kind, i));
    text_add(out, "\" ;;\n");
}

// What may stand behind --OPTION, and behind KEY= of a setting.
static void add_values(struct text *out)
{
    text_add(out, "    case $before in\n    --set) values=\"");
    for (int i = 0; i < SCHEMA_ROWS; i++)
        text_addf(out, "%s= ", schema[i].key);
    for (int i = 0; i < RUN_ROWS; i++)
        text_addf(out, "%s= ", run_rows[i].knob.name);
    text_add(out, "\" ;;\n    --theme) values=\"light dark\" ;;\n"
                  "    --language) values=\"");
    for (int i = 0; i < PROGRAM_KINDS; i++)
        text_addf(out, "%s ", program_kinds[i].name);
    text_add(out, "\" ;;\n");
    add_words(out, "method", RUN_METHOD);
    add_words(out, "schedule", RUN_SCHEDULE);
    text_add(out, "    --language|=language) values=\"");
    for (int i = 0; i < PROGRAM_KINDS; i++)
        text_addf(out, "%s%s", i ? " " : "", program_kinds[i].name);
    text_add(out, "\" ;;\n");
    for (int i = 0; i < RUN_ROWS; i++)
        if (run_rows[i].kind == RUN_SWITCH)
            text_addf(out, "    =%s) values=\"on off\" ;;\n", run_rows[i].knob.name);
    for (int i = 0; i < SCHEMA_ROWS; i++)
        add_setting(out, &schema[i]);
    text_add(out, "    esac\n");
}

// To bash an = is a word: KEY=VALUE are three, and two while there is no value yet.
void manual_completion(struct text *out, const struct program *p)
{
    text_add(out, "# bash completion of nablascope\n"
                  "_nablascope()\n{\n"
                  "    local at=$COMP_CWORD word=${COMP_WORDS[COMP_CWORD]}\n"
                  "    local before options values=\n"
                  "    if [[ $word == = ]]; then\n"
                  "        word=\n"
                  "    elif [[ ${COMP_WORDS[at - 1]} == = ]]; then\n"
                  "        at=$((at - 1))\n"
                  "    fi\n"
                  "    before=${COMP_WORDS[at - 1]}\n"
                  "    if [[ ${COMP_WORDS[at]} == = && $before != --* ]]; then\n"
                  "        before==$before\n"
                  "    fi\n");
    add_commands(out, p);
    add_values(out);
    text_add(out, "    if [[ -n $values ]]; then\n"
                  "        options=$(compgen -W \"$values\" -- \"$word\")\n"
                  "        COMPREPLY=($options)\n"
                  "        compopt +o filenames\n"
                  "        [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n"
                  "        return\n"
                  "    fi\n"
                  "    if [[ $word == -* ]]; then\n"
                  "        :\n"
                  "    elif [[ ${COMP_WORDS[1]} == list && $COMP_CWORD == 2 ]]; then\n"
                  "        options=\"settings runs methods schedules gallery\"\n"
                  "    elif [[ $COMP_CWORD == 1 ]]; then\n"
                  "        options=\"");
    add_names(out, p);
    text_add(out, "\"\n"
                  "    else\n"
                  "        options=\n"
                  "    fi\n"
                  "    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\";\n"
                  "                             compgen -f -- \"$word\")\n"
                  "}\n"
                  "complete -o filenames -F _nablascope nablascope\n");
}
