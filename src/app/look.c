// SPDX-License-Identifier: MIT
#include "app/look.h"

#include "app/runs.h"
#include "ui/slider.h"

static const float near_path = 1.3f;            // u: what counts as pointing at a path

// By hand, or by the arrow keys where Tab went to it.
static struct touch drag_target(struct desk *d)
{
    struct chart_view *view = &d->mind->chart;
    const struct chart_scale *c = &view->scale;
    float y = chart_scale_target_y(c, d->scene->target), to = d->ui->in->pointer.y;
    float half = fminf(d->ui->sizes->grab / 2, 0.25f * (c->plot.y1 - c->plot.y0));
    rect line = {c->plot.x0, y - half, c->plot.x1 + half, y + half};
    struct range range = {1e-300, 1e300, 1e-3, true, .limit = NAN};
    if (c->aim.kind == AIM_NONE)
        return (struct touch){0};
    struct touch touch = ui_touch(d->ui, ID_TARGET, line);
    if (touch.pressed)
        d->ui->grip = y - to;
    view->held = touch.active;
    if (touch.active && fabsf(to + d->ui->grip - y) >= 1)
        d->scene->target = chart_scale_target(c, to + d->ui->grip);
    if (touch.doubled)
        d->scene->target = range.standard;
    if (touch.hot || touch.active)
        d->ui->cursor = CURSOR_HAND;
    if (ui_stop(d->ui, ID_TARGET, chart_scale_handle(c, d->scene->target, d->ui->sizes)))
        slider_keys(d->ui, ID_TARGET, &d->scene->target, &range, KEY_UP, KEY_DOWN);
    return touch;
}

void look_in_chart(struct desk *d)
{
    struct chart_view *view = &d->mind->chart;
    const struct chart_scale *c = &view->scale;
    pt at = d->ui->in->pointer;
    view->run = -1;
    view->held = false;
    if (!(c->plot.x1 > c->plot.x0))
        return;
    struct touch target = drag_target(d);
    struct touch plot = ui_touch(d->ui, ID_CHART, c->plot);
    if ((plot.hot || target.hot) && !target.active)
        view->run = chart_scale_nearest(c, d->model, d->scene, at, &view->step);
    if (plot.clicked && !target.hot)
        look_inspects(d);
}

static double distance(pt at, pt a, pt b)
{
    double x = (double)b.x - a.x, y = (double)b.y - a.y, far = x * x + y * y;
    double t = (((double)at.x - a.x) * x + ((double)at.y - a.y) * y) / far;
    t = t > 0 ? t < 1 ? t : 1 : 0;
    return hypot(a.x + t * x - at.x, a.y + t * y - at.y);
}

// The step of the path next to the place; `nearest` is lowered where it is nearer.
static int find_step(const struct desk *d, const struct path *path, pt at,
                     double *nearest)
{
    int found = -1;
    double last = fmin(d->mind->shown, (double)path->rows.count - 1);
    pt before = {0};
    for (int k = 0; k <= last; k++) {
        pt now = camera_to_screen(&d->model->camera, path->rows.at[k].at);
        double far = distance(at, k ? before : now, now);
        if (far < *nearest) {
            bool back = k && hypotf(at.x - before.x, at.y - before.y)
                                 < hypotf(at.x - now.x, at.y - now.y);
            *nearest = far;
            found = back ? k - 1 : k;
        }
        before = now;
    }
    return found;
}

void look_on_map(struct desk *d, bool hot)
{
    struct chart_view *view = &d->mind->chart;
    double nearest = near_path * d->ui->sizes->u;
    bool held = d->ui->active && (d->ui->active != ID_MAP || d->mind->panning);
    if (!hot || held || d->mind->covered)
        return;
    for (int run = 0; run < d->scene->runs; run++) {
        int step = find_step(d, &d->model->path[run], d->ui->in->pointer, &nearest);
        if (step < 0)
            continue;
        view->run = run;
        view->step = step;
    }
    if (view->run >= 0)
        d->ui->cursor = CURSOR_HAND;
}

bool look_inspects(struct desk *d)
{
    const struct chart_view *view = &d->mind->chart;
    if (view->run < 0)
        return false;
    runs_inspect(d, view->run, view->step + 1);
    return true;
}
