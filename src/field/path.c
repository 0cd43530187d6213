// SPDX-License-Identifier: MIT
#include "field/descent.h"

#include "base/array.h"
#include "eval/float_mode.h"
#include "field/noise.h"

#include <string.h>

#define TOO_FAR 1e6             // times 1 + ‖start‖, or sizes of a wide view
#define WIDE 4.25               // the usual view, −3 to 3, is not wide
#define AWAY 4                  // sizes of the view: rising is diverging beyond it
#define STILL 2e-4              // widths of the view a step: hardly moving
#define NOTHING 1e-9            // widths of the view a step; of a circle's size
#define SLIGHT 0.01             // of the steepest slope in view, 1 at most: nearly flat

enum { STILL_STEPS = 20, CREEP_STEPS = 50, CYCLE_MOST = 8, LOOKS = 8 };

struct run {
    const struct descent *d;
    const struct terrain *land;
    const struct method *method;
    struct path *path;
    struct noise noise;
    struct walker walker;
    struct stride stride;
    vec2 middle;
    double width, far, away;
    double slight;              // a slope not longer is nearly flat
    double highest;             // objective until now
    int rises, still;           // steps in a row until now
    int calm_at, wild_at;       // since which step, -1: it is not
    bool broken;                // a value is not finite
};

static bool within(vec2 a, double distance)
{
    return fabs(a.x) <= distance && fabs(a.y) <= distance
           && vec2_dot(a, a) <= distance * distance;
}

static bool finite_point(vec2 a)
{
    return isfinite(a.x) && isfinite(a.y);
}

static struct path_row *last_row(struct path *p)
{
    return &p->rows.at[p->rows.count - 1];
}

static void survey(struct run *r, struct path_row *row)
{
    double out[PARTS];
    bool curved = r->method->curved;
    const struct evaluator *e = curved ? r->land->curvature : r->land->slope;
    evaluator_at(e, row->at.x, row->at.y, out);
    row->f = out[PART_F];
    row->gradient = (vec2){out[PART_FX], out[PART_FY]};
    if (!curved)
        return;
    double sign = r->stride.sign;
    r->walker.h = (struct hessian){sign * out[PART_FXX], sign * out[PART_FXY],
                                   sign * out[PART_FYY]};
}

static struct eigen curvature(const struct run *r, vec2 at)
{
    double out[PARTS];
    if (!finite_point(at))
        return hessian_eigen((struct hessian){NAN, NAN, NAN});
    evaluator_at(r->land->curvature, at.x, at.y, out);
    return hessian_eigen((struct hessian){out[PART_FXX], out[PART_FXY], out[PART_FYY]});
}

// Does the objective curve upwards every way?
static bool is_bowl(const struct run *r, struct eigen e)
{
    double low = r->d->ascend ? -e.high : e.low, high = r->d->ascend ? -e.low : e.high;
    return low > HESSIAN_SINGULAR * fabs(high);
}

// The curvatures where the gradient is tiny, seen from the bottom of the steepest way:
// a little up the wall of a valley of equal minima it seems to curve along, too.
static struct eigen bottom(const struct run *r, const struct path_row *row,
                           struct eigen here)
{
    bool down = fabs(here.low) > fabs(here.high);
    double most = down ? here.low : here.high;
    vec2 way = down ? here.low_way : here.high_way;
    if (!isfinite(most) || most == 0)
        return here;
    double distance = -vec2_dot(way, row->gradient) / most;
    return curvature(r, vec2_add(row->at, vec2_scale(way, distance)));
}

// The gradient as the method gets it.
static vec2 aim(struct run *r, vec2 gradient)
{
    const struct descent *d = r->d;
    vec2 g = vec2_scale(gradient, r->stride.sign);
    if (d->noise > 0)
        g = vec2_add(g, vec2_scale(noise_normal(&r->noise), d->noise));
    if (d->clip_norm > 0)
        g = vec2_scale(g, fmin(1, d->clip_norm / (vec2_length(g) + 1e-6)));
    if (d->clip_value > 0)
        g = (vec2){fmax(-d->clip_value, fmin(d->clip_value, g.x)),
                   fmax(-d->clip_value, fmin(d->clip_value, g.y))};
    return g;
}

