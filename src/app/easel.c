// SPDX-License-Identifier: MIT
#include "app/easel.h"

#include "app/hint.h"
#include "draw/raster.h"
#include "plot/cards.h"
#include "plot/grid_layer.h"
#include "plot/layers.h"
#include "plot/step_card.h"
#include "plot/stride.h"
#include "scene/schema.h"

#include <stdlib.h>
#include <string.h>

struct easel {
    const struct font *font;
    struct pool *pool;
    struct rasterizer *raster;
    struct model model;
    struct annotation annotation;       // of what stays
    struct notes notes;         // of what moves
    struct grid grid;
    struct picture ground, marks, cards, widgets, over;
    struct image base;          // the ground, painted
    struct camera seen;         // by this camera
    double painted;             // at this time
    bool stale;                 // the ground is older than the scene
    bool busy;                  // basins are on their way
    long slice;                 // steps of them at a time
    double worked;              // since when, of the last
    uint64_t base_stamp, frame_stamp;
};

static const int search_pace = 4;               // rates of a race's search in a frame
static const double repaint_after = 0.05;       // seconds, while hands hold something

struct easel *easel_open(const struct font *font, struct pool *pool)
{
    struct easel *t = calloc(1, sizeof *t);
    if (!t)
        return NULL;
    t->font = font;
    t->pool = pool;
    t->raster = rasterizer_open();
    t->model.study.tuning.pace = search_pace;
    if (t->raster)
        return t;
    easel_close(t);
    return NULL;
}

void easel_close(struct easel *t)
{
    if (!t)
        return;
    rasterizer_close(t->raster);
    model_free(&t->model);
    annotation_free(&t->annotation);
    notes_free(&t->notes);
    grid_free(&t->grid);
    picture_free(&t->ground);
    picture_free(&t->marks);
    picture_free(&t->cards);
    picture_free(&t->widgets);
    picture_free(&t->over);
    image_free(&t->base);
    free(t);
}

const struct model *easel_model(const struct easel *t)
{
    return &t->model;
}

const struct notes *easel_notes(const struct easel *t)
{
    return &t->notes;
}

double easel_longest(const struct easel *t, int runs)
{
    size_t most = 1;
    if (runs > 0 && t->model.scene.race != RACE_OFF)
        runs = t->model.scene.runs;
    for (int i = 0; i < runs; i++)
        if (t->model.path[i].rows.count > most)
            most = t->model.path[i].rows.count;
    return (double)(most - 1);
}

struct picture *easel_widgets(struct easel *t)
{
    return &t->widgets;
}

struct picture *easel_over(struct easel *t)
{
    return &t->over;
}

void easel_begin(struct easel *t, pt size)
{
    picture_begin(&t->widgets, size);
    picture_begin(&t->over, size);
}

// The scene with what the pointer holds.
static struct scene shown_scene(const struct scene *s, const struct attention *mind)
{
    struct scene shown = *s;
    reading_show(&mind->reading, &shown);
    if (!s->probe && !s->inspect && mind->hovering && !mind->overlay
        && mind->chart.run < 0) {
        shown.probe = true;
        shown.probe_at = mind->hover;
        shown.tangent = false;
    }
    if (mind->hovering && (mind->lock_x || mind->lock_y)) {
        shown.probe = true;
        shown.probe_at = mind->hover;
        shown.direction = mind->lock_x ? (vec2){1, 0} : (vec2){0, 1};
    }
    shown.basins &= shown.rates != RATES_GRID;
    shown.cards = true;
    shown.frame = shown.caption = false;
    return shown;
}

static struct scene still_scene(const struct scene *shown, const struct study *study)
{
    struct scene still = *shown;
    still.runs = still.forks = still.chosen = 0;
    still.ghosts = study->ghost[GHOST_HALF].rows.count > 1;     // the key names them
    still.race = RACE_OFF;
    still.inspect = 0;
    still.rates = RATES_OFF;
    still.next_run = descent_default(0);
    still.target = 1;
    still.walked = false;
    still.probe = false;
    still.probe_at = still.direction = (vec2){1, 0};
    return still;
}

static uint64_t stamp_of_ground(const struct easel *t, const struct scene *still,
                                const struct screen *k, pt size)
{
    uint64_t stamp = scene_stamp(0, still);
    stamp = stamp_bytes(stamp, &size, sizeof size);
    stamp = stamp_bytes(stamp, &k->layout.map, sizeof k->layout.map);
    stamp = stamp_bytes(stamp, &t->annotation.stamp, sizeof t->annotation.stamp);
    if (still->basins)
        stamp = stamp_bytes(stamp, &t->model.basins.stamp, sizeof t->model.basins.stamp);
    return stamp_bytes(stamp, &t->model.camera, sizeof t->model.camera);
}

