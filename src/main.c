// SPDX-License-Identifier: MIT
#include "cli/cli.h"
#ifdef HAVE_FONT
#include "app/play.h"
#include "app/script.h"
#include "base/file.h"
#include "shell/font_ttf.h"
#include "shell/window.h"

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
enum { FONT_MEMORY = 24 << 20 };                // bytes of letters that are kept

struct show {                   // the window and what is shown in it
    struct font *font;
    struct app *app;
    struct window *window;
    struct recorder recorder;
    const char *record;         // where its script goes, NULL: nowhere
};

static void take_input(struct show *show, double wait)
{
    static const double longest = 3600;         // seconds without looking
    struct input in;
    do {
        window_input(show->window, &in, wait < longest ? wait : longest);
        if (show->record)
            script_record(&show->recorder, &in);
        app_handle(show->app, &in);
        struct wishes wishes = app_wishes(show->app);
        window_grant(show->window, &wishes);
        wait = 0;
    } while (window_has_more(show->window) && !app_wishes(show->app).quit);
}

static bool save_record(const struct show *show, struct fault *fault)
{
    return !show->record
           || file_save(show->record, text_or_empty(&show->recorder.out),
                        show->recorder.out.count, fault);
}

static void run_window(struct show *show)
{
    struct image frame = {0};
    bool stale = false;
    take_input(show, 0);
    while (!app_wishes(show->app).quit) {
        font_ttf_trim(show->font, FONT_MEMORY);
        stale |= app_draw(show->app, &frame) || window_stale(show->window);
        save_record(show, NULL);
        if (stale && window_visible(show->window))
            stale = !window_show(show->window, &frame);
        take_input(show, app_wait(show->app));
    }
    image_free(&frame);
}

static bool open_and_run(struct show *show, const struct window_request *request,
                         struct fault *fault)
{
    struct window_options options = {
        .fullscreen = request->fullscreen,
        .present = strcmp(request->present, "surface") == 0   ? PRESENT_SURFACE
                   : strcmp(request->present, "texture") == 0 ? PRESENT_TEXTURE
                                                              : PRESENT_AUTO};
    show->window = window_open(&options, fault);
    if (!show->window)
        return false;
    run_window(show);
    window_close(show->window);
    bool saved = save_record(show, fault);
    recorder_free(&show->recorder);
    return saved;
}

// Opens the window, or plays a script without one.
static bool show_window(void *self, struct window_request *request, struct fault *fault)
{
    struct show show = {.font = self, .record = request->record};
    struct fault trouble = {0};
    struct app_start start = {.scene = request->scene, .extra = request->extra,
                              .path = request->path, .first_run = request->blank,
                              .fullscreen = request->fullscreen};
    struct pool *pool = pool_open(0);
    request->extra = (struct scene_extra){0};
    if (!request->play) {
        start.session = session_open(NULL, &trouble);
        start.first_run &= start.session && session_first_run(start.session);
        if (start.session && request->blank
            && session_restore(start.session, &start.scene, &start.extra))
            start.note = "this is what an earlier session left";
    }
    show.app = show.font ? app_open(&start, show.font, pool) : NULL;
    bool done = show.app != NULL || fault_memory(fault);
    if (done)
        done = request->play ? play_script(show.app, request->play, fault)
                             : open_and_run(&show, request, fault);
    bool kept = done && show.app && !app_unsaved(show.app);
    app_close(show.app);
    session_close(start.session, kept);
    scene_extra_free(&start.extra);
    pool_close(pool);
    return done;
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