static double rate(const struct descent *d, int t)
{
    return schedules[d->schedule].rate(d->lr, t, d->schedule_knob, d->steps);
}

static void advance(struct run *r, int t)
{
    struct walker *w = &r->walker;
    const struct path_row *before = last_row(r->path);
    r->stride.t = t;
    r->stride.lr = rate(r->d, t - 1);
    w->at = before->at;
    w->f = r->stride.sign * before->f;
    w->g = aim(r, before->gradient);
    r->method->step(w, 1, &r->stride);
    struct path_row *row = &r->path->rows.at[r->path->rows.count++];
    row->at = w->next;
    survey(r, row);             // first: what it needs is ready, the rest is not yet
    row->lr = r->stride.lr;
    row->used = w->g;
    row->scale = w->scale;
    memcpy(row->memory, w->memory, sizeof row->memory);
}

// A value is missing: the run cannot go on.
static bool breaks(struct run *r, const struct path_row *row)
{
    bool here = finite_point(row->at), value = isfinite(row->f);
    if (here && value && finite_point(row->gradient))
        return false;
    bool missing = isnan(row->f) || isnan(row->gradient.x) || isnan(row->gradient.y);
    r->broken = true;
    r->path->end = here && missing && !isinf(row->f) ? PATH_LEFT : PATH_DIVERGED;
    r->path->end_step = (int)r->path->rows.count - 1;
    return true;
}

// Higher than ever, step after step, and away from the view.
static bool rises_on(struct run *r, const struct path_row *row, int k)
{
    double height = r->stride.sign * row->f;
    bool rises = k > 0 && height > r->stride.sign * row[-1].f;
    bool record = height > r->highest;
    r->rises = rises ? r->rises + 1 : 0;
    r->highest = fmax(r->highest, height);
    return record && r->rises >= DESCENT_RISES
           && !within(vec2_sub(row->at, r->middle), r->away);
}

static void watch_move(struct run *r, const struct path_row *row, int k)
{
    struct path *p = r->path;
    if (p->flat_from >= 0)
        return;
    bool still = within(vec2_sub(row->at, row[-1].at), STILL * r->width)
                 && within(row->gradient, r->slight);
    r->still = still ? r->still + 1 : 0;
    if (r->still > 0 && r->still % STILL_STEPS == 0
        && !is_bowl(r, curvature(r, row->at)))
        p->flat_from = k - STILL_STEPS + 1;
}

// Is the run over at its last row, the k-th?
static bool ends(struct run *r, int k)
{
    const struct descent *d = r->d;
    const struct path_row *row = last_row(r->path);
    if (breaks(r, row))
        return true;
    if (k > 0)
        watch_move(r, row, k);
    bool calm = within(row->gradient, d->tol);
    bool rising = rises_on(r, row, k), wild = rising || !within(row->at, r->far);
    r->calm_at = !calm ? -1 : r->calm_at < 0 ? k : r->calm_at;
    r->wild_at = !wild ? -1 : r->wild_at < 0 ? k : r->wild_at;
    return k == d->steps || (!d->exact && ((calm && d->tol > 0) || wild));
}

// The period of the last steps, 0 if they go in no circle.
static int cycle_of(const struct path *p, double width)
{
    const struct path_row *last = p->rows.at + p->rows.count - 1;
    for (int period = 2; period <= CYCLE_MOST; period++) {
        if (p->rows.count < 3 * (size_t)period)
            return 0;
        double size = 0, gap = 0;
        for (int i = 1; i < period; i++)
            size = fmax(size, vec2_length(vec2_sub(last[-i].at, last->at)));
        for (int i = 0; i < 2 * period; i++)
            gap = fmax(gap, vec2_length(vec2_sub(last[-i].at, last[-i - period].at)));
        if (size > NOTHING * width && gap <= NOTHING * size)
            return period;
    }
    return 0;
}

