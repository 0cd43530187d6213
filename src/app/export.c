// SPDX-License-Identifier: MIT
#include "app/export.h"

#include "base/file.h"
#include "field/path_table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { NUMBERED = 10000 };

// What a file may be called in every system: letters, digits, plus signs; the signs of
// powers and products go, all else becomes a dash.
void export_slug(char out[EXPORT_SLUG], const struct scene *scene)
{
    size_t count = 0;
    for (const char *at = scene->title[0] ? scene->title : scene->formula; *at; at++) {
        char letter = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
        bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')
                     || letter == '+';
        bool after_sign = count == 0 || out[count - 1] == '-' || out[count - 1] == '+';
        if (count + 1 == EXPORT_SLUG)
            break;
        if (letter == '+' && count > 0 && out[count - 1] == '-')
            count--;
        if (plain)
            out[count++] = letter;
        else if (letter != '^' && letter != '*' && !after_sign)
            out[count++] = '-';
    }
    while (count > 0 && out[count - 1] == '-')
        count--;
    out[count] = 0;
    if (count == 0)
        strcpy(out, "scene");
}

bool export_name(char path[EXPORT_PATH], const struct scene *scene, const char *what,
                 const char *kind, struct fault *fault)
{
    char slug[EXPORT_SLUG];
    int end;
    export_slug(slug, scene);
    snprintf(path, EXPORT_PATH, "nablascope_%s%s%s%n%s", slug, *what ? "_" : "",
             what, &end, kind);
    for (int i = 2; access(path, F_OK) == 0 && i < NUMBERED; i++)
        snprintf(path + end, (size_t)(EXPORT_PATH - end), "-%d%s", i, kind);
    return access(path, F_OK) != 0
           || fault_machine(fault, "%.80s and thousands like it are there already", path);
}

bool export_begin(struct export_job *job, const struct export_request *r,
                  struct fault *fault)
{
    export_stop(job);
    job->request = *r;
    job->scene = *r->scene;
    job->request.scene = NULL;
    scene_write(&job->json, r->scene, r->extra);
    job->renderer = job->json.failed ? NULL : renderer_open();
    if (job->renderer)
        return true;
    export_stop(job);
    return fault_memory(fault);
}

static bool save_picture(struct export_job *job, const struct render_request *request,
                         char path[EXPORT_PATH], struct fault *fault)
{
    struct text png = {0};
    char step[16];
    snprintf(step, sizeof step, "%04d", (int)fmin(fmax(request->shown, 0), 999999));
    bool done = export_name(path, &job->scene, step, ".png", fault)
                && renderer_png(job->renderer, request, job->json.at, &png, fault)
                && file_save(path, png.at, png.count, fault);
    text_free(&png);
    return done;
}

enum export_state export_go_on(struct export_job *job, char path[EXPORT_PATH],
                               struct fault *fault)
{
    const struct export_request *r = &job->request;
    struct render_request request = {.scene = &job->scene, .width = r->large ? 3840 : 1920,
                                     .height = r->large ? 2160 : 1080,
                                     .font = r->font, .pool = r->pool, .partly = true,
                                     .shown = r->shown, .covered = r->covered};
    job->done = renderer_prepare(job->renderer, &request, fault);
    if (job->done < 1)
        return EXPORT_MORE;
    bool saved = job->done == 1 && save_picture(job, &request, path, fault);
    export_stop(job);
    return saved ? EXPORT_SAVED : EXPORT_FAILED;
}

void export_stop(struct export_job *job)
{
    renderer_close(job->renderer);
    text_free(&job->json);
    *job = (struct export_job){0};
}

void export_table(struct text *out, const struct path *run)
{
    path_table_head(out, &methods[0], false);
    for (size_t i = 0; i < run->rows.count; i++)
        path_table_row(out, run, i, &methods[0], false);
}

bool export_table_file(const struct scene *scene, int run, const struct text *table,
                       char name[EXPORT_PATH], struct fault *fault)
{
    const char letter[] = {(char)('A' + run), 0};
    return export_name(name, scene, letter, ".csv", fault)
           && file_save(name, table->at, table->count, fault);
}
