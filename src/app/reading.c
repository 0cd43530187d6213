// SPDX-License-Identifier: MIT
#include "app/reading.h"

#include "calc/formula.h"

#include <stdio.h>
#include <string.h>

const double reading_rest = 0.25;
static const double told_after = 0.25, told_at_last = 2;        // seconds

static bool is_known(const struct reading *r, const char *name)
{
    for (int i = 0; i < r->knowns; i++)
        if (strcmp(r->known[i], name) == 0)
            return true;
    return false;
}

static bool has_news(const struct reading *r, const struct formula *f)
{
    for (int i = 0; i < f->parameters; i++)
        if (!is_known(r, f->parameter[i]))
            return true;
    return false;
}

// The formula becomes the one that is shown.
static void accept(struct reading *r, const struct formula *f, struct scene *scene)
{
    scene_sync(scene, (const char (*)[SCENE_NAME])f->parameter, f->parameters);
    strcpy(r->shown, scene->formula);
}

static bool has_meaning(struct reading *r, struct formula *f)
{
    if (!f)
        return false;
    if (f->parameters > SCENE_PARAMETERS)
        return fault_at(&r->fault, 0, "A formula has at most %d letters besides x and y",
                        SCENE_PARAMETERS);
    struct text echo = {0};
    formula_print(&echo, f, f->as_typed);
    snprintf(r->echo, ECHO, "%s", text_or_empty(&echo));
    text_free(&echo);
    return true;
}

void reading_take(struct reading *r, struct scene *scene, bool rested)
{
    const char *names[SCENE_PARAMETERS];
    size_t length = strlen(scene->formula);
    for (int i = 0; i < scene->parameters; i++)
        names[i] = scene->parameter[i].name;
    r->fault = (struct fault){0};
    r->unfinished = r->waits = false;
    strcpy(r->typed, scene->formula);
    if (length == 0)
        return;
    struct formula *f = formula_read_with(scene->formula, length, names,
                                          scene->parameters, &r->fault);
    bool meaning = has_meaning(r, f);
    r->waits = meaning && !rested && has_news(r, f);
    if (meaning && !r->waits)
        accept(r, f, scene);
    else if (!meaning)
        r->unfinished = formula_is_unfinished(scene->formula, length, &r->fault);
    formula_free(f);
}

void reading_know(struct reading *r, const struct scene *scene)
{
    r->knowns = scene->parameters;
    for (int i = 0; i < r->knowns; i++)
        strcpy(r->known[i], scene->parameter[i].name);
}

void reading_news(const struct reading *r, const struct scene *scene, char *out,
                  size_t size)
{
    size_t at = 0;
    *out = 0;
    for (int i = 0; i < scene->parameters && at < size; i++)
        if (!is_known(r, scene->parameter[i].name))
            at += (size_t)snprintf(out + at, size - at, "%s%s", at ? ", " : "",
                                   scene->parameter[i].name);
}

double reading_patience(const struct reading *r, bool in_box)
{
    return r->unfinished && in_box ? told_at_last : told_after;
}

void reading_show(const struct reading *r, struct scene *scene)
{
    if (r->shown[0])
        strcpy(scene->formula, r->shown);
}
