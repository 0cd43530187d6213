// SPDX-License-Identifier: MIT
#include "plot/layers.h"

#include "plot/arrow.h"
#include "plot/basin_layer.h"
#include "plot/cards.h"
#include "plot/contour_layer.h"
#include "plot/grid_layer.h"
#include "plot/inspect_layer.h"
#include "plot/run_layer.h"
#include "plot/stride.h"
#include "plot/strip.h"

struct sheet {                  // what every layer looks at
    struct picture *p;
    const struct model *m;
    const struct annotation *a;
    const struct scene *s;
    const struct layout *layout;
    const struct theme *theme;
    bool heat;                  // a coloured fill: marks need a halo
};

static void draw_fill(const struct sheet *k)
{
    const struct model *m = k->m;
    if (m->clear && !k->heat && !m->bands.undefined)
        return;                 // nothing of it would be seen
    picture_group(k->p, k->s->basins ? "basins" : "fill");
    picture_image(k->p, k->layout->map,
                  k->s->basins ? &m->basins.image : &m->bands.image);
    picture_ungroup(k->p);
}

// Many levels given one by one are all major, and thinner for it.
static float major_width(const struct levels *levels, const struct sizes *sizes)
{
    bool many = levels->family == LEVELS_GIVEN && levels->count > 8;
    return many ? (2 * sizes->minor + sizes->major) / 3 : sizes->major;
}

static bool draw_contours(const struct sheet *k)
{
    const struct sizes *sizes = &k->layout->sizes;
    const struct theme *t = k->theme;
    rgba faint = rgba_faded(t->ink, 0.75f);
    struct contour_style style = {
        .minor = {.width = sizes->minor, .cap = CAP_BUTT,
                  .color = k->heat ? faint : t->contour_minor},
        .major = {.width = major_width(&k->m->levels, sizes), .cap = CAP_BUTT,
                  .color = k->heat ? t->ink : t->contour_major},
        .halo = k->heat ? 0.6f * sizes->halo : 0,
        .halo_color = rgba_faded(theme_ground(t), 0.5f),
        .u = sizes->u,
    };
    static const struct labels none = {0};
    const struct labels *labels = layout_has_grid(k->layout) ? &none : &k->a->labels;
    return contour_layer_draw(k->p, k->m, labels, &style, k->s->minor);
}

// Whether something is written where the point is; `map` is where labels count from.
static bool is_written(const struct annotation *a, rect map, pt at, float room)
{
    rect point = rect_grown((rect){at.x, at.y, at.x, at.y}, room);
    pt on_map = {at.x - map.x0, at.y - map.y0};
    for (int i = 0; i < a->axes.ticks; i++)
        if (rect_overlaps(a->axes.tick[i].box, point))
            return true;
    for (int i = 0; i < a->notes.count; i++)
        if (rect_overlaps(a->notes.note[i].box, point))
            return true;
    for (size_t i = 0; i < a->labels.count; i++)
        if (label_covers(&a->labels.at[i], on_map, room))
            return true;
    return a->key.items && rect_overlaps(a->key.box, point);
}

static bool is_covered(const struct sheet *k, pt tail, pt tip, float room)
{
    for (int step = 0; step <= 6; step++) {
        float t = (float)step / 6;
        pt at = {tail.x + t * (tip.x - tail.x), tail.y + t * (tip.y - tail.y)};
        if (is_written(k->a, k->layout->map, at, room))
            return true;
    }
    return false;
}

static void draw_arrows(const struct sheet *k)
{
    struct arrow_style style = arrow_field_style(&k->layout->sizes, k->theme->arrow);
    if (k->heat) {
        style.color = k->theme->ink;
        style.halo = 0.7f * k->layout->sizes.halo;
        style.halo_color = theme_ground(k->theme);
    }
    picture_group(k->p, "arrows");
    for (size_t i = 0; i < k->m->quiver.arrows.count; i++) {
        const struct arrow *a = &k->m->quiver.arrows.at[i];
        struct arrow_place at = arrow_place(&k->m->camera, a, k->s->downhill);
        if (!is_covered(k, at.tail, at.tip, style.head_width / 2))
            arrow_draw(k->p, at.tail, at.way, a->length, &style);
    }
    picture_ungroup(k->p);
}

// ◇ where f is not smooth.
static void draw_creases(const struct sheet *k)
{
    float size = 0.75f * k->layout->sizes.u;
    struct pen pen = {.width = fmaxf(0.2f * k->layout->sizes.u, 1.5f), .color = k->theme->ink};
    if (k->m->creases.count == 0)
        return;
    picture_group(k->p, "creases");
    for (size_t i = 0; i < k->m->creases.count; i++) {
        pt at = camera_to_screen(&k->m->camera, k->m->creases.at[i]);
        const pt corner[] = {{at.x + size, at.y}, {at.x, at.y + size},
                             {at.x - size, at.y}, {at.x, at.y - size}};
        if (is_written(k->a, k->layout->map, at, size))
            continue;
        picture_fill(k->p, corner, 4, theme_ground(k->theme));
        picture_stroke(k->p, corner, 4, pen, true);
    }
    picture_ungroup(k->p);
}

