// SPDX-License-Identifier: MIT
#include "app/document.h"

#include "app/export.h"
#include "app/rough.h"
#include "app/runs.h"
#include "plot/program.h"
#include "plot/scene_command.h"
#include "plot/scene_source.h"
#include "scene/gallery.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char blanks[] = " \t\r\n";

// Theme and size of type are the room's, not the scene's.
static void open_scene(struct document *doc, struct desk *d, const struct scene *next,
                       const char *path)
{
    struct attention *mind = d->mind;
    enum theme_name theme = d->scene->theme;
    bool projector = d->scene->projector;
    *d->scene = *next;
    d->scene->theme = theme;
    d->scene->projector = projector;
    snprintf(mind->path, sizeof mind->path, "%s", path);
    memset(mind->added, 0, sizeof mind->added);
    mind->shown = INFINITY;
    mind->secant = 0;
    mind->playing = mind->hint = false;
    mind->rough = rough_has(next);
    mind->rail = next->runs > 0 || next->probe || next->inside;
    reading_take(&mind->reading, d->scene, true);
    reading_know(&mind->reading, d->scene);
    doc->kept = *d->scene;
    doc->opened = true;
}

static void say_fault(struct desk *d, const struct fault *fault)
{
    if (fault->line)
        desk_say(d, "line %d, column %d: %s", fault->line, fault->column, fault->text);
    else
        desk_say(d, "%s", fault->text);
}

void document_load(struct document *doc, struct desk *d, const char *path)
{
    struct scene next = *d->scene;
    struct scene_source source = {.scene = &next, .extra = &doc->extra};
    struct fault fault = {0};
    if (scene_source_read(&source, path, &fault))
        open_scene(doc, d, &next, source.picture ? "" : path);
    else
        say_fault(d, &fault);
}

static void load_card(struct document *doc, struct desk *d, const char *name)
{
    struct scene next;
    const char *json = gallery_find(name)->scene;
    if (scene_read(&next, &doc->extra, json, strlen(json), NULL))
        open_scene(doc, d, &next, "");
}

static bool is_json(const char *text)
{
    return *text == '{' && strchr("\"}", text[1 + strspn(text + 1, blanks)]);
}

// The path of a scene or a picture that is there.
static bool is_path(const char *text)
{
    const char *ending = strrchr(text, '.');
    return ending && (strcmp(ending, ".scene") == 0 || strcmp(ending, ".png") == 0
                      || strcmp(ending, ".svg") == 0 || strcmp(ending, ".pdf") == 0
                      || strcmp(ending, ".webp") == 0)
           && access(text, R_OK) == 0;
}

// Opens a scene, a command line or a path; false: it is none.
static bool open_text(struct document *doc, struct desk *d, const char *text)
{
    struct scene next;
    struct fault fault = {0};
    bool json = is_json(text) || scene_source_is_svg(text, strlen(text)), done;
    if (is_path(text)) {
        document_load(doc, d, text);
        return true;
    }
    if (!json && !(doc->commands.stand_in && doc->commands.stand_in(text)))
        return false;
    struct scene_source source = {.scene = &next, .extra = &doc->extra};
    done = json ? scene_source_take(&source, text, strlen(text), &fault)
                : doc->commands.read(text, &next, &doc->extra, &fault);
    if (done)
        open_scene(doc, d, &next, ""), ui_focus(d->ui, 0);
    else
        say_fault(d, &fault);
    return true;
}

static void write_formula(struct scene *scene, const char *text)
{
    struct edit edit = {.anchor = strlen(scene->formula)};
    edit_insert(&edit, scene->formula, SCENE_FORMULA, text);
    edit_free(&edit);
    for (size_t end = strlen(scene->formula); end > 0 && scene->formula[end - 1] == ' ';)
        scene->formula[--end] = 0;
}

bool document_paste(struct document *doc, struct desk *d, const char *text)
{
    const struct edit *edit = &d->ui->edit;
    bool in_box = d->ui->typing && d->ui->focus == ID_FORMULA;
    size_t kept = strlen(d->scene->formula) + edit_from(edit) - edit_to(edit);
    text += strspn(text, blanks);
    if (!*text)
        desk_say(d, "the clipboard is empty or too large");
    else if (d->ui->typing && !in_box)
        return false;
    else if (open_text(doc, d, text))
        return true;
    else if ((in_box ? kept : 0) + strlen(text) >= SCENE_FORMULA)
        desk_say(d, "that is too large for a formula: it has at most 4096 bytes");
    else if (in_box)
        return false;
    else
        write_formula(d->scene, text);
    return true;
}

static void save(struct document *doc, struct desk *d)
{
    struct fault fault = {0};
    if (!scene_save(d->mind->asked, d->scene, &doc->extra, &fault)) {
        say_fault(d, &fault);
        return;
    }
    doc->kept = *d->scene;
    snprintf(d->mind->path, sizeof d->mind->path, "%s", d->mind->asked);
    desk_say(d, "saved %.180s", d->mind->asked);
}

static void tell_path(struct document *doc, struct desk *d, const char *path)
{
    char folder[PATH_MAX];
    if (getcwd(folder, sizeof folder))
        text_addf(&doc->copy, "%s/", folder);
    text_add(&doc->copy, path);
    desk_say(d, "saved %s; its path is copied", path);
}

static struct export_request request_of(const struct document *doc, const struct desk *d,
                                        struct scene *shown)
{
    const struct attention *mind = d->mind;
    *shown = *d->scene;
    reading_show(&mind->reading, shown);
    return (struct export_request){
        .scene = shown, .extra = &doc->extra, .shown = fmin(mind->shown, runs_longest(d)),
        .covered = mind->covered, .large = mind->large, .font = doc->font,
        .pool = doc->pool};
}

