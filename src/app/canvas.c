// SPDX-License-Identifier: MIT
// The map under the hands: pan, zoom, hover, clicks that start runs, handles.
#include "app/look.h"
#include "app/runs.h"
#include "app/trials.h"

#include "field/step.h"
#include "plot/flat.h"
#include "plot/probe_layer.h"

#include <float.h>
#include <string.h>

static const float pan_after = 0.6f;            // u: less is a click
static const double zoom_step = 1.2;            // a notch of the wheel

// Of the draft, which may be ahead of what is on the screen.
static struct camera camera_of(const struct desk *d)
{
    const struct layout *l = &d->screen->layout;
    return camera_fit(d->scene->view, l->focus, l->map);
}

static vec2 world_at(const struct desk *d, pt at)
{
    struct camera c = camera_of(d);
    return camera_to_world(&c, at);
}

static rect around(const struct desk *d, pt at)
{
    float half = d->screen->layout.sizes.grab / 2;
    return rect_grown((rect){at.x, at.y, at.x, at.y}, half);
}

static bool side_fits(double low, double high)
{
    double size = high - low, far = fmax(fabs(low), fabs(high));
    return size >= fmax(1e-300, 64 * DBL_EPSILON * far) && size <= 1e300 && far <= 1e300;
}

static bool set_view(struct desk *d, box view)
{
    bool fits = side_fits(view.x0, view.x1) && side_fits(view.y0, view.y1);
    if (fits)
        d->scene->view = view;
    return fits;
}

static struct lens lens_of(const struct desk *d)
{
    const struct lens *last = &d->mind->lens;
    box v = d->scene->view;
    if (memcmp(&last->view, &v, sizeof v) == 0)
        return *last;
    return (struct lens){v, {v.x0 / 2 + v.x1 / 2, v.y0 / 2 + v.y1 / 2},
                         {v.x1 - v.x0, v.y1 - v.y0}};
}

static void zoom(struct desk *d, vec2 at, double by)
{
    struct lens l = lens_of(d);
    l.middle = vec2_add(at, vec2_scale(vec2_sub(l.middle, at), by));
    l.size = vec2_scale(l.size, by);
    vec2 m = l.middle, half = vec2_scale(l.size, 0.5);
    l.view = (box){m.x - half.x, m.x + half.x, m.y - half.y, m.y + half.y};
    if (set_view(d, l.view))
        d->mind->lens = l;
}

void canvas_zoom(struct desk *d, double by)
{
    zoom(d, lens_of(d).middle, by);
    ui_burst(d->ui, ID_MAP);
}

// By whole pixels, so that what is known of the map stays (basin_map.h).
static void pan(struct desk *d, double x, double y)
{
    box v = d->scene->view;
    struct camera camera = camera_of(d);
    double scale = camera_scale(&camera);
    x = round(x * scale) / scale;
    y = round(y * scale) / scale;
    set_view(d, (box){v.x0 + x, v.x1 + x, v.y0 + y, v.y1 + y});
}

static void turn(struct desk *d, double by)
{
    vec2 u = d->scene->direction;
    double x = u.x * cos(by) - u.y * sin(by), y = u.x * sin(by) + u.y * cos(by);
    double least = 1e-14 * hypot(x, y);         // a quarter turn is one
    d->scene->direction = (vec2){fabs(x) < least ? 0 : x, fabs(y) < least ? 0 : y};
}

static void turn_wheel(struct desk *d)
{
    const struct input *in = d->ui->in;
    if (in->wheel == 0)
        return;
    ui_burst(d->ui, ID_MAP);
    if (in->mods & MOD_ALT) {
        turn(d, in->wheel * M_PI / 36);
        return;
    }
    double notches = fmin(fmax(in->wheel, -20), 20);
    zoom(d, world_at(d, in->pointer), pow(zoom_step, -notches));
}

// What was under the fingers stays under them.
static void follow_fingers(struct desk *d)
{
    const struct pinch *pinch = &d->ui->in->pinch;
    if (!(pinch->apart > 0) || d->ui->pointer_taken)
        return;
    ui_burst(d->ui, ID_MAP);
    vec2 from = world_at(d, pinch->from), to = world_at(d, pinch->to);
    pan(d, from.x - to.x, from.y - to.y);
    zoom(d, from, 1 / pinch->apart);
    turn(d, pinch->turned);
}

static double on_step(double value, struct step step)
{
    double k = round(value / step_value(step));
    return fabs(k) < 1 / DBL_EPSILON ? step_multiple(step, k) : value;
}

static vec2 on_lattice(vec2 at, double size)
{
    if (!(size > DBL_MIN))
        return at;
    struct step step = step_below(size * (1 + 1e-9));
    return (vec2){on_step(at.x, step), on_step(at.y, step)};
}

