// SPDX-License-Identifier: MIT
#include "plot/render.h"

#include "draw/image.h"
#include "draw/pdf.h"
#include "draw/png.h"
#include "draw/raster.h"
#include "draw/svg.h"
#include "plot/layers.h"
#include "scene/schema.h"

#include <stdlib.h>
#include <string.h>

static bool size_fits(const struct render_request *r, struct fault *fault)
{
    int least_width = r->thumb ? 1 : RENDER_LEAST_WIDTH;
    int least_height = r->thumb ? 1 : RENDER_LEAST_HEIGHT;
    if (r->width >= least_width && r->width <= RENDER_MOST_WIDTH
        && r->height >= least_height && r->height <= RENDER_MOST_HEIGHT)
        return true;
    return fault_at(fault, 0, "the size %dx%d is outside 320x240 to 7680x4320",
                    r->width, r->height);
}

static bool runs_start(const struct model *m, const struct scene *s,
                       struct fault *fault)
{
    struct terrain land = model_terrain(m, s);
    for (int i = 0; i < s->runs; i++)
        if (scene_has_run(s, i) && !scene_run_starts(s, i, &land, fault))
            return false;
    return true;
}

static float scale_of(const struct render_request *r)
{
    return r->scale > 0 ? r->scale : 1;
}

enum { SLICE = 1 << 24, LITTLE = 1 << 19,       // steps of basins
       PNG_LEVEL = 2, USUAL_DPI = 96 };

static bool update(struct model *m, const struct render_request *r,
                   const struct layout *layout, struct fault *fault)
{
    m->basin_steps = r->progress ? SLICE : 0;
    m->clear = r->transparent;
    while (model_update(m, r->scene, layout, r->pool, fault)) {
        double done = r->scene->basins ? basin_map_done(&m->basins) : 1;
        if (r->progress)
            r->progress(r->self, done);
        if (done == 1)
            return true;
    }
    return false;
}

// What stands behind all: the panel, or nothing in its colour.
static rgba ground_of(const struct render_request *r)
{
    rgba panel = (r->scene->theme == THEME_DARK ? &theme_dark : &theme_light)->panel;
    return rgba_faded(r->grey ? rgba_grey(panel) : panel, r->transparent ? 0 : 1);
}

struct renderer {
    struct rasterizer *raster;
    struct model model;
    struct annotation annotation;       // with all steps of the runs
    struct notes notes;                 // with those that are seen
    struct picture ground, rest;
    struct image base, image;           // the ground, painted; the whole picture
    struct png_rows *rows;              // what was written of it; NULL: nothing yet
    struct render_request last;         // what the ground was drawn for: nothing, where
    struct scene scene;                 // it has no scene; the scene is this one
};

struct renderer *renderer_open(void)
{
    struct renderer *t = calloc(1, sizeof *t);
    if (t && (t->raster = rasterizer_open()))
        return t;
    free(t);
    return NULL;
}

void renderer_close(struct renderer *t)
{
    if (!t)
        return;
    rasterizer_close(t->raster);
    model_free(&t->model);
    annotation_free(&t->annotation);
    notes_free(&t->notes);
    picture_free(&t->ground);
    picture_free(&t->rest);
    image_free(&t->base);
    image_free(&t->image);
    png_rows_close(t->rows);
    free(t);
}

// Whether the ground is still that of the last picture.
static bool is_kept(const struct renderer *t, const struct render_request *r)
{
    const struct render_request *last = &t->last;
    return last->scene && last->width == r->width && last->height == r->height
           && last->clean == r->clean && last->transparent == r->transparent
           && last->grey == r->grey && last->font == r->font && last->thumb == r->thumb
           && last->scale == r->scale && last->covered == r->covered
           && scene_equal(&t->scene, r->scene);
}

static void keep(struct renderer *t, const struct render_request *r)
{
    t->scene = *r->scene;
    t->last = *r;
    t->last.scene = &t->scene;
}

