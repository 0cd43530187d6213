// SPDX-License-Identifier: MIT
#include "cli/cmd.h"

#include "cli/subject.h"

#include <string.h>

struct request {
    struct subject subject;
    const char *play, *record, *present;
    bool fullscreen;
};

static bool take_play(void *request, const char *value, struct fault *fault)
{
    (void)fault;
    ((struct request *)request)->play = value;
    return true;
}

static bool take_record(void *request, const char *value, struct fault *fault)
{
    (void)fault;
    ((struct request *)request)->record = value;
    return true;
}

static bool take_present(void *request, const char *value, struct fault *fault)
{
    ((struct request *)request)->present = value;
    return strcmp(value, "surface") == 0 || strcmp(value, "texture") == 0
           || strcmp(value, "auto") == 0
           || fault_at(fault, 0, "--present is surface, texture or auto");
}

static bool take_fullscreen(void *request, const char *value, struct fault *fault)
{
    (void)value, (void)fault;
    ((struct request *)request)->fullscreen = true;
    return true;
}

static bool open_window(const struct window_command *self, struct request *r, bool blank,
                        struct fault *fault)
{
    struct subject *subject = &r->subject;
    if (!self->open)
        return fault_machine(fault, "this build has no window; nablascope render "
                                    "FORMULA -o FILE.png draws a picture");
    struct window_request w = {.scene = subject->scene, .extra = subject->extra,
                               .path = subject->picture ? NULL : subject->file,
                               .blank = blank, .play = r->play,
                               .record = r->record, .present = r->present,
                               .fullscreen = r->fullscreen};
    subject->extra = (struct scene_extra){0};
    bool done = self->open(self->self, &w, fault);
    scene_extra_free(&w.extra);
    return done;
}

static bool run(const struct command *self, int count, char **arguments,
                const struct font *font, struct fault *fault)
{
    (void)font;
    struct request r = {.present = "auto"};
    bool done = args_read(self, count, arguments, &r, subject_take, fault);
    bool blank = !r.subject.given;
    if (blank)
        r.subject.given = "x^2 + 2y^2";
    done = done && subject_open(&r.subject, fault)
           && open_window((const struct window_command *)self, &r, blank, fault);
    subject_free(&r.subject);
    return done;
}

static const struct option options[] = {
    {"set", 0, "KEY=VALUE", subject_take_set, "a setting: nablascope list settings"},
    {"param", 0, "NAME=VALUE", subject_take_param, "a letter of the formula; a=2,0,5: its slider too"},
    {"view", 0, "X0,X1,Y0,Y1", subject_take_view, "what to show whole (-3,3,-3,3)"},
    {"theme", 0, "light|dark", subject_take_theme, "the colours"},
    {"projector", 0, NULL, subject_take_projector, "larger type and thicker lines"},
    {"fullscreen", 0, NULL, take_fullscreen, "the whole screen"},
    {"play", 0, "FILE", take_play, "scripted hands on a simulated clock, no window"},
    {"record", 0, "FILE", take_record, "write what hands do as such a script"},
    {"present", 0, "WAY", take_present, "to the screen by surface, texture or auto"},
    {0},
};

struct window_command command_window(window_run *open, void *self)
{
    return (struct window_command){
        {"", "The window.", "", "[FORMULA | FILE.scene | FILE.png|svg|pdf] [OPTION]…", options,
         run}, open, self};
}
