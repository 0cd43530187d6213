// SPDX-License-Identifier: MIT
#include "app/export.h"

#include "draw/image.h"
#include "draw/png.h"
#include "plot/render.h"
#include "plot/scene_source.h"
#include "scene/describe.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PNG_LEVEL = 2, NUMBERED = 10000 };

bool export_load(const char *path, struct scene *scene, struct scene_extra *extra,
                 struct fault *fault)
{
    return scene_source_read(path, scene, extra, fault);
}

// The first of nablascope-0001.png … that is free.
static bool name_picture(char *path, size_t size, struct fault *fault)
{
    for (int i = 1; i < NUMBERED; i++) {
        snprintf(path, size, "nablascope-%04d.png", i);
        if (access(path, F_OK) != 0)
            return true;
    }
    return fault_machine(fault, "there are pictures nablascope-0001 to 9999 already");
}

bool export_picture(const struct scene *scene, const struct font *font,
                    struct pool *pool, char *path, size_t size, struct fault *fault)
{
    struct image image = {0};
    struct text json = {0};
    struct render_request request = {.scene = scene, .width = 1920, .height = 1080,
                                     .font = font, .pool = pool};
    scene_write(&json, scene, NULL);
    bool done = (!json.failed || fault_memory(fault)) && name_picture(path, size, fault)
                && render_image(&image, &request, fault)
                && png_save(path, &image,
                            &(struct png_options){PNG_LEVEL, 96, "nablascope:scene",
                                                  json.at}, fault);
    image_free(&image);
    text_free(&json);
    return done;
}

static void add_quoted(struct text *out, const char *words)
{
    text_add(out, "'");
    for (; *words; words++)
        text_add_bytes(out, *words == '\'' ? "'\\''" : words, *words == '\'' ? 4 : 1);
    text_add(out, "'");
}

void export_field(struct text *out, const struct run_field *f)
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

static void add_run(struct text *out, const struct descent *run, int letter)
{
    struct descent copy = *run, standard = descent_default(run->method);
    struct run_field f, other;
    for (int i = 0; run_field_at(&copy, i, &f); i++) {
        bool same = run_field_at(&standard, i, &other) && f.row.kind != RUN_POINT
                    && f.row.kind != RUN_METHOD && run_value(&f) == run_value(&other);
        if (same)
            continue;
        text_addf(out, " --set %c.%s=", 'A' + letter, f.row.knob.name);
        export_field(out, &f);
    }
}

void export_command(struct text *out, const struct scene *scene)
{
    struct scene defaults = scene_defaults();
    struct text value = {0};
    text_add(out, "nablascope render ");
    add_quoted(out, scene->formula);
    for (int i = 0; i < SCHEMA_ROWS; i++) {
        const struct setting *row = &schema[i];
        if (row->kind == SETTING_RUNS || row->kind == SETTING_RUN
            || row->kind == SETTING_PARAMETERS
            || strcmp(row->key, "formula") == 0 || setting_equal(row, scene, &defaults))
            continue;
        text_clear(&value);
        text_addf(&value, "%s=", row->key);
        setting_text(&value, row, scene);
        text_add(out, " --set ");
        add_quoted(out, text_or_empty(&value));
    }
    for (int i = 0; i < scene->parameters; i++) {
        text_addf(out, " --param %s=", scene->parameter[i].name);
        text_add_number(out, scene->parameter[i].value);
    }
    for (int i = 0; i < scene->runs; i++)
        if (scene_has_run(scene, i))
            add_run(out, &scene->run[i], i);
    text_add(out, " -o picture.png\n");
    out->failed |= value.failed;
    text_free(&value);
}
