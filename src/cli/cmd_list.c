// SPDX-License-Identifier: MIT
#include "cli/cmd.h"

#include "cli/output.h"
#include "scene/describe.h"
#include "scene/json_text.h"
#include "scene/spelling.h"

struct request {
    const char *what;
    bool json, json_schema;
};

static bool take_what(void *request, const char *value, struct fault *fault)
{
    struct request *r = request;
    if (r->what)
        return fault_at(fault, 0, "one list at a time, please");
    r->what = value;
    return true;
}

static bool take_json(void *request, const char *value, struct fault *fault)
{
    (void)value, (void)fault;
    ((struct request *)request)->json = true;
    return true;
}

static bool take_json_schema(void *request, const char *value, struct fault *fault)
{
    (void)value, (void)fault;
    ((struct request *)request)->json_schema = true;
    return true;
}

enum { COLUMNS = 4 };

static const char *cell(struct text *out, int column, const struct setting *row,
                        const struct scene *defaults)
{
    text_clear(out);
    switch (column) {
    case 0: text_add(out, row->key); break;
    case 1: text_add(out, setting_kind_name(row)); break;
    case 2: setting_range(out, row); break;
    default: setting_text(out, row, defaults); break;
    }
    return text_or_empty(out);
}

static void settings_table(struct text *out)
{
    static const char *const titles[COLUMNS] = {"key", "kind", "range", "default"};
    struct scene defaults = scene_defaults();
    struct text one = {0};
    int width[COLUMNS];
    for (int c = 0; c < COLUMNS; c++) {
        width[c] = (int)strlen(titles[c]);
        for (int i = 0; i < SCHEMA_ROWS; i++) {
            int length = (int)strlen(cell(&one, c, &schema[i], &defaults));
            width[c] = length > width[c] ? length : width[c];
        }
        text_addf(out, "%-*s  ", width[c], titles[c]);
    }
    text_add(out, "help\n");
    for (int i = 0; i < SCHEMA_ROWS; i++) {
        for (int c = 0; c < COLUMNS; c++)
            text_addf(out, "%-*s  ", width[c], cell(&one, c, &schema[i], &defaults));
        text_add(out, schema[i].help);
        if (schema[i].unit)
            text_addf(out, " (%s)", schema[i].unit);
        text_add(out, "\n");
    }
    out->failed |= one.failed;
    text_free(&one);
}

static void add_member(struct text *out, const char *key, const char *value)
{
    text_addf(out, "\"%s\": ", key);
    json_text_string(out, value);
    text_add(out, ", ");
}

static void settings_json(struct text *out)
{
    struct scene defaults = scene_defaults();
    struct text range = {0};
    for (int i = 0; i < SCHEMA_ROWS; i++) {
        const struct setting *row = &schema[i];
        text_clear(&range);
        setting_range(&range, row);
        text_add(out, i ? ",\n  {" : "[\n  {");
        add_member(out, "key", row->key);
        add_member(out, "kind", setting_kind_name(row));
        add_member(out, "range", text_or_empty(&range));
        add_member(out, "unit", row->unit ? row->unit : "");
        add_member(out, "help", row->help);
        text_add(out, "\"default\": ");
        setting_json(out, row, &defaults);
        text_add(out, "}");
    }
    text_add(out, "\n]\n");
    out->failed |= range.failed;
    text_free(&range);
}

static void settings(const struct request *r, struct text *out)
{
    if (r->json_schema)
        scene_json_schema(out);
    else if (r->json)
        settings_json(out);
    else
        settings_table(out);
}

// The scenes in assets/scenes; a test compares.
static const struct { const char *name, *formula; } scenes[] = {
    {"bowl", "x^2 + 2y^2"},
    {"rosenbrock", "(1 - x)^2 + 100(y - x^2)^2"},
    {"tangent", "tan(x) y"},
    {"undefined", "ln x + y^2/2"},
    {"worked-example", "x^2 y + sin y"},
};

static void gallery(const struct request *r, struct text *out)
{
    (void)r;
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++)
        text_addf(out, "%-16s%s\n", scenes[i].name, scenes[i].formula);
}

struct list {
    const char *name;
    void (*write)(const struct request *r, struct text *out);   // NULL: not yet
};

static const struct list lists[] = {
    {"settings", settings}, {"gallery", gallery}, {"methods", NULL}, {"lessons", NULL},
};

enum { LISTS = sizeof lists / sizeof *lists };

static const struct list *find(const char *name, struct fault *fault)
{
    const char *near = NULL;
    for (int i = 0; i < LISTS; i++) {
        if (strcmp(lists[i].name, name) == 0)
            return &lists[i];
        near = spelling_nearer(name, near, lists[i].name);
    }
    fault_at(fault, 0, "I can list settings or gallery, not %.40s%s%s%s", name,
             near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    return NULL;
}

static bool answer(const struct request *r, struct fault *fault)
{
    if (!r->what)
        return fault_at(fault, 0, "list what? settings or gallery");
    const struct list *list = find(r->what, fault);
    if (!list)
        return false;
    if (!list->write)
        return fault_at(fault, 0, "there are no %s in this version", list->name);
    if ((r->json || r->json_schema) && list->write != settings)
        return fault_at(fault, 0, "only settings can be listed as JSON");
    struct text out = {0};
    list->write(r, &out);
    bool done = output_flush(&out, fault);
    text_free(&out);
    return done;
}

static bool run(const struct command *self, int count, char **arguments,
                const struct font *font, struct fault *fault)
{
    (void)font;
    struct request r = {0};
    return args_read(self, count, arguments, &r, take_what, fault) && answer(&r, fault);
}

static const struct option options[] = {
    {"json", 0, NULL, take_json, "the settings as JSON"},
    {"json-schema", 0, NULL, take_json_schema, "a JSON Schema of scene files"},
    {0},
};

const struct command command_list = {
    "list", "What there is: settings of a scene, scenes of the gallery.",
    "  nablascope list settings\n"
    "  nablascope list settings --json-schema > scene.schema.json\n",
    "settings|gallery [OPTION]…", options, run,
};