static struct area area_of(rect r, const struct image *image)
{
    struct area a = {(int)floorf(r.x0), (int)floorf(r.y0), (int)ceilf(r.x1),
                     (int)ceilf(r.y1)};
    a.x0 = a.x0 > 0 ? a.x0 : 0, a.y0 = a.y0 > 0 ? a.y0 : 0;
    a.x1 = a.x1 < image->width ? a.x1 : image->width;
    a.y1 = a.y1 < image->height ? a.y1 : image->height;
    return a;
}

static bool paint(struct easel *t, struct image *to, const struct picture *p,
                  struct area where)
{
    return where.x0 >= where.x1 || where.y0 >= where.y1
           || rasterize(t->raster, to, where, p, 1, t->font, t->pool);
}

static bool paint_ground(struct easel *t, const struct scene *shown,
                         const struct screen *k, pt size)
{
    const struct theme *theme = shown->theme == THEME_DARK ? &theme_dark : &theme_light;
    struct scene still = still_scene(shown, &t->model.study);
    if (!annotation_update(&t->annotation, &t->model, &still, &k->layout, t->font, false)
        || !image_fit(&t->base, (int)size.x, (int)size.y, theme->panel))
        return false;
    uint64_t stamp = stamp_of_ground(t, &still, k, size);
    if (stamp == t->base_stamp)
        return true;
    t->base_stamp = 0;
    picture_begin(&t->ground, size);
    picture_box(&t->ground, (rect){0, 0, size.x, size.y}, theme->panel);
    bool drawn = layers_draw_ground(&t->ground, &t->model, &t->annotation, &still,
                                    &k->layout)
                 && paint(t, &t->base, &t->ground, area_of((rect){0, 0, size.x, size.y},
                                                           &t->base));
    t->base_stamp = drawn ? stamp : 0;
    t->seen = t->model.camera;
    return drawn;
}

// Slow enough to be seen in parts.
static bool is_slow(const struct attention *mind)
{
    return mind->playing && mind->speed > 0 && mind->speed <= 4 && isfinite(mind->shown);
}

static struct probe_view probe_view_of(const struct easel *t, const struct screen *k,
                                       const struct attention *mind, bool pinned)
{
    return (struct probe_view){
        .covered = mind->covered, .measured = mind->measured, .passing = !pinned,
        .locked = mind->hovering && (mind->lock_x || mind->lock_y),
        .keep_out = hint_chip(mind, &t->model.camera, &k->layout, t->font),
        .slow = is_slow(mind), .played = mind->shown};
}

static bool draw_map(struct easel *t, const struct scene *shown, const struct screen *k,
                     struct attention *mind, bool pinned, const struct theme *theme)
{
    rect taken[ANNOTATION_BOXES + 1];           // and the card of a step
    struct step_card step = step_card_make(&t->model, shown, mind->chart.run,
                                           mind->chart.step, &k->layout, t->font);
    int takens = annotation_boxes(&t->annotation, k->layout.map, taken);
    if (step.where.x1 > step.where.x0)
        taken[takens++] = rect_grown(step.where, 0.5f * k->layout.sizes.u);
    notes_place(&t->notes, &t->model, shown, &k->layout, t->font, taken, takens);
    hint_draw(&t->marks, mind, &t->model.camera, &k->layout, theme, t->font);
    struct probe_view marks = probe_view_of(t, k, mind, pinned);
    if (step.where.x1 > step.where.x0)
        marks.keep_out = step.where;
    bool drawn = layers_draw_marks(&t->marks, &t->model, &t->annotation, &t->notes,
                                   shown, &k->layout, t->font, marks);
    step_card_draw(&t->marks, &step, &k->layout.sizes, theme);
    return drawn;
}

static bool draw_grid(struct easel *t, const struct scene *shown, const struct screen *k,
                      const struct attention *mind, const struct theme *theme)
{
    struct grid_view view = {mind->shown, mind->trial, mind->covered, &t->ground};
    bool traced = grid_trace(&t->grid, &t->model, &k->layout, mind->shown);
    grid_layer_draw(&t->marks, &t->grid, &t->model, shown, &k->layout, theme, t->font,
                    view);
    return traced && !picture_failed(&t->marks);
}

