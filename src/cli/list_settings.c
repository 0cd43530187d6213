// SPDX-License-Identifier: MIT
#include "cli/list.h"

#include "cli/table.h"
#include "scene/describe.h"
#include "scene/json_text.h"
#include "scene/run_file.h"

static const char *const titles[] = {"key", "kind", "range", "default", "help", NULL};

void list_member(struct text *out, const char *key, const char *value)
{
    text_addf(out, "\"%s\": ", key);
    json_text_string(out, value);
    text_add(out, ", ");
}

static void setting_cell(struct text *out, int i, int column)
{
    const struct setting *row = &schema[i];
    struct scene defaults = scene_defaults();
    switch (column) {
    case 0: text_add(out, row->key); break;
    case 1: text_add(out, setting_kind_name(row)); break;
    case 2: setting_range(out, row); break;
    case 3: setting_text(out, row, &defaults); break;
    default:
        text_add(out, row->help);
        if (row->unit)
            text_addf(out, " (%s)", row->unit);
    }
}

void list_settings(struct text *out)
{
    table_print(out, titles, SCHEMA_ROWS, setting_cell);
}

void list_settings_json(struct text *out)
{
    struct scene defaults = scene_defaults();
    struct text range = {0};
    for (int i = 0; i < SCHEMA_ROWS; i++) {
        const struct setting *row = &schema[i];
        text_clear(&range);
        setting_range(&range, row);
        text_add(out, i ? ",\n  {" : "[\n  {");
        list_member(out, "key", row->key);
        list_member(out, "kind", setting_kind_name(row));
        list_member(out, "range", text_or_empty(&range));
        list_member(out, "unit", row->unit ? row->unit : "");
        list_member(out, "help", row->help);
        text_add(out, "\"default\": ");
        setting_json(out, row, &defaults);
        text_add(out, "}");
    }
    text_add(out, "\n]\n");
    out->failed |= range.failed;
    text_free(&range);
}

static void run_cell(struct text *out, int i, int column)
{
    struct descent usual = descent_default(0);
    struct run_field f;
    run_field_at(&usual, i, &f);
    switch (column) {
    case 0: text_add(out, f.row.knob.name); break;
    case 1: text_add(out, run_kind_name(&f)); break;
    case 2: run_range(out, &f); break;
    case 3: run_text(out, &f); break;
    default: text_add(out, f.row.knob.help);
    }
}

void list_runs(struct text *out)
{
    table_print(out, titles, RUN_ROWS, run_cell);
}

void list_runs_json(struct text *out)
{
    struct text cell = {0};
    for (int i = 0; i < RUN_ROWS; i++) {
        text_add(out, i ? ",\n  {" : "[\n  {");
        for (int c = 0; titles[c]; c++) {
            text_clear(&cell);
            run_cell(&cell, i, c);
            text_addf(out, "%s\"%s\": ", c ? ", " : "", titles[c]);
            json_text_string(out, text_or_empty(&cell));
        }
        text_add(out, "}");
    }
    text_add(out, "\n]\n");
    out->failed |= cell.failed;
    text_free(&cell);
}
