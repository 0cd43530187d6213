// SPDX-License-Identifier: MIT
#include "scene/describe.h"

#include "scene/assign.h"
#include "scene/fork_file.h"
#include "scene/run_file.h"

const char *setting_kind_name(const struct setting *row)
{
    static const char *const names[] = {"switch", "number", "choice", "text",
                                        "box", "point", "numbers", "parameters", "runs",
                                        "run", "forks"};
    return names[row->kind];
}

static void range_of_numbers(struct text *out, const struct setting *row)
{
    text_add(out, row->least ? "0 or " : "");
    text_add_number(out, row->least ? row->least : row->low);
    text_add(out, " to ");
    text_add_number(out, row->high);
    text_add(out, row->whole ? ", whole" : "");
}

void setting_range(struct text *out, const struct setting *row)
{
    switch (row->kind) {
    case SETTING_BOOL:
        text_add(out, "on or off");
        return;
    case SETTING_NUMBER:
        range_of_numbers(out, row);
        return;
    case SETTING_CHOICE:
        setting_words(out, row);
        return;
    case SETTING_TEXT:
        text_addf(out, "at most %zu bytes", row->most - 1);
        return;
    case SETTING_POINT:
        text_add(out, "two, each ");
        range_of_numbers(out, row);
        return;
    case SETTING_BOX:
        text_add(out, "X0 < X1, Y0 < Y1, each ");
        range_of_numbers(out, row);
        return;
    case SETTING_NUMBERS:
    case SETTING_PARAMETERS:
        text_addf(out, "at most %zu, each ", row->most);
        range_of_numbers(out, row);
        return;
    case SETTING_RUNS:
    case SETTING_FORKS:
        text_addf(out, "at most %zu", row->most);
        return;
    case SETTING_RUN:
        text_add(out, "one");
        return;
    }
}

static const double *box_sides(const box *b, double side[4])
{
    side[0] = b->x0, side[1] = b->x1, side[2] = b->y0, side[3] = b->y1;
    return side;
}

static void add_numbers(struct text *out, const double *numbers, int count,
                        const char *between)
{
    for (int i = 0; i < count; i++) {
        text_add(out, i ? between : "");
        text_add_number(out, numbers[i]);
    }
}

static void parameters_text(struct text *out, const struct scene_parameter *p,
                            int count)
{
    for (int i = 0; i < count; i++) {
        text_addf(out, "%s%s=", i ? " " : "", p[i].name);
        text_add_number(out, p[i].value);
    }
}

// "A gd 2.6,2.2": more would not fit on a line.
static void runs_text(struct text *out, const struct descent *run, int count)
{
    const char *between = "";
    for (int i = 0; i < count; i++) {
        if (run[i].steps == 0)
            continue;
        text_addf(out, "%s%c %s ", between, 'A' + i, methods[run[i].method].name);
        between = ", ";
        text_add_number(out, run[i].start.x);
        text_add(out, ",");
        text_add_number(out, run[i].start.y);
    }
}

// "A 12": the run and the step.
static void forks_text(struct text *out, const struct scene_fork *fork, int count)
{
    for (int i = 0; i < count; i++)
        text_addf(out, "%s%c %d", i ? ", " : "", 'A' + fork[i].run, fork[i].at);
}

void setting_text(struct text *out, const struct setting *row,
                  const struct scene *scene)
{
    const void *field = setting_field(row, scene);
    double side[4];
    switch (row->kind) {
    case SETTING_BOOL:
        text_add(out, *(const bool *)field ? "on" : "off");
        return;
    case SETTING_NUMBER:
        text_add_number(out, *(const double *)field);
        return;
    case SETTING_CHOICE:
        text_add(out, row->words[*(const unsigned *)field]);
        return;
    case SETTING_TEXT:
        text_add(out, field);
        return;
    case SETTING_POINT:
        add_numbers(out, field, 2, ",");
        return;
    case SETTING_BOX:
        add_numbers(out, box_sides(field, side), 4, ",");
        return;
    case SETTING_NUMBERS:
        add_numbers(out, field, setting_count(row, scene), ",");
        return;
    case SETTING_PARAMETERS:
        parameters_text(out, field, setting_count(row, scene));
        return;
    case SETTING_RUNS:
        runs_text(out, field, setting_count(row, scene));
        return;
    case SETTING_FORKS:
        forks_text(out, field, setting_count(row, scene));
        return;
    case SETTING_RUN:
        text_addf(out, "%s ", methods[((const struct descent *)field)->method].name);
        text_add_number(out, ((const struct descent *)field)->lr);
        return;
    }
}

