// SPDX-License-Identifier: MIT
#include "cli/frame_output.h"

#include "cli/sequence_watch.h"
#include "plot/film.h"
#include "plot/frame_files.h"

static bool watch(const struct frame_output *o, const struct frames *frames,
                  struct sequence_sink sink, struct fault *fault)
{
    struct sequence_request request = {
        .frames = frames, .first = o->options->first, .last = o->options->last,
        .render = o->render, .threads = o->threads, .sink = sink};
    return sequence_watch(&request, o->path, o->verbose, fault);
}

static bool write_files(const struct frame_output *o, struct fault *fault)
{
    struct frames frames;
    struct frame_files files = {.extra = o->extra,
                                .skip_existing = o->options->skip_existing};
    bool alone = o->options->ranged && o->options->first == o->options->last;
    return frame_name_read(&files.name, o->path, alone, fault)
           && frame_options_plan(o->options, o->render.scene, &frames, fault)
           && frame_name_has_folder(&files.name, fault)
           && watch(o, &frames, frame_files_sink(&files), fault);
}

static bool watch_film(const struct frame_output *o, const struct film_request *request,
                       struct fault *fault)
{
    struct film *film = film_open(request, fault);
    bool done = film && watch(o, request->frames, film_sink(film), fault);
    film_close(film);
    return done;
}

static bool write_film(const struct frame_output *o, struct fault *fault)
{
    struct frames frames;
    struct text scene = {0};
    if (o->options->skip_existing)
        return fault_at(fault, 0, "--skip-existing is for files; a film is made in one go");
    if (!o->options->pace.fps)
        o->options->pace.fps = FILM_FPS;
    if (!film_can(o->path, fault)
        || !frame_options_plan(o->options, o->render.scene, &frames, fault))
        return false;
    scene_write(&scene, o->render.scene, o->extra);
    struct film_request request = {
        .path = o->path, .frames = &frames, .first = o->options->first,
        .last = o->options->last, .render = o->render, .scene = scene.at};
    bool done = scene.failed ? fault_memory(fault) : watch_film(o, &request, fault);
    text_free(&scene);
    return done;
}

bool frame_output_write(const struct frame_output *o, struct fault *fault)
{
    return (film_is(o->path) ? write_film : write_files)(o, fault);
}
