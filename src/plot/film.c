// SPDX-License-Identifier: MIT
#include "plot/film.h"

#include "base/file.h"
#include "draw/ffmpeg.h"
#include "draw/image.h"
#include "draw/webp.h"

#include <stdlib.h>
#include <string.h>

static const double held = 1.5;                 // seconds the last frame stays

struct film {
    struct film_request request;
    struct webp *webp;          // with its file
    struct file_writer *file;
    struct ffmpeg *ffmpeg;      // or this one
};

static bool is_webp(const char *path)
{
    return path_ends_in(path, ".webp");
}

bool film_is(const char *path)
{
    return is_webp(path) || ffmpeg_kind_of(path);
}

bool film_can(const char *path, struct fault *fault)
{
    return is_webp(path) || ffmpeg_is_there(ffmpeg_kind_of(path), fault);
}

// The image of another frame than the one that is asked for.
static const struct image *draw_other(struct film *film, size_t k, struct renderer *renderer,
                                      const struct render_request *request,
                                      struct fault *fault)
{
    struct frame frame;
    struct render_request other = *request;
    if (!frames_at(film->request.frames, k, &frame, fault))
        return NULL;
    other.scene = &frame.scene;
    other.partly = true;
    other.shown = frame.shown;
    return renderer_image(renderer, &other, fault);
}

static bool copy_image(struct image *out, const struct image *from)
{
    if (!image_make(out, from->width, from->height, rgb(0)))
        return false;
    memcpy(out->pixels, from->pixels,
           sizeof *out->pixels * (size_t)out->width * (size_t)out->height);
    return true;
}

// How the sequence goes on must be known from the request alone, whoever drew before:
// so the frame before is drawn once more.
static bool draw_webp(struct film *film, struct renderer *renderer,
                      const struct render_request *request, size_t k, struct text *out,
                      struct fault *fault)
{
    struct image before = {0};
    const struct image *image;
    if (k > film->request.first) {
        image = draw_other(film, k - 1, renderer, request, fault);
        if (!image)
            return false;
        if (!copy_image(&before, image))
            return fault_memory(fault);
    }
    image = renderer_image(renderer, request, fault);
    bool done = image && (webp_frame(out, image, before.pixels ? &before : NULL)
                          || fault_memory(fault));
    image_free(&before);
    return done;
}

static bool draw(void *self, size_t k, struct renderer *renderer,
                 const struct render_request *request, struct text *out,
                 struct fault *fault)
{
    struct film *film = self;
    if (film->webp)
        return draw_webp(film, renderer, request, k, out, fault);
    const struct image *image = renderer_image(renderer, request, fault);
    return image && (ffmpeg_frame(film->ffmpeg, out, image) || fault_memory(fault));
}

static double milliseconds(const struct film *film, size_t frames)
{
    return round(1000 * (double)frames / film->request.frames->fps);
}

// Frames begin at whole milliseconds, next to where they should.
static bool put(void *self, size_t k, const struct text *bytes, struct fault *fault)
{
    struct film *film = self;
    size_t at = k - film->request.first;
    double stays = milliseconds(film, at + 1) - milliseconds(film, at);
    if (film->ffmpeg)
        return ffmpeg_put(film->ffmpeg, bytes, fault);
    if (k == film->request.last)
        stays += 1000 * held;
    return webp_add(film->webp, bytes, (int)fmin(stays, 1e6)) || fault_memory(fault);
}

static bool finish_webp(struct film *film, struct fault *fault)
{
    struct file_writer *file = film->file;
    struct text bytes = {0};
    bool done = webp_write(film->webp, film->request.scene, &bytes) || fault_memory(fault);
    if (done) {
        film->file = NULL;
        file_write(file, bytes.at, bytes.count);
        done = file_commit(file, fault);
    }
    text_free(&bytes);
    return done;
}

static bool finish(void *self, bool whole, struct fault *fault)
{
    struct film *film = self;
    struct ffmpeg *ffmpeg = film->ffmpeg;
    film->ffmpeg = NULL;
    if (ffmpeg)
        return ffmpeg_close(ffmpeg, whole, fault);
    if (whole)
        return finish_webp(film, fault);
    file_abandon(film->file);
    film->file = NULL;
    return false;
}

// The last frame shows all colours, or nearly.
static bool put_sample(struct film *film, struct fault *fault)
{
    struct renderer *renderer = renderer_open();
    struct text bytes = {0};
    const struct image *image = NULL;
    if (renderer)
        image = draw_other(film, film->request.last, renderer, &film->request.render, fault);
    else
        fault_memory(fault);
    bool done = image && (ffmpeg_frame(film->ffmpeg, &bytes, image) || fault_memory(fault))
                && ffmpeg_put(film->ffmpeg, &bytes, fault);
    renderer_close(renderer);
    text_free(&bytes);
    return done;
}

static bool open_ffmpeg(struct film *film, const struct ffmpeg_kind *kind,
                        struct fault *fault)
{
    const struct film_request *r = &film->request;
    const struct scene *scene = &r->frames->scene;
    struct ffmpeg_options options = {kind, r->render.width, r->render.height,
                                     r->frames->fps,
                                     scene->title[0] ? scene->title : scene->formula,
                                     r->scene};
    if (r->render.transparent)
        return fault_at(fault, 0, "such a film is never transparent; a .webp can be");
    if (!ffmpeg_is_there(kind, fault)
        || !(film->ffmpeg = ffmpeg_open(r->path, &options, fault)))
        return false;
    return !ffmpeg_wants_sample(film->ffmpeg) || put_sample(film, fault);
}

static bool open_webp(struct film *film, struct fault *fault)
{
    const struct film_request *r = &film->request;
    film->webp = webp_open(r->render.width, r->render.height);
    return film->webp ? (film->file = file_create(r->path, fault)) != NULL
                      : fault_memory(fault);
}

struct film *film_open(const struct film_request *request, struct fault *fault)
{
    struct film *film = calloc(1, sizeof *film);
    const struct ffmpeg_kind *kind = ffmpeg_kind_of(request->path);
    if (!film)
        return fault_memory(fault), NULL;
    film->request = *request;
    bool fits = request->last - request->first < FILM_MOST
                || fault_at(fault, 0, "a film has at most %d frames", FILM_MOST);
    if (fits && (kind ? open_ffmpeg(film, kind, fault) : open_webp(film, fault)))
        return film;
    film_close(film);
    return NULL;
}

struct sequence_sink film_sink(struct film *film)
{
    return (struct sequence_sink){.self = film, .draw = draw, .put = put, .ordered = true,
                                  .finish = finish};
}

void film_close(struct film *film)
{
    struct fault ignored;
    if (!film)
        return;
    if (film->ffmpeg)
        ffmpeg_close(film->ffmpeg, false, &ignored);
    webp_close(film->webp);
    file_abandon(film->file);
    free(film);
}