void run_field_text(struct text *out, const struct run_field *f)
{
    const vec2 *at = f->at;
    if (f->row.kind == RUN_METHOD || f->row.kind == RUN_SCHEDULE) {
        text_add(out, run_word(f->row.kind, (int)run_value(f)));
        return;
    }
    text_add_number(out, f->row.kind == RUN_POINT ? at->x : run_value(f));
    if (f->row.kind == RUN_POINT) {
        text_add(out, ",");
        text_add_number(out, at->y);
    }
}

static void json_numbers(struct text *out, const double *numbers, int count)
{
    text_add(out, "[");
    add_numbers(out, numbers, count, ", ");
    text_add(out, "]");
}

static void json_parameters(struct text *out, const struct scene_parameter *p,
                            int count)
{
    text_add(out, "{");
    for (int i = 0; i < count; i++) {
        text_add(out, i ? ", " : "");
        json_text_string(out, p[i].name);
        text_add(out, ": {\"value\": ");
        text_add_number(out, p[i].value);
        text_add(out, ", \"low\": ");
        text_add_number(out, p[i].low);
        text_add(out, ", \"high\": ");
        text_add_number(out, p[i].high);
        text_add(out, "}");
    }
    text_add(out, "}");
}

static void json_runs(struct text *out, const struct descent *run, int count)
{
    text_add(out, "[");
    for (int i = 0; i < count; i++) {
        text_add(out, i ? ",\n    " : "\n    ");
        if (run[i].steps > 0)
            run_write(out, &run[i]);
        else
            text_add(out, "null");
    }
    text_add(out, count ? "\n  ]" : "]");
}

static void json_forks(struct text *out, const struct scene_fork *fork, int count)
{
    text_add(out, "[");
    for (int i = 0; i < count; i++) {
        text_add(out, i ? ",\n    " : "\n    ");
        fork_write(out, &fork[i]);
    }
    text_add(out, count ? "\n  ]" : "]");
}

void setting_json(struct text *out, const struct setting *row,
                  const struct scene *scene)
{
    const void *field = setting_field(row, scene);
    double side[4];
    switch (row->kind) {
    case SETTING_BOOL:
        text_add(out, *(const bool *)field ? "true" : "false");
        return;
    case SETTING_NUMBER:
        text_add_number(out, *(const double *)field);
        return;
    case SETTING_CHOICE:
        json_text_string(out, row->words[*(const unsigned *)field]);
        return;
    case SETTING_TEXT:
        json_text_string(out, field);
        return;
    case SETTING_POINT:
        json_numbers(out, field, 2);
        return;
    case SETTING_BOX:
        json_numbers(out, box_sides(field, side), 4);
        return;
    case SETTING_NUMBERS:
        json_numbers(out, field, setting_count(row, scene));
        return;
    case SETTING_PARAMETERS:
        json_parameters(out, field, setting_count(row, scene));
        return;
    case SETTING_RUNS:
        json_runs(out, field, setting_count(row, scene));
        return;
    case SETTING_FORKS:
        json_forks(out, field, setting_count(row, scene));
        return;
    case SETTING_RUN:
        run_write(out, field);
        return;
    }
}

static void schema_bounds(struct text *out, const struct setting *row)
{
    text_addf(out, "\"type\": \"%s\", \"minimum\": ",
              row->whole ? "integer" : "number");
    text_add_number(out, row->low);
    text_add(out, ", \"maximum\": ");
    text_add_number(out, row->high);
    if (!row->least)
        return;
    text_add(out, ", \"anyOf\": [{\"const\": 0}, {\"minimum\": ");
    text_add_number(out, row->least);
    text_add(out, "}]");
}

