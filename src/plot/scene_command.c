// SPDX-License-Identifier: MIT
#include "plot/scene_command.h"

#include "calc/formula.h"
#include "scene/assign.h"
#include "scene/describe.h"

#include <string.h>

static bool needs_quotes(const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_./,=:+-";
    for (; *word; word++)
        if ((*word & 0x80) == 0 && !strchr(plain, *word))
            return true;
    return false;
}

static void add_quoted(struct text *out, const char *word)
{
    text_add(out, "'");
    for (; *word; word++)
        text_add_bytes(out, *word == '\'' ? "'\\''" : word, *word == '\'' ? 4 : 1);
    text_add(out, "'");
}

static void add_option(struct text *out, const char *name, const struct text *word)
{
    text_addf(out, " --%s ", name);
    (needs_quotes(text_or_empty(word)) ? add_quoted : text_add)(out, text_or_empty(word));
}

// One setting may bring another along (levels given one by one), so what was written is
// done to `made`, and only what still differs is written.
static void add_settings(struct text *out, struct scene *made, const struct scene *scene)
{
    struct text value = {0}, word = {0};
    struct fault fault;
    for (int i = 0; i < SCHEMA_ROWS; i++) {
        const struct setting *row = &schema[i];
        if (row->kind == SETTING_RUNS || row->kind == SETTING_RUN
            || row->kind == SETTING_FORKS || row->kind == SETTING_PARAMETERS || setting_equal(row, made, scene)
            || strcmp(row->key, "formula") == 0)
            continue;
        text_clear(&value);
        setting_text(&value, row, scene);
        setting_assign(row, made, text_or_empty(&value), formula_constant, &fault);
        text_clear(&word);
        text_addf(&word, "%s=%s", row->key, text_or_empty(&value));
        add_option(out, "set", &word);
    }
    out->failed |= value.failed | word.failed;
    text_free(&value);
    text_free(&word);
}

static void add_parameter(struct text *out, const struct scene_parameter *p)
{
    struct scene made = {0};
    struct text word = {0};
    scene_sync(&made, &p->name, 1);
    scene_parameter_set(&made.parameter[0], p->value);
    text_addf(&word, "%s=", p->name);
    text_add_number(&word, p->value);
    if (made.parameter[0].low != p->low || made.parameter[0].high != p->high) {
        text_add(&word, ",");
        text_add_number(&word, p->low);
        text_add(&word, ",");
        text_add_number(&word, p->high);
    }
    add_option(out, "param", &word);
    out->failed |= word.failed;
    text_free(&word);
}

static void add_field(struct text *out, const char *name, struct descent *made,
                      const struct run_field *f)
{
    struct text value = {0}, word = {0};
    struct fault fault;
    run_field_text(&value, f);
    run_assign(made, f->row.knob.name, text_or_empty(&value), formula_constant, &fault);
    text_addf(&word, "%s.%s=%s", name, f->row.knob.name, text_or_empty(&value));
    add_option(out, "set", &word);
    out->failed |= value.failed | word.failed;
    text_free(&value);
    text_free(&word);
}

static bool same_field(struct descent *made, const struct run_field *f)
{
    struct run_field other;
    if (!run_field_find(made, f->row.knob.name, &other, NULL))
        return false;
    return f->row.kind == RUN_POINT ? memcmp(f->at, other.at, sizeof(vec2)) == 0
                                    : run_value(f) == run_value(&other);
}

// What of a run is not as it was made yet, in the order in which it is read; `starts`:
// its start makes it.
static void add_run(struct text *out, const char *name, const struct descent *run,
                    struct descent made, bool starts)
{
    struct descent copy = *run;
    struct run_field f;
    for (int turn = 0; turn < RUN_TURNS; turn++)
        for (int i = 0; run_field_at(&copy, i, &f); i++)
            if (run_turn(f.row.knob.name) == turn
                && ((starts && f.row.kind == RUN_POINT) || !same_field(&made, &f)))
                add_field(out, name, &made, &f);
}

static void add_forks(struct text *out, const struct scene *scene)
{
    for (int i = 0; i < scene->forks; i++) {
        const struct scene_fork *fork = &scene->fork[i];
        struct scene before = *scene;
        char name[] = {(char)('A' + fork->run), 0};
        before.forks = i;
        struct descent made = *scene_last(&before, fork->run);
        made.start = fork->then.start;
        made.seed = fork->then.seed;
        text_addf(out, " --set %s.fork=%d", name, fork->at);
        add_run(out, name, &fork->then, made, false);
    }
}

void scene_command(struct text *out, const struct scene *scene)
{
    static const char *const letters[SCENE_RUNS] = {"A", "B", "C", "D", "E"};
    struct scene made = scene_defaults();
    bool looks_like_option = scene->formula[0] == '-';
    text_add(out, "nablascope");
    if (!looks_like_option)
        text_add(out, " "), add_quoted(out, scene->formula);
    add_settings(out, &made, scene);
    add_settings(out, &made, scene);
    for (int i = 0; i < scene->parameters; i++)
        add_parameter(out, &scene->parameter[i]);
    for (int i = 0; i < scene->runs; i++)
        if (scene_has_run(scene, i))
            add_run(out, letters[i], &scene->run[i], descent_default(0), true);
    add_forks(out, scene);
    add_run(out, "next", &scene->next_run, descent_default(0), false);
    if (looks_like_option)
        text_add(out, " -- "), add_quoted(out, scene->formula);
    text_add(out, "\n");
}
