// SPDX-License-Identifier: MIT
#include "plot/frame_files.h"

#include "base/file.h"

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

static bool draw(void *self, size_t k, struct renderer *renderer,
                 const struct render_request *request, struct text *out,
                 struct fault *fault)
{
    const struct frame_files *files = self;
    const char *pattern = files->name.pattern;
    struct text scene = {0};
    bool done;
    (void)k;
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

struct sequence_sink frame_files_sink(struct frame_files *files)
{
    return (struct sequence_sink){.self = files,
                                  .skips = files->skip_existing ? is_there : NULL,
                                  .draw = draw, .put = put};
}