// What the pointer shows, `grip` from it, in no more digits than pixels can tell.
static vec2 pointed(const struct desk *d, vec2 grip)
{
    vec2 at = vec2_add(world_at(d, d->ui->in->pointer), grip);
    struct camera c = camera_of(d);
    return on_lattice(at, 0.25 / camera_scale(&c));
}

// The same; with Ctrl where the lattice of the arrows is next.
static vec2 pin_at(const struct desk *d, vec2 grip)
{
    vec2 at = pointed(d, grip);
    return d->ui->in->mods & MOD_CTRL ? on_lattice(at, d->model->quiver.step) : at;
}

struct pull { double angle, nearest; };

static void pull(struct pull *p, double magnet)
{
    double off = remainder(p->angle - magnet, 2 * M_PI);
    if (fabs(off) >= p->nearest)
        return;
    p->nearest = fabs(off);
    p->angle -= off;
}

// Close to the axes, to ∇f and its perpendicular, to the way to a marked flat point the
// direction snaps; with Ctrl to 15°.
static vec2 snapped(const struct desk *d, vec2 from, vec2 way)
{
    const struct probe *probe = &d->model->probe;
    const struct critical *flat = &d->model->critical;
    double angle = atan2(way.y, way.x), step = M_PI / 12;
    struct pull p = {angle, 2 * M_PI / 180};
    if (d->ui->in->mods & MOD_CTRL)
        p.angle = round(angle / step) * step;
    else {
        for (int i = 0; i < 4; i++)
            pull(&p, i * M_PI / 2);
        for (int i = 0; i < 4 && probe->defined && probe->norm > 0; i++)
            pull(&p, probe->angle + i * M_PI / 2);
        for (size_t i = 0; i < flat->points.count && d->scene->flat_points; i++) {
            vec2 to = vec2_sub(flat->points.at[i].at, from);
            pull(&p, atan2(to.y, to.x));
        }
    }
    double x = cos(p.angle), y = sin(p.angle);
    return (vec2){fabs(x) < 1e-15 ? 0 : x, fabs(y) < 1e-15 ? 0 : y};
}

static void aim(struct desk *d, vec2 from, pt pointer)
{
    vec2 to = world_at(d, pointer), way = vec2_sub(to, from);
    double far = vec2_length(way);
    if (far * camera_scale(&d->model->camera) > d->screen->layout.sizes.u)
        d->scene->direction = snapped(d, from, vec2_scale(way, 1 / far));
}

static void drag_starts(struct desk *d)
{
    bool single = !layout_has_grid(&d->screen->layout);
    for (int i = 0; i < d->scene->runs; i++) {
        const struct trail *t = &d->notes->trail[i];
        rect grip = t->starts && (single || i == d->scene->chosen) ? around(d, t->start) : (rect){0};
        struct touch touch = ui_touch(d->ui, ID_START + (unsigned)i, grip);
        pt to = d->ui->in->pointer, from = d->ui->grabbed;
        bool moved = to.x != from.x || to.y != from.y;
        if (touch.hot || touch.active)
            d->ui->cursor = CURSOR_HAND;
        if (touch.pressed) {
            d->scene->chosen = i;
            d->mind->grip = vec2_sub(d->scene->run[i].start,
                                     world_at(d, d->ui->in->pointer));
        }
        if (touch.active && touch.button == BUTTON_LEFT && moved)
            d->scene->run[i].start = pointed(d, d->mind->grip);
        if (touch.active)
            d->mind->shown = INFINITY;
    }
}

// On the level curve of the probe, where the pointer is nearest; Newton's steps along ∇f
// bring it back to the level it was pressed on.
static vec2 along_level(const struct desk *d, vec2 at)
{
    at = level_curve_nearest(&d->model->curve, at);
    for (int i = 0; i < 4; i++) {
        double part[PARTS];
        evaluator_at(d->model->gradient, at.x, at.y, part);
        vec2 g = {part[PART_FX], part[PART_FY]};
        double step = (d->mind->level - part[PART_F]) / vec2_dot(g, g);
        if (!isfinite(step))
            break;
        at = vec2_add(at, vec2_scale(g, step));
    }
    return at;
}

static bool is_drag(const struct desk *d)
{
    pt from = d->ui->grabbed, to = d->ui->in->pointer;
    return hypotf(to.x - from.x, to.y - from.y)
           > pan_after * d->screen->layout.sizes.u;
}

