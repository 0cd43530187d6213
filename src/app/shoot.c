// SPDX-License-Identifier: MIT
#include "app/shoot.h"

#include "plot/film.h"
#include "plot/frame_files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct shoot {
    struct frames frames;
    struct scene_extra extra;
    struct text scene;          // JSON that travels in a film
    char path[EXPORT_PATH], pattern[2 * EXPORT_PATH + 16];
    struct frame_files files;   // one of them
    struct film *film;
    struct sequence *sequence;
};

// The runs by steps, else a parameter from its one end to the other.
static bool plan(struct shoot *shoot, const struct shoot_request *r, struct fault *fault)
{
    const struct scene *scene = r->picture.scene;
    double longest = frames_longest(scene);
    struct frames_pace pace = {.fps = r->kind == SHOOT_PICTURES ? 0 : FILM_FPS};
    struct sweep sweep = {.numbers = 1};
    bool sweeps = longest < 1 && scene->parameters > 0;
    if (longest < 0)
        return fault_memory(fault);
    if (longest < 1 && !sweeps)
        return fault_at(fault, 0, "nothing moves yet: a click on the map starts a run");
    if (sweeps) {
        const struct scene_parameter *p = &scene->parameter[r->sweep > 0 ? r->sweep : 0];
        snprintf(sweep.key, sizeof sweep.key, "%s", p->name);
        sweep.from[0] = p->low;
        sweep.to[0] = p->high;
    }
    return frames_make(&shoot->frames, scene, &sweep, sweeps, pace, longest, fault);
}

static struct render_request render_of(const struct export_request *r)
{
    return (struct render_request){.width = r->large ? 3840 : 1920,
                                   .height = r->large ? 2160 : 1080, .font = r->font,
                                   .covered = r->covered};
}

static bool open_folder(struct shoot *shoot, struct fault *fault)
{
    const char *path = shoot->path;
    if (mkdir(path, 0777) != 0)
        return fault_machine(fault, "cannot make the folder %s: %s", path, strerror(errno));
    snprintf(shoot->pattern, sizeof shoot->pattern, "%s/%s_%%04d.png", path, path);
    shoot->files.extra = &shoot->extra;
    return frame_name_read(&shoot->files.name, shoot->pattern, false, fault);
}

static bool open_film(struct shoot *shoot, const struct shoot_request *r,
                      struct fault *fault)
{
    scene_write(&shoot->scene, r->picture.scene, r->picture.extra);
    if (shoot->scene.failed)
        return fault_memory(fault);
    struct film_request film = {
        .path = shoot->path, .frames = &shoot->frames, .last = shoot->frames.count - 1,
        .render = render_of(&r->picture), .scene = shoot->scene.at};
    shoot->film = film_open(&film, fault);
    return shoot->film;
}

// One processor stays with the window.
static int threads_of(const struct shoot_request *r)
{
    int all = pool_size(r->picture.pool);
    return all > 1 ? all - 1 : 1;
}

static bool begin(struct shoot *shoot, const struct shoot_request *r, struct fault *fault)
{
    static const char *const endings[] = {"", ".webp", ".mp4"};
    bool film = r->kind != SHOOT_PICTURES;
    if (!plan(shoot, r, fault)
        || !export_name(shoot->path, r->picture.scene, "", endings[r->kind], fault)
        || !(film ? open_film(shoot, r, fault) : open_folder(shoot, fault)))
        return false;
    struct sequence_request request = {
        .frames = &shoot->frames, .last = shoot->frames.count - 1,
        .render = render_of(&r->picture), .threads = threads_of(r),
        .sink = film ? film_sink(shoot->film) : frame_files_sink(&shoot->files)};
    shoot->sequence = sequence_open(&request, fault);
    return shoot->sequence;
}

struct shoot *shoot_open(const struct shoot_request *r, struct fault *fault)
{
    struct shoot *shoot = calloc(1, sizeof *shoot);
    if (!shoot)
        return fault_memory(fault), NULL;
    const struct text *members = &r->picture.extra->members;
    text_add_bytes(&shoot->extra.members, text_or_empty(members), members->count);
    if (begin(shoot, r, fault))
        return shoot;
    shoot_close(shoot, NULL);
    return NULL;
}

struct shoot_state shoot_look(const struct shoot *shoot)
{
    struct sequence_state state = sequence_look(shoot->sequence);
    return (struct shoot_state){state.done, shoot->frames.count, state.over};
}

void shoot_stop(struct shoot *shoot)
{
    sequence_stop(shoot->sequence);
}

const char *shoot_path(const struct shoot *shoot)
{
    return shoot->path;
}

bool shoot_close(struct shoot *shoot, struct fault *fault)
{
    if (!shoot)
        return false;
    bool done = sequence_close(shoot->sequence, fault);
    film_close(shoot->film);
    if (shoot->pattern[0])
        rmdir(shoot->path);                     // only where nothing is in it
    scene_extra_free(&shoot->extra);
    text_free(&shoot->scene);
    free(shoot);
    return done;
}