static void schema_number(struct text *out, const struct setting *row)
{
    text_add(out, "{");
    schema_bounds(out, row);
    text_add(out, "}");
}

static void schema_words(struct text *out, const struct setting *row)
{
    text_add(out, "\"enum\": [");
    for (int i = 0; row->words[i]; i++) {
        text_add(out, i ? ", " : "");
        json_text_string(out, row->words[i]);
    }
    text_add(out, "]");
}

static void schema_list(struct text *out, const struct setting *row)
{
    text_add(out, "\"type\": \"array\", \"items\": ");
    schema_number(out, row);
    if (row->kind == SETTING_BOX || row->kind == SETTING_POINT)
        text_addf(out, ", \"minItems\": %zu", row->most);
    text_addf(out, ", \"maxItems\": %zu", row->most);
}

static void schema_parameters(struct text *out, const struct setting *row)
{
    text_addf(out, "\"type\": \"object\", \"maxProperties\": %zu, "
                   "\"additionalProperties\": {\"anyOf\": [", row->most);
    schema_number(out, row);
    text_add(out, ", {\"type\": \"object\", \"properties\": {");
    const char *const parts[] = {"value", "low", "high"};
    for (int i = 0; i < 3; i++) {
        text_addf(out, "%s\"%s\": ", i ? ", " : "", parts[i]);
        schema_number(out, row);
    }
    text_add(out, "}, \"required\": [\"value\"], \"additionalProperties\": false}]}");
}

static void schema_runs(struct text *out, const struct setting *row)
{
    text_addf(out, "\"type\": \"array\", \"maxItems\": %zu, \"items\": {", row->most);
    run_json_schema(out, "[\"object\", \"null\"]");
    text_add(out, "}");
}

static void schema_forks(struct text *out, const struct setting *row)
{
    text_addf(out, "\"type\": \"array\", \"maxItems\": %zu, \"items\": ", row->most);
    fork_json_schema(out);
}

static void schema_type(struct text *out, const struct setting *row)
{
    switch (row->kind) {
    case SETTING_BOOL:
        text_add(out, "\"type\": \"boolean\"");
        return;
    case SETTING_NUMBER:
        schema_bounds(out, row);
        return;
    case SETTING_CHOICE:
        schema_words(out, row);
        return;
    case SETTING_TEXT:
        text_addf(out, "\"type\": \"string\", \"maxLength\": %zu", row->most - 1);
        return;
    case SETTING_BOX:
    case SETTING_POINT:
    case SETTING_NUMBERS:
        schema_list(out, row);
        return;
    case SETTING_PARAMETERS:
        schema_parameters(out, row);
        return;
    case SETTING_RUNS:
        schema_runs(out, row);
        return;
    case SETTING_FORKS:
        schema_forks(out, row);
        return;
    case SETTING_RUN:
        run_json_schema(out, "\"object\"");
        return;
    }
}

void scene_json_schema(struct text *out)
{
    struct scene defaults = scene_defaults();
    text_add(out, "{\n"
                  "  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
                  "  \"title\": \"Nablascope scene\",\n  \"type\": \"object\",\n"
                  "  \"required\": [\"version\", \"formula\"],\n  \"properties\": {\n");
    text_addf(out, "    \"version\": {\"description\": \"the version of the format\", "
                   "\"const\": %d}", SCENE_VERSION);
    for (int i = 0; i < SCHEMA_ROWS; i++) {
        text_addf(out, ",\n    \"%s\": {\"description\": ", schema[i].key);
        json_text_string(out, schema[i].help);
        text_add(out, ", ");
        schema_type(out, &schema[i]);
        text_add(out, ", \"default\": ");
        setting_json(out, &schema[i], &defaults);
        text_add(out, "}");
    }
    text_add(out, "\n  }\n}\n");
}