// Notes on the steps that are seen keep out of all else that is written.
static const struct notes *place_notes(struct renderer *t, const struct layout *layout,
                                       const struct font *font, double shown)
{
    rect taken[ANNOTATION_BOXES];
    const struct scene *s = &t->model.scene;
    if (shown == INFINITY)
        return &t->annotation.notes;
    if (!notes_trace(&t->notes, &t->model, s, layout, shown))
        return NULL;
    int takens = annotation_boxes(&t->annotation, layout->map, taken);
    notes_place(&t->notes, &t->model, s, layout, font, taken, takens);
    return &t->notes;
}

static bool draw_ground(struct renderer *t, const struct render_request *r,
                        const struct layout *layout)
{
    const struct scene *s = &t->model.scene;
    if (r->grey) {
        image_grey(&t->model.bands.image);
        image_grey(&t->model.basins.image);
    }
    return annotation_update(&t->annotation, &t->model, s, layout, r->font, r->clean)
           && layers_draw_ground(&t->ground, &t->model, &t->annotation, s, layout);
}

static bool draw_rest(struct renderer *t, const struct render_request *r,
                      const struct layout *layout, struct picture *p)
{
    double longest = model_longest(&t->model);
    struct layers_view view = {.shown = r->partly && r->shown < longest ? r->shown
                                                                        : INFINITY,
                               .covered = r->covered, .small = r->thumb};
    const struct notes *notes = place_notes(t, layout, r->font, view.shown);
    return notes && layers_draw_rest(p, &t->model, &t->annotation, notes,
                                     &t->model.scene, layout, r->font, view);
}

static pt size_of(const struct render_request *r)
{
    return (pt){ceilf((float)r->width / scale_of(r)),
                ceilf((float)r->height / scale_of(r))};
}

static struct layout layout_of(const struct render_request *r)
{
    pt size = size_of(r);
    return layout_for((int)size.x, (int)size.y, r->scene, r->clean);
}

double renderer_prepare(struct renderer *t, const struct render_request *r,
                        struct fault *fault)
{
    struct layout layout = layout_of(r);
    t->model.basin_steps = LITTLE;
    t->model.clear = r->transparent;
    if (!size_fits(r, fault) || !model_update(&t->model, r->scene, &layout, r->pool, fault))
        return NAN;
    return t->model.scene.basins ? basin_map_done(&t->model.basins) : 1;
}

static bool prepare(struct renderer *t, const struct render_request *r,
                    const struct layout *layout, struct fault *fault)
{
    if (t->last.grey != r->grey)
        model_free(&t->model);                  // its images were made grey, or were not
    t->last.grey = r->grey;
    return size_fits(r, fault) && update(&t->model, r, layout, fault)
           && runs_start(&t->model, r->scene, fault);
}

// The picture borrows the model's images, so it is replayed before the model changes.
static bool draw(struct renderer *t, const struct render_request *r, struct fault *fault)
{
    struct layout layout = layout_of(r);
    pt size = size_of(r);
    struct picture *p = &t->ground;
    t->last.scene = NULL;
    if (!prepare(t, r, &layout, fault))
        return false;
    picture_begin(p, size);
    if (!r->transparent) {
        picture_group(p, "ground");
        picture_box(p, (rect){0, 0, size.x, size.y}, ground_of(r));
        picture_ungroup(p);
    }
    if (!draw_ground(t, r, &layout) || !draw_rest(t, r, &layout, p))
        return fault_memory(fault);
    if (r->grey)
        picture_grey(p);
    return true;
}

static bool paint(struct renderer *t, const struct render_request *r, struct image *out,
                  struct picture *p)
{
    struct area all = {0, 0, out->width, out->height};
    if (r->grey)
        picture_grey(p);
    return rasterize(t->raster, out, all, p, scale_of(r), r->font, r->pool);
}

// All of it in the colour that stands behind.
static bool clear(struct image *image, const struct render_request *r)
{
    bool fits = image->width == r->width && image->height == r->height;
    if (image->pixels && fits)
        image_fill(image, ground_of(r));
    return image_fit(image, r->width, r->height, ground_of(r));
}