static void draw_labels(const struct sheet *k)
{
    picture_group(k->p, "labels");
    struct type type = {.face = FACE_CONDENSED, .size = k->layout->sizes.t3,
                        .color = k->heat ? k->theme->text : k->theme->text2,
                        .x = CENTER, .y = MIDDLE,
                        .halo = k->heat ? k->layout->sizes.halo : 0,
                        .halo_color = theme_ground(k->theme)};
    for (size_t i = 0; i < k->a->labels.count; i++) {
        const struct label *l = &k->a->labels.at[i];
        char text[40];
        type.angle = l->angle;
        pt at = {l->at.x + k->layout->map.x0, l->at.y + k->layout->map.y0};
        picture_text(k->p, at, type, annotation_level(text, &k->m->levels, l->level));
    }
    picture_ungroup(k->p);
}

static struct sheet sheet_of(struct picture *p, const struct model *m,
                             const struct annotation *a, const struct scene *s,
                             const struct layout *layout)
{
    return (struct sheet){p, m, a, s, layout,
                          s->theme == THEME_DARK ? &theme_dark : &theme_light,
                          s->fill == FILL_CIVIDIS || s->fill == FILL_VIRIDIS
                          || s->basins};
}

bool layers_draw_ground(struct picture *p, const struct model *m,
                        const struct annotation *a, const struct scene *s,
                        const struct layout *layout)
{
    struct sheet k = sheet_of(p, m, a, s, layout);
    size_t first = p->items.count;
    bool done = true, single = !layout_has_grid(layout);
    picture_clip(p, layout->map);
    draw_fill(&k);
    if (s->grid && single)
        axes_draw_grid(&a->axes, &m->camera, k.theme, &layout->sizes, p);
    if (s->contours)
        done = draw_contours(&k);
    draw_creases(&k);
    if (!model_is_constant(m) && single)
        draw_arrows(&k);
    if (single)
        draw_labels(&k);
    picture_unclip(p);
    if (!single)
        grid_layer_repeat(p, first, layout);
    return done && !picture_failed(p);
}

// What steps are made of: those that are played slowly, else the one that is inspected.
static void draw_steps(struct beside *words, const struct model *m, const struct scene *s,
                       const struct theme *theme, struct probe_view view)
{
    struct quill quill = {words, &m->camera, theme};
    if (view.slow)
        stride_draw(&quill, m, s, view.played);
    else
        inspect_layer_draw(&quill, m, s);
}

bool layers_draw_marks(struct picture *p, const struct model *m,
                       const struct annotation *a, const struct notes *n,
                       const struct scene *s, const struct layout *layout,
                       const struct font *font, struct probe_view view)
{
    const struct theme *theme = s->theme == THEME_DARK ? &theme_dark : &theme_light;
    const struct sizes *sizes = &layout->sizes;
    picture_clip(p, layout->map);
    run_layer_draw(p, n, s, theme, sizes);
    if (s->probe && s->tangent)
        level_curve_draw(&m->curve, &a->labels, &m->camera, theme, sizes, p);
    if (a->axes.frame)
        picture_unclip(p);
    axes_draw(&a->axes, &m->camera, theme, sizes, p);   // its numbers over these
    picture_clip(p, layout->map);
    flat_layer_draw(p, m, n, s, theme, sizes);
    if (s->basins)
        basin_layer_draw(p, m, a->progress, theme, layout);
    notes_draw(n, theme, sizes, view.covered, p);
    struct beside words = {.picture = p, .font = font, .sizes = sizes,
                           .color = theme->text, .ground = theme_ground(theme)};
    beside_begin(&words, m->camera.map, a, n, view.keep_out);
    draw_steps(&words, m, s, theme, view);
    if (s->probe)
        probe_layer_draw(&words, m, s, theme, view);
    if (a->key.bare)
        picture_unclip(p);
    key_draw(&a->key, theme, sizes, p);
    picture_unclip(p);
    return !picture_failed(p);
}

// The nine paths of a grid.
static bool draw_cells(struct picture *p, const struct model *m, const struct scene *s,
                       const struct layout *layout, const struct font *font,
                       struct layers_view view)
{
    const struct theme *theme = s->theme == THEME_DARK ? &theme_dark : &theme_light;
    struct grid grid = {0};
    bool done = grid_trace(&grid, m, layout, view.shown);
    grid_layer_draw(p, &grid, m, s, layout, theme, font,
                    (struct grid_view){.shown = view.shown,
                                       .covered = view.covered || view.small});
    grid_free(&grid);
    return done && !picture_failed(p);
}

bool layers_draw_rest(struct picture *p, const struct model *m,
                      const struct annotation *a, const struct notes *n,
                      const struct scene *s, const struct layout *layout,
                      const struct font *font, struct layers_view view)
{
    const struct theme *theme = s->theme == THEME_DARK ? &theme_dark : &theme_light;
    struct card_view cards = {.chart = {.shown = view.shown, .run = -1},
                              .probe_first = s->probe, .covered = view.covered};
    struct notes unwritten = *n;
    if (view.small)
        unwritten.count = 0;
    bool done = layout_has_grid(layout)
                    ? draw_cells(p, m, s, layout, font, view)
                    : layers_draw_marks(p, m, a, &unwritten, s, layout, font,
                                        (struct probe_view){.covered = view.covered
                                                                       || view.small});
    if (view.small)
        return done;
    cards_draw(p, m, s, &cards, layout, theme, font);
    strip_draw(p, m, s, layout, theme, font, view.shown);
    return done && !picture_failed(p);
}
