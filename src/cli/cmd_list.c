// SPDX-License-Identifier: MIT
#include "cli/cmd.h"

#include "cli/list.h"
#include "cli/output.h"
#include "scene/describe.h"
#include "scene/spelling.h"

#include <string.h>

struct list {
    const char *name;
    void (*table)(struct text *out);                    // NULL: not yet
    void (*json)(struct text *out);
    void (*json_schema)(struct text *out);              // NULL: has none
};

static const struct list lists[] = {
    {"settings", list_settings, list_settings_json, scene_json_schema},
    {"runs", list_runs, list_runs_json, NULL},
    {"methods", list_methods, list_methods_json, NULL},
    {"schedules", list_schedules, list_schedules_json, NULL},
    {"gallery", list_gallery, list_gallery_json, NULL},
    {"lessons", NULL, NULL, NULL},
};

enum { LISTS = sizeof lists / sizeof *lists };
#define CHOICE "settings, runs, methods, schedules or gallery"

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

static const struct list *find(const char *name, struct fault *fault)
{
    const char *near = NULL;
    for (int i = 0; i < LISTS; i++) {
        if (strcmp(lists[i].name, name) == 0)
            return &lists[i];
        near = spelling_nearer(name, near, lists[i].name);
    }
    fault_at(fault, 0, "I can list " CHOICE ", not %.40s%s%s%s", name,
             near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    return NULL;
}

static bool answer(const struct request *r, struct fault *fault)
{
    if (!r->what)
        return fault_at(fault, 0, "list what? " CHOICE);
    const struct list *list = find(r->what, fault);
    if (!list)
        return false;
    if (!list->table)
        return fault_at(fault, 0, "there are no %s in this version", list->name);
    if (r->json_schema && !list->json_schema)
        return fault_at(fault, 0, "only settings have a JSON Schema");
    struct text out = {0};
    (r->json_schema ? list->json_schema : r->json ? list->json : list->table)(&out);
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
    {"json", 0, NULL, take_json, "the same as JSON"},
    {"json-schema", 0, NULL, take_json_schema, "a JSON Schema of scene files"},
    {0},
};

const struct command command_list = {
    "list", "What there is: settings, runs, methods, schedules, gallery.",
    "  nablascope list methods\n"
    "  nablascope list gallery --json\n"
    "  nablascope list settings --json-schema > scene.schema.json\n",
    "settings|runs|methods|schedules|gallery [OPTION]…", options, run,
};
