// SPDX-License-Identifier: MIT
#include "plot/bands.h"

#include "draw/image.h"
#include "plot/hatch.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { ROWS = 16,
       SEEN = 1000 };           // less than this part of the map is not to be seen

struct painter {
    struct image *image;
    const struct lattice *lattice;
    const struct levels *levels;
    rgba color[LEVELS_MOST + 1];
    struct hatch hatch;
    atomic_size_t undefined;    // pixels
};

static rgba ground(rgba color, bool clear)
{
    return clear ? rgba_faded(color, 0) : color;
}

rgba bands_color(const struct levels *levels, struct band_style style, int band)
{
    int steps = levels->count - levels->below - levels->above;
    float t = steps > 0 ? (float)(band - levels->below) / (float)steps : 0.5f;
    t = fminf(fmaxf(t, 0), 1);
    switch (style.fill) {
    case FILL_CIVIDIS: return ramp_color(RAMP_CIVIDIS, t);
    case FILL_VIRIDIS: return ramp_color(RAMP_VIRIDIS, t);
    case FILL_NONE: return ground(style.theme->plot_hi, style.clear);
    case FILL_BANDS: break;
    }
    return ground(rgba_mix(style.theme->plot_lo, style.theme->plot_hi, t), style.clear);
}

static int band_of(const struct levels *levels, double value, int band)
{
    while (band < levels->count && value >= levels->value[band])
        band++;
    while (band > 0 && value < levels->value[band - 1])
        band--;
    return band;
}

static void paint_block(void *context, const struct block *block)
{
    struct painter *p = context;
    const double *f = block->values[PART_F];
    rgba *to = p->image->pixels + block->row * (size_t)p->image->width + block->column;
    size_t phase = block->row + block->column;  // ▨
    size_t undefined = 0;
    int band = 0;
    for (size_t i = 0; i < block->count; i++) {
        if (isnan(f[i])) {
            to[i] = hatch_color(&p->hatch, phase + i);
            undefined++;
        } else {
            band = band_of(p->levels, f[i], band);
            to[i] = p->color[band];
        }
    }
    if (undefined)
        atomic_fetch_add_explicit(&p->undefined, undefined, memory_order_relaxed);
}

static void paint_rows(void *context, size_t piece, int worker)
{
    (void)worker;
    struct painter *p = context;
    size_t height = (size_t)p->image->height, row = piece * ROWS;
    size_t end = row + ROWS < height ? row + ROWS : height;
    lattice_run(p->lattice, row, end, 0, (size_t)p->image->width, paint_block, p);
}

static struct lattice *pixel_centers(const struct evaluator *e, struct view view)
{
    size_t width = (size_t)view.width, height = (size_t)view.height;
    double *at = malloc(sizeof *at * (width + height));
    if (!at)
        return NULL;
    vec2 pixel = view_pixel(view);
    for (size_t i = 0; i < width; i++)
        at[i] = view.world.x0 + ((double)i + 0.5) * pixel.x;
    for (size_t i = 0; i < height; i++)
        at[width + i] = view.world.y1 - ((double)i + 0.5) * pixel.y;
    struct lattice *lattice = lattice_open(e, at, width, at + width, height);
    free(at);
    return lattice;
}

bool bands_paint(struct bands *out, const struct evaluator *e, struct view view,
                 const struct levels *levels, struct band_style style,
                 struct pool *pool)
{
    if (!image_fit(&out->image, view.width, view.height, (rgba){0}))
        return false;
    struct lattice *lattice = pixel_centers(e, view);
    if (!lattice)
        return false;
    struct painter p = {.image = &out->image, .lattice = lattice, .levels = levels};
    for (int band = 0; band <= levels->count; band++)
        p.color[band] = bands_color(levels, style, band);
    rgba line = style.theme->axis;
    rgba middle = rgba_mix(style.theme->plot_lo, style.theme->plot_hi, 0.5f);
    hatch_mix(&p.hatch, style.clear ? rgba_faded(line, 0) : middle, line, style.u);
    pool_run(pool, ((size_t)view.height + ROWS - 1) / ROWS, paint_rows, &p);
    size_t pixels = (size_t)view.width * (size_t)view.height;
    out->undefined = atomic_load(&p.undefined) > pixels / SEEN;
    lattice_close(lattice);
    return true;
}

void bands_free(struct bands *b)
{
    image_free(&b->image);
    b->undefined = false;
}
