// SPDX-License-Identifier: MIT
#include "cli/cmd.h"

#include "base/file.h"
#include "cli/frame_output.h"
#include "cli/output.h"
#include "cli/subject.h"
#include "cli/values.h"
#include "plot/film.h"
#include "plot/render.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>

enum { MOST_THREADS = 256 };

struct request {
    struct subject subject;
    const char *output;
    struct size size;
    double dpi;
    int threads;                // 0: as many as the machine has
    bool clean, transparent, grey, verbose;
    struct frame_options frames;
};

static bool take_output(void *request, const char *value, struct fault *fault)
{
    (void)fault;
    ((struct request *)request)->output = value;
    return true;
}

static bool take_size(void *request, const char *value, struct fault *fault)
{
    return size_read(value, (struct size){RENDER_LEAST_WIDTH, RENDER_LEAST_HEIGHT},
                     (struct size){RENDER_MOST_WIDTH, RENDER_MOST_HEIGHT},
                     &((struct request *)request)->size, fault);
}

static bool take_dpi(void *request, const char *value, struct fault *fault)
{
    struct request *r = request;
    if (!values_read("--dpi", "a number", value, &r->dpi, 1, fault))
        return false;
    return (r->dpi >= 1 && r->dpi <= 10000)
           || fault_at(fault, 0, "--dpi must be from 1 to 10000");
}

static bool take_threads(void *request, const char *value, struct fault *fault)
{
    double threads;
    if (!values_read("--threads", "a number", value, &threads, 1, fault))
        return false;
    if (!(threads >= 1 && threads <= MOST_THREADS && threads == floor(threads)))
        return fault_at(fault, 0, "--threads must be a whole number from 1 to %d",
                        MOST_THREADS);
    ((struct request *)request)->threads = (int)threads;
    return true;
}

static bool take_clean(void *request, const char *value, struct fault *fault)
{
    (void)value, (void)fault;
    ((struct request *)request)->clean = true;
    return true;
}

static bool take_transparent(void *request, const char *value, struct fault *fault)
{
    (void)value, (void)fault;
    ((struct request *)request)->transparent = true;
    return true;
}

static bool take_grey(void *request, const char *value, struct fault *fault)
{
    (void)value, (void)fault;
    ((struct request *)request)->grey = true;
    return true;
}

// Own words instead of the formula; no words, no line for them.
static bool take_caption(void *request, const char *value, struct fault *fault)
{
    return *value ? subject_wish(request, "title", value, fault)
                  : subject_wish(request, "caption", "off", fault);
}

static bool take_verbose(void *request, const char *value, struct fault *fault)
{
    (void)value, (void)fault;
    ((struct request *)request)->verbose = true;
    return true;
}

static bool take_frames(void *request, const char *value, struct fault *fault)
{
    return frame_options_range(&((struct request *)request)->frames, value, fault);
}

static bool take_all_frames(void *request, const char *value, struct fault *fault)
{
    (void)value, (void)fault;
    ((struct request *)request)->frames.some = true;
    return true;
}

static bool take_sweep(void *request, const char *value, struct fault *fault)
{
    return frame_options_sweep(&((struct request *)request)->frames, value, fault);
}

static bool take_count(void *request, const char *value, struct fault *fault)
{
    return frame_options_count(&((struct request *)request)->frames, value, fault);
}

static bool take_fps(void *request, const char *value, struct fault *fault)
{
    return frame_options_fps(&((struct request *)request)->frames, value, fault);
}

static bool take_duration(void *request, const char *value, struct fault *fault)
{
    return frame_options_duration(&((struct request *)request)->frames, value, fault);
}

static bool take_skip_existing(void *request, const char *value, struct fault *fault)
{
    struct frame_options *o = &((struct request *)request)->frames;
    (void)value, (void)fault;
    return o->some = o->skip_existing = true;
}

// What is written at the end, in one go: "-" is standard output.
static bool put(const char *path, struct text *bytes, struct fault *fault)
{
    if (strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0)
        return output_flush(bytes, fault);
    if (bytes->failed)
        return fault_memory(fault);
    sigset_t signals, before;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    sigprocmask(SIG_BLOCK, &signals, &before);
    bool done = file_save(path, text_or_empty(bytes), bytes->count, fault);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return done;
}

// Standard output, a device or a pipe has no ending and is given a PNG.
static bool takes_png(const char *path)
{
    struct stat info;
    return strcmp(path, "-") == 0
           || (stat(path, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode));
}

static bool is_vector(const struct request *r)
{
    return path_ends_in(r->output, ".svg") || path_ends_in(r->output, ".pdf");
}

static bool draw_as(const struct request *r, const struct render_request *render,
                    const char *scene, struct text *out, struct fault *fault)
{
    if (path_ends_in(r->output, ".svg"))
        return render_svg(out, render, scene, fault);
    return path_ends_in(r->output, ".pdf") ? render_pdf(out, render, scene, fault)
                                           : render_png(out, render, scene, fault);
}

static struct render_request render_of(const struct request *r, const struct font *font)
{
    return (struct render_request){
        .scene = &r->subject.scene, .width = r->size.width, .height = r->size.height,
        .clean = r->clean, .transparent = r->transparent, .grey = r->grey, .dpi = r->dpi,
        .font = font};
}