static bool draw_marks(struct easel *t, const struct scene *shown,
                       const struct screen *k, struct attention *mind, pt size,
                       bool pinned)
{
    const struct theme *theme = shown->theme == THEME_DARK ? &theme_dark : &theme_light;
    struct card_view view = {mind->chart, mind->secant, mind->probe_first,
                             mind->covered, true, mind->opened, mind->trial};
    struct scene told = *shown;
    told.probe &= pinned || shown->runs == 0;   // the rail does not jump with the pointer
    view.chart.shown = mind->shown;
    if (view.chart.run < 0 && shown->inspect > 0)
        view.chart.run = shown->chosen, view.chart.step = (int)shown->inspect - 1;
    view.chart.trial = mind->trial;
    t->notes.trial = mind->trial;
    if (!mind->chart.held)
        view.chart.scale = (struct chart_scale){0};
    picture_begin(&t->marks, size);
    picture_begin(&t->cards, size);
    if (!t->model.formula)
        return true;
    if (!notes_trace(&t->notes, &t->model, &told, &k->layout,
                     is_slow(mind) ? stride_shown(mind->shown) : mind->shown))
        return false;
    bool drawn = layout_has_grid(&k->layout) ? draw_grid(t, shown, k, mind, theme)
                                             : draw_map(t, shown, k, mind, pinned, theme);
    cards_draw(&t->cards, &t->model, &told, &view, &k->layout, theme, t->font);
    mind->chart.scale = view.chart.scale;
    return drawn;
}

static uint64_t stamp_picture(uint64_t stamp, const struct picture *p)
{
    stamp = stamp_bytes(stamp, p->items.at, p->items.count * sizeof *p->items.at);
    stamp = stamp_bytes(stamp, p->points.at, p->points.count * sizeof *p->points.at);
    return stamp_bytes(stamp, p->chars.at, p->chars.count);
}

// How far the ground has moved since it was painted, in whole pixels.
struct shift { int x, y; };

static struct shift shift_of(const struct easel *t)
{
    pt then = camera_to_screen(&t->seen, (vec2){t->seen.world.x0, t->seen.world.y1});
    pt now = camera_to_screen(&t->model.camera,
                              (vec2){t->seen.world.x0, t->seen.world.y1});
    return (struct shift){(int)lroundf(now.x - then.x), (int)lroundf(now.y - then.y)};
}

// Moves what lies in the map; what comes in from outside is plain until it is painted.
static void copy_shifted(struct image *to, const struct image *from, struct area map,
                         struct shift by, rgba plain)
{
    for (int y = map.y0; y < map.y1; y++) {
        rgba *row = to->pixels + (size_t)y * (size_t)to->width;
        int source = y - by.y;
        for (int x = map.x0; x < map.x1; x++)
            row[x] = plain;
        if (source < map.y0 || source >= map.y1)
            continue;
        int x0 = by.x > 0 ? map.x0 + by.x : map.x0, x1 = by.x > 0 ? map.x1 : map.x1 + by.x;
        if (x0 < x1)
            memcpy(row + x0, from->pixels + (size_t)source * (size_t)from->width
                                 + (size_t)(x0 - by.x),
                   sizeof *row * (size_t)(x1 - x0));
    }
}

static bool compose(struct easel *t, struct image *frame, const struct screen *k,
                    rgba plain)
{
    struct area all = {0, 0, frame->width, frame->height};
    struct area map = area_of(layout_maps(&k->layout), frame);
    struct shift by = t->model.formula ? shift_of(t) : (struct shift){0};
    memcpy(frame->pixels, t->base.pixels,
           sizeof *frame->pixels * (size_t)frame->width * (size_t)frame->height);
    if (by.x || by.y)
        copy_shifted(frame, &t->base, map, by, plain);
    return paint(t, frame, &t->marks, map) && paint(t, frame, &t->cards, all)
           && paint(t, frame, &t->widgets, all) && paint(t, frame, &t->over, all);
}

static bool draw_plain(struct easel *t, struct image *frame, rgba color, bool kept)
{
    uint64_t stamp = stamp_bytes(1, &color, sizeof color);
    size_t count = (size_t)frame->width * (size_t)frame->height;
    if (kept && t->frame_stamp == stamp)
        return false;
    for (size_t i = 0; i < count; i++)
        frame->pixels[i] = color;
    t->frame_stamp = stamp;
    return true;
}

// No formula could be read yet: an empty map.
static bool clear_ground(struct easel *t, const struct scene *shown, pt size)
{
    const struct theme *theme = shown->theme == THEME_DARK ? &theme_dark : &theme_light;
    image_free(&t->base);
    t->base_stamp = 0;
    return image_fit(&t->base, (int)size.x, (int)size.y, theme->panel);
}

// While hands hold something the ground is painted anew now and then only, and what
// moves is drawn over the old one where that may be shifted.
static bool may_follow(const struct easel *t, const struct scene *shown,
                       const struct screen *k, const struct attention *mind, pt size)
{
    struct camera next = camera_fit(shown->view, k->layout.focus, k->layout.map);
    double old = camera_scale(&t->seen), now = camera_scale(&next);
    return mind->holding && !layout_has_grid(&k->layout) && t->base_stamp
           && mind->time - t->painted < repaint_after
           && mind->time >= t->painted && t->base.width == (int)size.x
           && t->base.height == (int)size.y && fabs(now - old) < 1e-9 * old
           && memcmp(&next.map, &t->seen.map, sizeof next.map) == 0;
}

