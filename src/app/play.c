// SPDX-License-Identifier: MIT
#include "app/play.h"

#include "app/export.h"
#include "app/script.h"
#include "base/file.h"
#include "draw/png.h"
#include "scene/describe.h"
#include "scene/run.h"

#include <string.h>
#include <time.h>

enum { SCRIPT_MOST = 8 << 20, PNG_LEVEL = 2 };

struct player {
    struct app *app;
    struct image frame;
};

static void handle(void *self, const struct input *in)
{
    struct player *p = self;
    app_handle(p->app, in);
    app_draw(p->app, &p->frame);
}

static bool shot(void *self, const char *path, struct fault *fault)
{
    struct player *p = self;
    app_draw(p->app, &p->frame);
    return png_save(path, &p->frame, &(struct png_options){.level = PNG_LEVEL}, fault);
}

static bool dump(void *self, const char *path, struct fault *fault)
{
    return scene_save(path, app_scene(((struct player *)self)->app), NULL, fault);
}

// "B.lr": of one run.
static bool run_setting(const struct scene *scene, const char *key, struct text *value)
{
    struct run_field f;
    int run = key[0] - 'A';
    if (!scene_has_run(scene, run) || key[1] != '.')
        return false;
    struct descent copy = *scene_settings(scene, run, DESCENT_STEPS);
    copy.start = scene->run[run].start;
    if (!run_field_find(&copy, key + 2, &f, NULL))
        return false;
    run_field_text(value, &f);
    return true;
}

static bool setting(void *self, const char *key, struct text *value)
{
    const struct scene *scene = app_scene(((struct player *)self)->app);
    const struct setting *row = schema_find(key);
    if (row)
        setting_text(value, row, scene);
    return row || run_setting(scene, key, value);
}

static bool shows(void *self, const char *text)
{
    return app_shows(((struct player *)self)->app, text);
}

static bool wished(void *self, const char *what, struct text *value)
{
    struct wishes wishes = app_wishes(((struct player *)self)->app);
    if (strcmp(what, "copy") == 0)
        text_add(value, wishes.copy ? wishes.copy : "");
    else if (strcmp(what, "title") == 0)
        text_add(value, wishes.title);
    else if (strcmp(what, "quit") == 0)
        text_add(value, wishes.quit ? "on" : "off");
    else if (strcmp(what, "fullscreen") == 0)
        text_add(value, wishes.fullscreen ? "on" : "off");
    else
        return false;
    return true;
}

// The clock of the script is not that of those who work beside it.
static bool busy(void *self)
{
    bool busy = app_busy(((struct player *)self)->app);
    if (busy)
        nanosleep(&(struct timespec){0, 2000000}, NULL);
    return busy;
}

static bool fault_in_script(const char *path, struct fault *fault)
{
    struct fault old = *fault;
    return old.machine
           ? false
           : fault_at(fault, 0, "%.80s:%d:%d: %.100s", path, old.line, old.column, old.text);
}

bool play_script(struct app *app, const char *path, struct fault *fault)
{
    struct player p = {.app = app};
    struct text script = {0};
    struct stage stage = {&p, handle, shot, dump, setting, shows, wished, busy};
    bool done = file_read(path, SCRIPT_MOST, &script, fault)
                && (script_play(text_or_empty(&script), script.count, &stage, fault)
                    || fault_in_script(path, fault));
    image_free(&p.frame);
    text_free(&script);
    return done;
}
