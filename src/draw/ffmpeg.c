// SPDX-License-Identifier: MIT
#include "draw/ffmpeg.h"

#include "base/array.h"
#include "base/child.h"
#include "base/file.h"
#include "base/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { OPTIONS = 24, SCENE_MOST = 100000 };     // bytes that an argument may have

struct ffmpeg_kind {
    const char *ending, *options[OPTIONS];
    bool even;                  // width and height
    bool samples;
};

// Colours by the half and in the narrow range, as every player expects them.
#define FOR_PLAYERS \
    "-vf", "scale=out_color_matrix=bt709:out_range=tv" \
           ":flags=bicubic+accurate_rnd+full_chroma_int,format=yuv420p", \
    "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"

// A palette of the sample and the first frame, so that no film is held in memory.
static const char gif_colours[] =
    "split[a][b];[a]trim=end_frame=2,palettegen[p];"
    "[b]trim=start_frame=1,setpts=PTS-STARTPTS[c];"
    "[c][p]paletteuse=dither=none:diff_mode=rectangle";

static const struct ffmpeg_kind kinds[] = {
    {".mp4", {FOR_PLAYERS, "-c:v", "libx264", "-crf", "18", "-movflags", "+faststart",
              "-f", "mp4"}, true, false},
    {".webm", {FOR_PLAYERS, "-c:v", "libvpx-vp9", "-crf", "24", "-b:v", "0", "-row-mt", "1",
               "-cpu-used", "4", "-f", "webm"}, true, false},
    {".gif", {"-filter_complex", gif_colours, "-loop", "0", "-final_delay", "150",
              "-f", "gif"}, false, true},
    {".apng", {"-plays", "0", "-final_delay", "3/2", "-f", "apng"}, false, false},
};

struct ffmpeg {
    struct ffmpeg_options options;
    struct file_writer *file;
    struct child *child;        // NULL: it has ended
    struct text last_words;
};

const struct ffmpeg_kind *ffmpeg_kind_of(const char *path)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (path_ends_in(path, kinds[i].ending))
            return &kinds[i];
    return NULL;
}

bool ffmpeg_is_there(const struct ffmpeg_kind *kind, struct fault *fault)
{
    return child_is_there("ffmpeg")
           || fault_machine(fault, "a %s needs ffmpeg: apt install ffmpeg", kind->ending);
}

struct words { const char **at; size_t count, capacity; bool failed; };

static void add_all(struct words *w, const char *const *words)
{
    for (; *words; words++)
        (void)array_push(w, *words);
}

static int evened(int size, const struct ffmpeg_kind *kind)
{
    return size + (kind->even ? size % 2 : 0);
}

// Texts that the command line needs beside what is constant.
struct details { struct text rate, title, comment, path; char size[32]; };

static bool make_details(struct details *d, const struct ffmpeg_options *o,
                         const char *path)
{
    bool fits = o->scene && strlen(o->scene) < SCENE_MOST;
    snprintf(d->size, sizeof d->size, "%dx%d", evened(o->width, o->kind),
             evened(o->height, o->kind));
    text_add_number(&d->rate, o->fps);
    text_add(&d->title, "title=");
    text_add(&d->title, o->title ? o->title : "");
    text_add(&d->comment, "comment=");
    text_add(&d->comment, fits ? o->scene : "");
    text_add(&d->path, "file:");
    text_add(&d->path, path);
    return !d->rate.failed && !d->title.failed && !d->comment.failed && !d->path.failed;
}

static bool list_words(struct words *w, const struct details *d,
                       const struct ffmpeg_kind *kind)
{
    const char *const before[] = {
        "ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error", "-xerror", "-y",
        "-f", "rawvideo", "-pixel_format", "rgb24", "-video_size", d->size,
        "-framerate", d->rate.at, "-i", "pipe:0", NULL};
    const char *const after[] = {
        "-fflags", "+bitexact", "-flags:v", "+bitexact", "-metadata", d->title.at,
        "-metadata", d->comment.at, d->path.at, NULL};
    add_all(w, before);
    add_all(w, kind->options);
    add_all(w, after);
    return array_push(w, NULL);
}

static struct child *start(const struct ffmpeg_options *o, const char *path,
                           struct fault *fault)
{
    struct details d = {0};
    struct words w = {0};
    struct child *child = NULL;
    if (make_details(&d, o, path) && list_words(&w, &d, o->kind))
        child = child_open(w.at, fault);
    else
        fault_memory(fault);
    free(w.at);
    text_free(&d.rate);
    text_free(&d.title);
    text_free(&d.comment);
    text_free(&d.path);
    return child;
}

struct ffmpeg *ffmpeg_open(const char *path, const struct ffmpeg_options *options,
                           struct fault *fault)
{
    struct ffmpeg *f = calloc(1, sizeof *f);
    if (!f)
        return fault_memory(fault), NULL;
    f->options = *options;
    f->file = file_create(path, fault);
    const char *place = f->file ? file_temporary(f->file) : NULL;
    if (f->file && !place)
        fault_at(fault, 0, "ffmpeg writes into a file, and %.100s is none", path);
    f->child = place ? start(options, place, fault) : NULL;
    if (f->child)
        return f;
    file_abandon(f->file);
    free(f);
    return NULL;
}

bool ffmpeg_wants_sample(const struct ffmpeg *f)
{
    return f->options.kind->samples;
}

// RGB.  Where sizes must be even the last column and row stand twice.
bool ffmpeg_frame(const struct ffmpeg *f, struct text *out, const struct image *image)
{
    int width = evened(image->width, f->options.kind);
    int height = evened(image->height, f->options.kind);
    size_t bytes = 3 * (size_t)width;
    char *row = malloc(bytes);
    for (int y = 0; row && y < height; y++) {
        int from = y < image->height ? y : y - 1;
        const rgba *at = image->pixels + (size_t)from * (size_t)image->width;
        for (int x = 0; x < width; x++)
            memcpy(row + 3 * x, &at[x < image->width ? x : x - 1], 3);
        text_add_bytes(out, row, bytes);
    }
    free(row);
    return row && !out->failed;
}

static bool fault_words(const struct ffmpeg *f, struct fault *fault)
{
    const char *words = text_or_empty(&f->last_words);
    return fault_machine(fault, *words ? "ffmpeg failed: %.180s"
                                       : "ffmpeg ended too early%s", words);
}

bool ffmpeg_put(struct ffmpeg *f, const struct text *frame, struct fault *fault)
{
    if (f->child && child_write(f->child, frame->at, frame->count))
        return true;
    if (f->child)
        child_close(f->child, true, &f->last_words);
    f->child = NULL;
    return fault_words(f, fault);
}

static bool wrote_something(const struct file_writer *file)
{
    struct stat info;
    return stat(file_temporary(file), &info) == 0 && info.st_size > 0;
}

bool ffmpeg_close(struct ffmpeg *f, bool whole, struct fault *fault)
{
    bool done = f->child && child_close(f->child, !whole, &f->last_words) && whole
                && wrote_something(f->file);
    if (done)
        done = file_commit(f->file, fault);
    else {
        file_abandon(f->file);
        fault_words(f, fault);
    }
    text_free(&f->last_words);
    free(f);
    return done;
}
