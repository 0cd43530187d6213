// SPDX-License-Identifier: MIT
#include "plot/render.h"

#include "draw/image.h"
#include "draw/pdf.h"
#include "draw/raster.h"
#include "draw/svg.h"
#include "plot/layers.h"

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

enum { SLICE = 1 << 24 };       // steps of basins

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

// `page`: with the ground, which an image has already.
static bool draw(struct picture *p, struct model *m, struct annotation *a,
                 const struct render_request *r, bool page, struct fault *fault)
{
    const struct scene *s = r->scene;
    pt size = {ceilf((float)r->width / scale_of(r)), ceilf((float)r->height / scale_of(r))};
    struct layout layout = layout_for((int)size.x, (int)size.y, s, r->clean);
    if (!update(m, r, &layout, fault) || !runs_start(m, s, fault))
        return false;
    s = &m->scene;
    a->partly = r->partly;
    a->shown = r->shown;
    picture_begin(p, size);
    if (page && !r->transparent) {
        picture_group(p, "ground");
        picture_box(p, (rect){0, 0, size.x, size.y}, ground_of(r));
        picture_ungroup(p);
    }
    if (annotation_update(a, m, s, &layout, r->font, r->clean)
        && (r->thumb ? layers_draw_small(p, m, a, s, &layout, r->font)
                     : layers_draw(p, m, a, s, &layout, r->font, r->covered)))
        return true;
    return fault_memory(fault);
}

// The picture borrows the model's images, so both live until it has been replayed.
struct drawing {
    struct picture picture;
    struct model model;
    struct annotation annotation;
};

static void make_grey(struct drawing *d)
{
    image_grey(&d->model.bands.image);
    image_grey(&d->model.basins.image);
    picture_grey(&d->picture);
}

static bool drawing_make(struct drawing *d, const struct render_request *r, bool page,
                         struct fault *fault)
{
    if (!size_fits(r, fault)
        || !draw(&d->picture, &d->model, &d->annotation, r, page, fault))
        return false;
    if (r->grey)
        make_grey(d);
    return true;
}

static void drawing_free(struct drawing *d)
{
    picture_free(&d->picture);
    model_free(&d->model);
    annotation_free(&d->annotation);
}

bool render_image(struct image *out, const struct render_request *r,
                  struct fault *fault)
{
    struct drawing d = {0};
    *out = (struct image){0};
    bool drawn = drawing_make(&d, r, false, fault);
    bool done = drawn && image_make(out, r->width, r->height, ground_of(r))
                && raster(out, &d.picture, scale_of(r), r->font, r->pool);
    drawing_free(&d);
    if (done)
        return true;
    image_free(out);
    return drawn ? fault_memory(fault) : false;
}

bool render_svg(struct text *out, const struct render_request *r, const char *scene,
                struct fault *fault)
{
    struct drawing d = {0};
    bool drawn = drawing_make(&d, r, true, fault);
    bool done = drawn && svg_write(out, &d.picture, r->font,
                                   &(struct svg_options){r->dpi, scene});
    drawing_free(&d);
    return done || (drawn && fault_memory(fault));
}

bool render_pdf(struct text *out, const struct render_request *r, struct fault *fault)
{
    const struct scene *s = r->scene;
    struct drawing d = {0};
    bool drawn = drawing_make(&d, r, true, fault);
    bool done = drawn && pdf_write(out, &d.picture, r->font,
                                   &(struct pdf_options){r->dpi, s->title[0] ? s->title
                                                                 : s->formula});
    drawing_free(&d);
    return done || (drawn && fault_memory(fault));
}
