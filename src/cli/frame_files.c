// SPDX-License-Identifier: MIT
#include "cli/frame_files.h"

#include "base/file.h"
#include "cli/sequence_watch.h"
#include "cli/values.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool is_there(void *self, size_t k)
{
    const struct frame_files *files = self;
    struct text path = {0};
    struct stat info;
    frame_name_make(&files->name, k, &path);
    bool there = !path.failed && stat(path.at, &info) == 0 && S_ISREG(info.st_mode);
    text_free(&path);
    return there;
}

static bool draw(void *self, int worker, struct renderer *renderer,
                 const struct render_request *request, struct text *out,
                 struct fault *fault)
{
    const struct frame_files *files = self;
    const char *pattern = files->name.pattern;
    struct text scene = {0};
    bool done;
    (void)worker;
    scene_write(&scene, request->scene, files->extra);
    if (scene.failed)
        done = fault_memory(fault);
    else if (path_ends_in(pattern, ".svg"))
        done = renderer_svg(renderer, request, scene.at, out, fault);
    else if (path_ends_in(pattern, ".pdf"))
        done = renderer_pdf(renderer, request, scene.at, out, fault);
    else
        done = renderer_png(renderer, request, scene.at, out, fault);
    text_free(&scene);
    return done;
}

static bool put(void *self, size_t k, const struct text *bytes, struct fault *fault)
{
    const struct frame_files *files = self;
    struct text path = {0};
    frame_name_make(&files->name, k, &path);
    bool done = path.failed ? fault_memory(fault)
                            : file_save(path.at, bytes->at, bytes->count, fault);
    text_free(&path);
    return done;
}

bool frame_files_write(const struct frame_files *files, struct fault *fault)
{
    const struct frame_options *o = files->options;
    struct sequence_request request = {
        .frames = files->frames, .first = o->first, .last = o->last,
        .render = files->render, .threads = files->threads,
        .sink = {(void *)(uintptr_t)files, o->skip_existing ? is_there : NULL, draw, put,
                 false}};
    return frame_name_has_folder(&files->name, fault)
           && sequence_watch(&request, files->name.pattern, files->verbose, fault);
}