static bool draw(const struct request *r, const struct font *font, struct text *out,
                 struct fault *fault)
{
    struct text scene = {0};
    scene_write(&scene, &r->subject.scene, &r->subject.extra);
    if (scene.failed)
        return text_free(&scene), fault_memory(fault);
    struct pool *pool = r->threads == 1 ? NULL : pool_open(r->threads);
    struct progress progress = {.what = "basins"};
    struct render_request render = render_of(r, font);
    render.pool = pool;
    render.progress = output_progress;
    render.self = &progress;
    bool done = draw_as(r, &render, scene.at, out, fault);
    pool_close(pool);
    text_free(&scene);
    return done;
}

static void note(const char *text, int line, int column, const char *file)
{
    struct fault message = {0};
    snprintf(message.text, sizeof message.text, line ? "%.80s:%d:%d: %.100s" : "%.80s",
             file, line, column, text);
    output_message(&message);
}

static bool check(const struct request *r, const struct font *font, struct fault *fault)
{
    if (!r->output)
        return fault_at(fault, 0, "render needs a file to write: -o FILE.png");
    if (!path_ends_in(r->output, ".png") && !is_vector(r) && !film_is(r->output)
        && !takes_png(r->output))
        return fault_at(fault, 0, "I write .png, .svg, .pdf, .webp, .mp4, .webm, .gif and "
                        ".apng, not %.60s", r->output);
    return font || fault_machine(fault, "there is no font to write with");
}

static bool write_frames(struct request *r, const struct font *font, struct fault *fault)
{
    struct frame_output output = {
        .path = r->output, .options = &r->frames, .render = render_of(r, font),
        .extra = &r->subject.extra, .threads = r->threads, .verbose = r->verbose};
    return frame_output_write(&output, fault);
}

static bool write_one(struct request *r, const struct font *font, struct fault *fault)
{
    struct text out = {0};
    bool done = (draw(r, font, &out, fault) || subject_fault(&r->subject, fault))
                && put(r->output, &out, fault);
    text_free(&out);
    if (done && r->verbose)
        note("", 0, 0, r->output);
    return done;
}

static bool answer(struct request *r, const struct font *font, struct fault *fault)
{
    if (!subject_open(&r->subject, fault) || !check(r, font, fault))
        return false;
    const struct fault *unknown = &r->subject.extra.note;
    if (unknown->text[0])
        note(unknown->text, unknown->line, unknown->column, r->subject.given);
    bool many = r->frames.some || film_is(r->output);
    return (many ? write_frames : write_one)(r, font, fault);
}

static bool run(const struct command *self, int count, char **arguments,
                const struct font *font, struct fault *fault)
{
    struct request r = {.size = {1920, 1080}, .dpi = 96};
    bool done = args_read(self, count, arguments, &r, subject_take, fault)
                && answer(&r, font, fault);
    subject_free(&r.subject);
    return done;
}

static const struct option options[] = {
    {"output", 'o', "FILE", take_output, ".png, .svg, .pdf; films .webp, .mp4, .gif; - is stdout"},
    {"size", 0, "WxH", take_size, "320x240 to 7680x4320 pixels (1920x1080)"},
    {"view", 0, "X0,X1,Y0,Y1", subject_take_view, "what to show whole (-3,3,-3,3)"},
    {"set", 0, "KEY=VALUE", subject_take_set, "a setting, or of the runs: start=2,1 lr=0.1"},
    {"param", 0, "NAME=VALUE", subject_take_param, "a letter of the formula; a=2,0,5: its slider too"},
    {"theme", 0, "light|dark", subject_take_theme, "the colours"},
    {"projector", 0, NULL, subject_take_projector, "larger type and thicker lines"},
    {"clean", 0, NULL, take_clean, "map, caption and key alone"},
    {"caption", 0, "TEXT", take_caption, "own words instead of the formula; '': none"},
    {"transparent", 0, NULL, take_transparent, "nothing behind it, for slides"},
    {"grey", 0, NULL, take_grey, "without colour, for print"},
    {"dpi", 0, "N", take_dpi, "pixels an inch: how large it is on paper (96)"},
    {"threads", 0, "N", take_threads, "how many work; the picture is the same"},
    {"verbose", 0, NULL, take_verbose, "say on standard error what was written"},
    {"all-frames", 0, NULL, take_all_frames, "a picture for each step: -o frames/f_%04d.png"},
    {"frames", 0, "A..B", take_frames, "only these, both included; 7 alone: -o seven.png"},
    {"sweep", 0, "KEY=A..B", take_sweep, "a setting moves; :log for equal factors (repeatable)"},
    {"count", 0, "N", take_count, "so many frames in all"},
    {"fps", 0, "N", take_fps, "frames a second, parts of steps between (25; films 30)"},
    {"duration", 0, "S", take_duration, "seconds that all of it lasts"},
    {"skip-existing", 0, NULL, take_skip_existing, "go on where files are missing"},
    {0},
};

const struct command command_render = {
    "render", "A picture of a formula or a scene as PNG, SVG or PDF, or a film.",
    "  nablascope render 'x^2 + 2y^2' -o bowl.png\n"
    "  nablascope render 'a*sin(x) + y' -o wave.svg --param a=2 --theme dark\n"
    "  nablascope render bowl.scene -o bowl.png --size 3840x2160 --set arrows=off\n"
    "  nablascope render ravine.scene -o frames/f_%04d.png --all-frames\n"
    "  nablascope render 'a*x^2 + y^2' -o f_%04d.png --sweep a=0..2 --frames 0..49\n"
    "  nablascope render ravine.scene -o ravine.webp --duration 8\n"
    "  parallel nablascope render bowl.scene -o f_%04d.png --frames ::: 0..12 13..25\n",
    "(FORMULA | FILE.scene|png|svg|pdf|webp) -o OUT [OPTION]…", options, run,
};