// As many steps of basins as leave room for hands: less where the last frame took long.
static long slice_next(struct easel *t, double time)
{
    static const long least = 1 << 15, most = 1 << 20;
    double took = time - t->worked;
    t->worked = time;
    if (!t->busy || t->slice == 0)
        return t->slice = 3 << 17;          // the coarsest in the first frame
    if (took > 0.04)
        t->slice /= 2;
    else if (took < 0.025)
        t->slice *= 2;
    return t->slice = t->slice < least ? least : t->slice > most ? most : t->slice;
}

static bool update(struct easel *t, const struct scene *shown, const struct screen *k,
                   const struct attention *mind, pt size)
{
    t->model.moving = mind->holding;
    t->stale = may_follow(t, shown, k, mind, size);
    if (t->stale) {
        if (!model_follow(&t->model, shown, &k->layout, t->pool))
            return false;
        t->annotation.axes = axes_make(&t->model.camera, &k->layout.sizes, t->font,
                                       shown->frame);
        return true;
    }
    t->model.keep_levels = mind->tuning;
    t->model.basin_steps = slice_next(t, mind->time);
    model_update(&t->model, shown, &k->layout, t->pool, NULL);
    t->painted = mind->time;
    t->busy = shown->basins && basin_map_done(&t->model.basins) < 1;
    return t->model.formula ? paint_ground(t, shown, k, size)
                            : clear_ground(t, shown, size);
}

static bool has_map(const struct screen *k)
{
    rect map = k->layout.map;
    return map.x1 - map.x0 >= 8 && map.y1 - map.y0 >= 8;
}

void easel_follow(struct easel *t, const struct scene *s, const struct screen *screen,
                  const struct attention *mind)
{
    struct scene shown = shown_scene(s, mind);
    t->model.moving = mind->holding;
    if (t->model.formula && t->base_stamp && has_map(screen) && !mind->blank)
        model_follow(&t->model, &shown, &screen->layout, t->pool);
}

bool easel_is_stale(const struct easel *t)
{
    return t->stale || t->model.study.tuning.more;
}

bool easel_is_busy(const struct easel *t)
{
    return t->busy;
}

bool easel_draw(struct easel *t, struct image *frame, const struct scene *s,
                const struct screen *screen, struct attention *mind)
{
    pt size = t->widgets.size;
    struct scene shown = shown_scene(s, mind);
    const struct image *before = frame;
    t->busy &= !mind->blank;
    bool kept = before->pixels && before->width == (int)size.x
                && before->height == (int)size.y;
    if (!(size.x >= 1) || !(size.y >= 1) || !image_fit(frame, (int)size.x, (int)size.y, rgb(0)))
        return false;
    t->model.study.tuning.more = false;
    if (mind->blank)
        return draw_plain(t, frame, rgb(0), kept);
    const struct theme *theme = s->theme == THEME_DARK ? &theme_dark : &theme_light;
    if (!has_map(screen))
        return draw_plain(t, frame, theme->panel, kept);
    if (!update(t, &shown, screen, mind, size))
        return false;
    if (t->model.formula)
        shown = t->model.scene;
    if (!draw_marks(t, &shown, screen, mind, size, s->probe))
        return false;
    uint64_t stamp = stamp_bytes(0, &t->base_stamp, sizeof t->base_stamp);
    stamp = stamp_bytes(stamp, &t->model.camera, sizeof t->model.camera);
    stamp = stamp_picture(stamp_picture(stamp, &t->marks), &t->cards);
    stamp = stamp_picture(stamp_picture(stamp, &t->widgets), &t->over);
    if (kept && stamp == t->frame_stamp)
        return false;
    t->frame_stamp = compose(t, frame, screen, theme->plot_lo) ? stamp : 0;
    return t->frame_stamp != 0;
}

static bool picture_shows(const struct picture *p, const char *text)
{
    for (size_t i = 0; i < p->items.count; i++)
        if (p->items.at[i].kind == ITEM_TEXT
            && strstr(p->chars.at + p->items.at[i].text.at, text))
            return true;
    return false;
}

const struct picture *easel_picture(const struct easel *t, int i)
{
    const struct picture *const all[] = {&t->ground, &t->marks, &t->cards, &t->widgets,
                                         &t->over};
    return i < (int)(sizeof all / sizeof *all) ? all[i] : NULL;
}

bool easel_shows(const struct easel *t, const char *text)
{
    const struct picture *p;
    for (int i = 0; (p = easel_picture(t, i)); i++)
        if (picture_shows(p, text))
            return true;
    return false;
}
