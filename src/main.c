// SPDX-License-Identifier: MIT
#include "cli/cli.h"
#ifdef HAVE_FONT
#include "app/play.h"
#include "app/script.h"
#include "shell/font_ttf.h"
#include "shell/window.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#endif

#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

// A standard stream that is closed must not become the number of another file.
static void fill_standard_streams(void)
{
    int fd;
    do
        fd = open("/dev/null", O_RDONLY);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0)
        close(fd);
}

static void interrupted(int signal)
{
    (void)signal;
    _exit(130);
}

#ifdef HAVE_FONT
struct show {                   // the window and what is shown in it
    struct font *font;
    struct app *app;
    struct window *window;
    struct recorder recorder;
    FILE *record;               // where its script goes, NULL: nowhere
};

static bool record_open(struct show *show, const char *path, struct fault *fault)
{
    show->record = path ? fopen(path, "we") : NULL;
    return show->record || !path
           || fault_machine(fault, "%.100s cannot be written: %s", path, strerror(errno));
}

// Frame by frame, so that it ends with what ended the program.
static void record(struct show *show, const struct input *in)
{
    struct text *out = &show->recorder.out;
    if (!show->record)
        return;
    script_record(&show->recorder, in);
    fwrite(text_or_empty(out), 1, out->count, show->record);
    fflush(show->record);
    text_clear(out);
}

static bool record_close(struct show *show, struct fault *fault)
{
    FILE *file = show->record;
    bool failed = file && (ferror(file) | show->recorder.out.failed);
    failed = (file && fclose(file) != 0) || failed;
    recorder_free(&show->recorder);
    return !failed || fault_machine(fault, "the script could not be written");
}

static void take_input(struct show *show, double wait)
{
    static const double longest = 3600;         // seconds without looking
    struct input in;
    do {
        window_input(show->window, &in, wait < longest ? wait : longest);
        record(show, &in);
        app_handle(show->app, &in);
        struct wishes wishes = app_wishes(show->app);
        window_grant(show->window, &wishes);
        wait = 0;
    } while (window_has_more(show->window) && !app_wishes(show->app).quit);
}

static void run_window(struct show *show)
{
    struct image frame = {0};
    bool stale = false;
    take_input(show, 0);
    while (!app_wishes(show->app).quit) {
        stale |= app_draw(show->app, &frame) || window_stale(show->window);
        if (stale && window_visible(show->window))
            stale = !window_show(show->window, &frame);
        take_input(show, app_wait(show->app));
    }
    image_free(&frame);
}

static struct window *open_window(const struct window_request *request,
                                  struct fault *fault)
{
    struct window_options options = {
        .fullscreen = request->fullscreen,
        .present = strcmp(request->present, "surface") == 0   ? PRESENT_SURFACE
                   : strcmp(request->present, "texture") == 0 ? PRESENT_TEXTURE
                                                              : PRESENT_AUTO};
    return window_open(&options, fault);
}

// What an earlier session left, where nothing is asked for.
static void resume(struct app_start *start, bool blank)
{
    struct fault trouble;
    start->session = session_open(NULL, &trouble);
    start->first_run = blank && start->session && session_first_run(start->session);
    if (start->session && blank
        && session_restore(start->session, &start->scene, &start->extra)) {
        start->unsaved = true;
        start->note = "this is what an earlier session left";
    }
}

// The scene is safe before the window goes, which may take the program with it.
static bool run_program(struct show *show, struct app_start *start, const char *play,
                        struct fault *fault)
{
    struct pool *pool = pool_open(0);
    show->app = show->font ? app_open(start, show->font, pool) : NULL;
    bool done = show->app || fault_memory(fault);
    if (done && play)
        done = play_script(show->app, play, fault);
    else if (done)
        run_window(show);
    session_close(start->session, done && !app_unsaved(show->app));
    app_close(show->app);
    scene_extra_free(&start->extra);
    pool_close(pool);
    return done;
}

// Opens the window, or plays a script without one.
static bool show_window(void *self, struct window_request *request, struct fault *fault)
{
    struct show show = {.font = self};
    struct app_start start = {.scene = request->scene, .extra = request->extra,
                              .path = request->path, .first_run = request->blank,
                              .fullscreen = request->fullscreen,
                              .commands = {cli_has_command, cli_read_scene}};
    request->extra = (struct scene_extra){0};
    bool done = request->play
                || ((show.window = open_window(request, fault))
                    && record_open(&show, request->record, fault));
    if (done && !request->play)
        resume(&start, request->blank);
    done = done && run_program(&show, &start, request->play, fault);
    window_close(show.window);
    scene_extra_free(&start.extra);
    return record_close(&show, fault) && done;
}
#endif

int main(int argc, char **argv)
{
    fill_standard_streams();
    signal(SIGPIPE, SIG_IGN);
#ifdef SIGXFSZ
    signal(SIGXFSZ, SIG_IGN);
#endif
    if (signal(SIGINT, interrupted) == SIG_IGN)
        signal(SIGINT, SIG_IGN);
#ifdef HAVE_FONT
    struct font *font = font_ttf_open(NULL);
    int status = cli_main(argc, argv, font, show_window, font);
    font_ttf_close(font);
    return status;
#else
    return cli_main(argc, argv, NULL, NULL, NULL);
#endif
}