static bool paint_ground(struct renderer *t, const struct render_request *r,
                         const struct layout *layout)
{
    if (is_kept(t, r))
        return true;
    t->last.scene = NULL;
    picture_begin(&t->ground, size_of(r));
    if (!draw_ground(t, r, layout) || !clear(&t->base, r)
        || !paint(t, r, &t->base, &t->ground))
        return false;
    keep(t, r);
    return true;
}

static bool copy(struct image *to, const struct image *from)
{
    if (!image_fit(to, from->width, from->height, rgb(0)))
        return false;
    memcpy(to->pixels, from->pixels,
           sizeof *to->pixels * (size_t)to->width * (size_t)to->height);
    return true;
}

// `last`: no other picture follows, so that the ground itself is painted on.
static const struct image *make(struct renderer *t, const struct render_request *r,
                                bool last, struct fault *fault)
{
    struct layout layout = layout_of(r);
    struct image *out = last ? &t->base : &t->image;
    if (!prepare(t, r, &layout, fault))
        return NULL;
    picture_begin(&t->rest, size_of(r));
    if (paint_ground(t, r, &layout) && draw_rest(t, r, &layout, &t->rest)
        && (last || copy(out, &t->base)) && paint(t, r, out, &t->rest))
        return out;
    fault_memory(fault);
    return NULL;
}

const struct image *renderer_image(struct renderer *t, const struct render_request *r,
                                   struct fault *fault)
{
    return make(t, r, false, fault);
}

static struct png_options png_options_of(const struct render_request *r,
                                         const char *scene)
{
    return (struct png_options){PNG_LEVEL, r->dpi > 0 ? r->dpi : USUAL_DPI,
                                scene ? "nablascope:scene" : NULL, scene, r->pool};
}

bool renderer_png(struct renderer *t, const struct render_request *r, const char *scene,
                  struct text *out, struct fault *fault)
{
    const struct image *image = renderer_image(t, r, fault);
    struct png_options options = png_options_of(r, scene);
    if (image && !t->rows)
        t->rows = png_rows_open();
    return image && ((t->rows && png_encode(t->rows, out, image, &options))
                     || fault_memory(fault));
}

bool renderer_svg(struct renderer *t, const struct render_request *r, const char *scene,
                  struct text *out, struct fault *fault)
{
    return draw(t, r, fault)
           && (svg_write(out, &t->ground, r->font, &(struct svg_options){r->dpi, scene})
               || fault_memory(fault));
}

bool renderer_pdf(struct renderer *t, const struct render_request *r, const char *scene,
                  struct text *out, struct fault *fault)
{
    const struct scene *s = r->scene;
    struct pdf_options options = {r->dpi, s->title[0] ? s->title : s->formula, scene};
    return draw(t, r, fault)
           && (pdf_write(out, &t->ground, r->font, &options) || fault_memory(fault));
}

bool render_image(struct image *out, const struct render_request *r,
                  struct fault *fault)
{
    struct renderer *t = renderer_open();
    *out = (struct image){0};
    bool done = t ? make(t, r, true, fault) != NULL : fault_memory(fault);
    if (done) {
        *out = t->base;
        t->base = (struct image){0};
    }
    renderer_close(t);
    return done;
}

bool render_png(struct text *out, const struct render_request *r, const char *scene,
                struct fault *fault)
{
    struct image image;
    struct png_options options = png_options_of(r, scene);
    bool done = render_image(&image, r, fault)
                && (png_bytes(out, &image, &options) || fault_memory(fault));
    image_free(&image);
    return done;
}

bool render_svg(struct text *out, const struct render_request *r, const char *scene,
                struct fault *fault)
{
    struct renderer *t = renderer_open();
    bool done = t ? renderer_svg(t, r, scene, out, fault) : fault_memory(fault);
    renderer_close(t);
    return done;
}

bool render_pdf(struct text *out, const struct render_request *r, const char *scene,
                struct fault *fault)
{
    struct renderer *t = renderer_open();
    bool done = t ? renderer_pdf(t, r, scene, out, fault) : fault_memory(fault);
    renderer_close(t);
    return done;
}