static bool creeps(const struct run *r)
{
    const struct path_row *last = last_row(r->path);
    if (r->path->rows.count <= CREEP_STEPS || !within(last->gradient, r->slight))
        return false;
    for (int i = 0; i < CREEP_STEPS; i++)
        if (!within(vec2_sub(last[-i].at, last[-i - 1].at), NOTHING * r->width))
            return false;
    return true;
}

static void judge(struct run *r)
{
    struct path *p = r->path;
    p->eigen = curvature(r, last_row(p)->at);
    if (r->broken)
        return;
    p->end_step = (int)p->rows.count - 1;
    if (r->calm_at >= 0) {
        bool bowl = is_bowl(r, bottom(r, last_row(p), p->eigen));
        p->end = bowl ? PATH_CONVERGED : PATH_FLAT;
        p->end_step = r->calm_at;
    } else if (r->wild_at >= 0) {
        p->end = PATH_DIVERGED;
        p->end_step = r->wild_at;
    } else if (!is_bowl(r, p->eigen) && creeps(r)) {
        p->end = PATH_FLAT;
    } else {
        p->cycle = cycle_of(p, r->width);
        p->end = p->cycle ? PATH_CYCLING : PATH_LIMIT;
    }
}

// How steep f is where it is steepest, by a look here and there in the view.
static double steepest(const struct terrain *land)
{
    enum { COUNT = LOOKS * LOOKS };
    double x[COUNT], y[COUNT], f[COUNT], fx[COUNT], fy[COUNT], most = 0;
    double *out[PARTS] = {f, fx, fy};
    box view = land->view;
    for (int i = 0; i < COUNT; i++) {
        x[i] = view.x0 + (view.x1 - view.x0) * (i % LOOKS + 0.5) / LOOKS;
        y[i] = view.y0 + (view.y1 - view.y0) * (i / LOOKS + 0.5) / LOOKS;
    }
    evaluator_points(land->slope, COUNT, x, y, out);
    for (int i = 0; i < COUNT; i++)
        most = fmax(most, hypot(fx[i], fy[i]));
    return most;
}

static struct run run_open(struct path *path, const struct descent *d,
                           const struct terrain *land)
{
    box view = land->view;
    vec2 middle = {view.x0 / 2 + view.x1 / 2, view.y0 / 2 + view.y1 / 2};
    double size = hypot(view.x1 - view.x0, view.y1 - view.y0) / 2;
    return (struct run){
        .d = d, .land = land, .method = &methods[d->method], .path = path,
        .noise = noise_open((uint64_t)d->seed),
        .stride = {.knob = d->knob, .value = land->slope, .sign = d->ascend ? -1 : 1},
        .middle = middle, .width = view.x1 - view.x0,
        .far = TOO_FAR * fmax(1 + vec2_length(d->start), size > WIDE ? size : 0),
        .away = fmax(AWAY * size, vec2_length(vec2_sub(d->start, middle))),
        .slight = SLIGHT * fmin(1, steepest(land)), .highest = -INFINITY,
        .calm_at = -1, .wild_at = -1,
    };
}

bool descent_run(struct path *out, const struct descent *d, const struct terrain *land)
{
    out->rows.failed = false;
    out->rows.count = 0;
    out->cycle = 0;
    out->flat_from = -1;
    if (!array_reserve(&out->rows, (size_t)d->steps + 1))
        return false;
    struct run run = run_open(out, d, land);
    unsigned before = float_mode_enter();
    array_push(&out->rows, (struct path_row){.at = d->start, .lr = rate(d, 0)});
    survey(&run, last_row(out));
    for (int k = 0; !ends(&run, k); k++)
        advance(&run, k + 1);
    judge(&run);
    float_mode_leave(before);
    return true;
}