static void begin_picture(struct document *doc, struct desk *d)
{
    struct fault fault = {0};
    struct scene shown;
    struct export_request request = request_of(doc, d, &shown);
    d->mind->exporting = export_begin(&doc->picture, &request, &fault);
    if (!d->mind->exporting)
        say_fault(d, &fault);
}

static void go_on_with_picture(struct document *doc, struct desk *d)
{
    struct fault fault = {0};
    char path[EXPORT_PATH];
    if (!d->mind->exporting) {
        export_stop(&doc->picture);
        desk_say(d, "no picture was saved");
        return;
    }
    enum export_state state = export_go_on(&doc->picture, path, &fault);
    d->mind->exporting = state == EXPORT_MORE;
    if (state == EXPORT_MORE)
        desk_say(d, "picture %d %% — Esc stops it", (int)(100 * doc->picture.done));
    else if (state == EXPORT_SAVED)
        tell_path(doc, d, path);
    else
        say_fault(d, &fault);
}

static void begin_shoot(struct document *doc, struct desk *d)
{
    struct fault fault = {0};
    struct scene shown;
    struct shoot_request request = {d->out->shoot - 1, request_of(doc, d, &shown),
                                    d->mind->sweeping};
    if (doc->shoot) {
        desk_say(d, "one after the other: this one is not done yet");
        return;
    }
    doc->shoot = shoot_open(&request, &fault);
    d->mind->filming = doc->shoot;
    d->mind->shooting.since = d->mind->time;
    if (!doc->shoot)
        say_fault(d, &fault);
}

static void end_shoot(struct document *doc, struct desk *d, struct shoot_state state)
{
    struct fault fault = {0};
    char path[EXPORT_PATH];
    snprintf(path, sizeof path, "%s", shoot_path(doc->shoot));
    bool film = strchr(path, '.'), done = shoot_close(doc->shoot, &fault);
    doc->shoot = NULL;
    d->mind->filming = false;
    if (done)
        tell_path(doc, d, path);
    if (done && !film)
        desk_say(d, "%zu pictures are in %s; its path is copied", state.done, path);
    else if (fault.text[0])
        say_fault(d, &fault);
    else if (!done && (film || state.done == 0))
        desk_say(d, "stopped: nothing was saved");
    else if (!done)
        desk_say(d, "stopped: %zu of %zu pictures are in %s", state.done, state.frames, path);
}

static void go_on_with_shoot(struct document *doc, struct desk *d)
{
    struct shoot_state state = shoot_look(doc->shoot);
    d->mind->shooting.done = state.done;
    d->mind->shooting.frames = state.frames;
    if (!d->mind->filming)
        shoot_stop(doc->shoot);
    if (state.over)
        end_shoot(doc, d, state);
}

// The steps of the chosen run, as they are on the screen.
static void give_table(struct document *doc, struct desk *d)
{
    int run = d->scene->chosen;
    const struct path *path = &d->model->path[run];
    char name[EXPORT_PATH];
    struct fault fault = {0};
    struct text table = {0};
    if (!scene_has_run(d->scene, run) || path->rows.count == 0) {
        desk_say(d, "there is no run yet: click the map");
        return;
    }
    export_table(&table, path);
    if (table.failed)
        desk_say(d, "no memory for the table");
    else if (d->out->copy_table)
        text_add(&doc->copy, table.at), desk_say(d, "copied the steps of run %c", 'A' + run);
    else if (export_table_file(d->scene, run, &table, name, &fault))
        tell_path(doc, d, name);
    else
        say_fault(d, &fault);
    text_free(&table);
}

static void copy_scene(struct document *doc, struct desk *d)
{
    struct scene shown = *d->scene;
    reading_show(&d->mind->reading, &shown);
    scene_command(&doc->copy, &shown);
    desk_say(d, "copied as a command line");
}

// With the lanes of a race as they are on the screen.
static void copy_code(struct document *doc, struct desk *d)
{
    const struct program_kind *kind = &program_kinds[d->out->code - 1];
    struct scene shown = d->scene->race != RACE_OFF ? d->model->scene : *d->scene;
    struct fault fault = {0};
    reading_show(&d->mind->reading, &shown);
    if (program_write(&doc->copy, d->out->code - 1, &shown, shown.chosen, &fault))
        desk_say(d, "copied as %s", kind->label);
    else
        say_fault(d, &fault);
}

void document_serve(struct document *doc, struct desk *d)
{
    const struct outbox *out = d->out;
    struct scene fresh = scene_defaults();
    if (out->fresh)
        open_scene(doc, d, &fresh, "");
    if (out->card)
        load_card(doc, d, out->card);
    if (out->open)
        document_load(doc, d, d->mind->asked);
    if (out->save)
        save(doc, d);
    if (out->picture)
        begin_picture(doc, d);
    if (doc->picture.renderer)
        go_on_with_picture(doc, d);
    if (out->shoot)
        begin_shoot(doc, d);
    if (doc->shoot)
        go_on_with_shoot(doc, d);
    if (out->copy)
        copy_scene(doc, d);
    if (out->code)
        copy_code(doc, d);
    if (out->copy_table || out->save_table)
        give_table(doc, d);
}

void document_free(struct document *doc)
{
    if (doc->shoot)
        shoot_stop(doc->shoot);
    shoot_close(doc->shoot, NULL);
    scene_extra_free(&doc->extra);
    text_free(&doc->copy);
    export_stop(&doc->picture);
}
