// SPDX-License-Identifier: MIT
#include "cli/list.h"

#include "cli/table.h"
#include "scene/json_text.h"
#include "scene/run_file.h"

// Row 0 of a list is the method or schedule itself, the others are its knobs.
struct line { int list, knob; };

static int lines_of(int list)
{
    int count = 1;
    while (run_knobs(list)[count - 1].name)
        count++;
    return count;
}

static int lines_between(int first, int end)
{
    int count = 0;
    for (int list = first; list < end; list++)
        count += lines_of(list);
    return count;
}

static struct line line_at(int first, int row)
{
    while (row >= lines_of(first))
        row -= lines_of(first++);
    return (struct line){first, row - 1};
}

static void knob_cell(struct text *out, const struct knob *knob, int column)
{
    struct descent nowhere;
    struct run_field f = {{.kind = RUN_NUMBER, .knob = *knob}, &nowhere.lr};
    nowhere.lr = knob->standard;
    switch (column) {
    case 0: text_addf(out, "  %s", knob->name); break;
    case 1: run_text(out, &f); break;
    case 2: run_range(out, &f); break;
    default: text_add(out, knob->help);
    }
}

static void method_cell(struct text *out, int row, int column)
{
    struct line line = line_at(0, row);
    const struct method *m = &methods[line.list];
    if (line.knob >= 0) {
        knob_cell(out, &m->knob[line.knob], column);
        return;
    }
    switch (column) {
    case 0: text_add(out, m->name); break;
    case 1: text_add(out, "lr "), text_add_number(out, m->lr); break;
    case 2: text_add(out, "above 0"); break;
    default: text_addf(out, "%s: %s", m->label, m->source);
    }
}

static void schedule_cell(struct text *out, int row, int column)
{
    struct line line = line_at(METHODS, row);
    const struct schedule *s = &schedules[line.list - METHODS];
    if (line.knob >= 0)
        knob_cell(out, &s->knob[line.knob], column);
    else if (column == 0)
        text_add(out, s->name);
    else if (column == 3)
        text_add(out, s->label);
}

void list_methods(struct text *out)
{
    static const char *const titles[] = {"method", "default", "range", "what it is",
                                         NULL};
    table_print(out, titles, lines_between(0, METHODS), method_cell);
}

void list_schedules(struct text *out)
{
    static const char *const titles[] = {"schedule", "default", "range", "what it is",
                                         NULL};
    table_print(out, titles, lines_between(METHODS, RUN_KNOB_LISTS), schedule_cell);
}

static void knobs_json(struct text *out, const struct knob *knob)
{
    text_add(out, "\"knobs\": [");
    for (int i = 0; knob[i].name; i++) {
        text_add(out, i ? ", {" : "{");
        list_member(out, "name", knob[i].name);
        list_member(out, "label", knob[i].label);
        list_member(out, "help", knob[i].help);
        text_addf(out, "\"toggle\": %s, \"default\": ",
                  knob[i].kind == KNOB_TOGGLE ? "true" : "false");
        text_add_number(out, knob[i].standard);
        text_add(out, ", \"low\": ");
        text_add_number(out, knob[i].low);
        text_add(out, ", \"high\": ");
        text_add_number(out, knob[i].high);
        text_add(out, "}");
    }
    text_add(out, "]}");
}

static void memory_json(struct text *out, const struct method *m)
{
    text_add(out, "\"memory\": [");
    for (int i = 0; m->memory[i]; i++) {
        text_add(out, i ? ", " : "");
        json_text_string(out, m->memory[i]);
    }
    text_add(out, "], ");
}

void list_methods_json(struct text *out)
{
    for (int i = 0; i < METHODS; i++) {
        const struct method *m = &methods[i];
        text_add(out, i ? ",\n  {" : "[\n  {");
        list_member(out, "name", m->name);
        list_member(out, "label", m->label);
        list_member(out, "source", m->source);
        text_add(out, "\"lr\": ");
        text_add_number(out, m->lr);
        text_add(out, ", ");
        memory_json(out, m);
        knobs_json(out, m->knob);
    }
    text_add(out, "\n]\n");
}

void list_schedules_json(struct text *out)
{
    for (int i = 0; i < SCHEDULES; i++) {
        text_add(out, i ? ",\n  {" : "[\n  {");
        list_member(out, "name", schedules[i].name);
        list_member(out, "label", schedules[i].label);
        knobs_json(out, schedules[i].knob);
    }
    text_add(out, "\n]\n");
}