static void drag_probe(struct desk *d)
{
    if (!d->scene->probe)
        return;
    struct probe_place at = probe_place(d->model, &d->screen->layout.sizes);
    struct touch tip = ui_touch(d->ui, ID_DIRECTION, around(d, at.ray));
    if (tip.active)
        aim(d, d->scene->probe_at, d->ui->in->pointer);
    struct touch point = ui_touch(d->ui, ID_PROBE, around(d, at.at));
    if (point.pressed) {
        d->mind->level = d->model->probe.f;
        d->mind->grip = vec2_sub(d->scene->probe_at, world_at(d, d->ui->in->pointer));
    }
    if (point.active && point.button == BUTTON_RIGHT && is_drag(d))
        aim(d, d->scene->probe_at, d->ui->in->pointer);
    if (point.active && point.button == BUTTON_LEFT && !point.pressed)
        d->scene->probe_at = d->ui->in->mods & MOD_SHIFT
                                 ? along_level(d, world_at(d, d->ui->in->pointer))
                                 : pin_at(d, d->mind->grip);
    if (tip.hot || tip.active || point.hot || point.active)
        d->ui->cursor = CURSOR_HAND;
}

// The flat point whose mark is pointed at.
static const struct critical_point *flat_here(const struct desk *d)
{
    return flat_under(d->model, d->scene, d->ui->in->pointer, 1.6f * d->notes->flat);
}

static void pin(struct desk *d, vec2 at)
{
    d->scene->probe = true;
    d->scene->probe_at = at;
    d->mind->rail = true;
    d->mind->hint = false;
}

static void drag_map(struct desk *d, const struct touch *touch)
{
    struct attention *mind = d->mind;
    vec2 at = world_at(d, d->ui->in->pointer);
    if (touch->pressed) {
        mind->pressed = at;
        mind->panning = false;
    }
    if (!touch->active)
        return;
    if (touch->button == BUTTON_RIGHT) {
        const struct critical_point *flat = flat_here(d);
        if (touch->pressed)
            pin(d, flat ? flat->at : pin_at(d, (vec2){0, 0}));
        if (is_drag(d))
            aim(d, d->scene->probe_at, d->ui->in->pointer);
        return;
    }
    mind->panning |= is_drag(d);
    if (mind->panning) {
        d->ui->cursor = CURSOR_MOVE;
        pan(d, mind->pressed.x - at.x, mind->pressed.y - at.y);
    }
}

static void hover(struct desk *d, bool hot)
{
    struct attention *mind = d->mind;
    const struct input *in = d->ui->in;
    vec2 at = pointed(d, (vec2){0, 0});
    bool locked = in->held_x || in->held_y;
    if (!locked)
        mind->locked = d->scene->probe ? d->scene->probe_at : at;
    else
        at = (vec2){in->held_x ? at.x : mind->locked.x,
                    in->held_x ? mind->locked.y : at.y};
    mind->lock_x = in->held_x;
    mind->lock_y = in->held_y && !in->held_x;
    mind->hovering = hot;
    mind->hover = at;
}

// In any cell as in the first: its start, and the wheel.
static void canvas_in_cell(struct desk *d)
{
    const struct layout *l = &d->screen->layout;
    const struct input *in = d->ui->in;
    struct input folded = *in;
    if (!d->ui->active || d->mind->cell < 0)
        d->mind->cell = layout_cell_at(l, in->pointer);
    d->mind->hovering = false;
    if (d->mind->cell < 0)
        return;
    folded.pointer = layout_fold(l, d->mind->cell, in->pointer);
    d->ui->in = &folded;
    drag_starts(d);
    bool over = folded.pointer.x >= l->map.x0 && folded.pointer.x < l->map.x1
                && folded.pointer.y >= l->map.y0 && folded.pointer.y < l->map.y1;
    if (over && !d->ui->pointer_taken)
        turn_wheel(d);
    d->ui->in = in;
}

static void canvas_alone(struct desk *d)
{
    rect map = d->screen->layout.map;
    follow_fingers(d);
    drag_probe(d);
    drag_starts(d);
    struct touch touch = ui_touch(d->ui, ID_MAP, map);
    const struct critical_point *flat = touch.hot ? flat_here(d) : NULL;
    if (touch.hot && d->ui->cursor == CURSOR_ARROW)
        d->ui->cursor = flat ? CURSOR_HAND : CURSOR_CROSS;
    if (touch.hot)
        turn_wheel(d);
    look_on_map(d, touch.hot);
    drag_map(d, &touch);
    hover(d, touch.hot || touch.active);
    if (!touch.clicked || touch.button != BUTTON_LEFT || d->mind->panning)
        return;
    if (flat)
        pin(d, flat->at);
    else if (!look_inspects(d))
        runs_add(d, pointed(d, (vec2){0, 0}));
}

void canvas(struct desk *d)
{
    rect map = d->screen->layout.map;
    if (!d->model->formula || !(map.x1 - map.x0 > 1) || !(map.y1 - map.y0 > 1))
        return;
    if (layout_has_grid(&d->screen->layout))
        canvas_in_cell(d);
    else
        canvas_alone(d);
    trials_on_map(d);
}
