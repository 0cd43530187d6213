// SPDX-License-Identifier: MIT
#include "field/course.h"

#include "base/array.h"
#include "eval/float_mode.h"

#include <string.h>

#define STILL 2e-4              // widths of the view a step: hardly moving
#define NOTHING 1e-9            // widths of the view a step; of a circle's size
#define SLIGHT 0.01             // of the steepest slope in view, 1 at most: nearly flat

enum { STILL_STEPS = 20, CREEP_STEPS = 50, CYCLE_MOST = 8, LOOKS = 8 };

struct run {
    struct course course;
    const struct leg *next, *end;       // legs to come
    int born;                   // row where the method began
    struct path *path;
    struct noise noise;
    struct walker walker;
    struct stride stride;
    struct watch watch;
    double slight;              // a slope not longer is nearly flat
    int still;                  // steps in a row until now
    int calm_at, wild_at;       // since which step, -1: it is not
    bool broken;                // a value is not finite
};

static struct path_row *last_row(struct path *p)
{
    return &p->rows.at[p->rows.count - 1];
}

static void keep_curvature(struct run *r, const double part[PARTS])
{
    double sign = r->course.sign;
    r->walker.h = (struct hessian){sign * part[PART_FXX], sign * part[PART_FXY],
                                   sign * part[PART_FYY]};
}

static void survey(struct run *r, struct path_row *row)
{
    double out[PARTS];
    const struct terrain *land = r->course.land;
    bool curved = r->course.method->curved;
    const struct evaluator *e = curved ? land->curvature : land->slope;
    evaluator_at(e, row->at.x, row->at.y, out);
    row->f = out[PART_F];
    row->gradient = (vec2){out[PART_FX], out[PART_FY]};
    if (curved)
        keep_curvature(r, out);
}

static void begin_leg(struct run *r, const struct descent *d, int k)
{
    double part[PARTS];
    struct course before = r->course;
    vec2 at = last_row(r->path)->at;
    r->course = course_open(d, before.land);
    r->stride.knob = d->knob;
    r->stride.sign = r->course.sign;
    if (r->course.sign != before.sign)
        r->watch = course_watch(&r->course, r->path->rows.at[0].at);
    if (r->course.method != before.method) {
        r->walker = (struct walker){0};
        r->born = k;
    }
    if (!r->course.method->curved)
        return;
    evaluator_at(before.land->curvature, at.x, at.y, part);
    keep_curvature(r, part);
}

// At row k the settings may change.
static void turn(struct run *r, int k)
{
    for (; r->next < r->end && r->next->from <= k; r->next++)
        begin_leg(r, &r->next->d, k);
}

static void advance(struct run *r, int t)
{
    struct walker *w = &r->walker;
    const struct path_row *before = last_row(r->path);
    r->stride.t = t - r->born;
    r->stride.lr = course_rate(r->course.d, t - 1);
    w->at = before->at;
    w->f = r->stride.sign * before->f;
    w->g = course_aim(&r->course, before->gradient,
                      course_noise(&r->course, &r->noise));
    r->course.method->step(w, 1, &r->stride);
    struct path_row *row = &r->path->rows.at[r->path->rows.count++];
    row->at = w->next;
    row->walked = before->walked + vec2_length(vec2_sub(row->at, before->at));
    survey(r, row);             // first: what it needs is ready, the rest is not yet
    row->lr = r->stride.lr;
    row->used = w->g;
    row->scale = w->scale;
    row->tried = w->tried;
    row->t = r->stride.t;
    memcpy(row->memory, w->memory, sizeof row->memory);
}

static void watch_move(struct run *r, const struct path_row *row, int k)
{
    struct path *p = r->path;
    const struct course *c = &r->course;
    if (p->flat_from >= 0)
        return;
    bool still = course_within(vec2_sub(row->at, row[-1].at), STILL * c->width)
                 && course_within(row->gradient, r->slight);
    r->still = still ? r->still + 1 : 0;
    if (r->still > 0 && r->still % STILL_STEPS == 0
        && !course_is_bowl(c, course_curvature(c, row->at)))
        p->flat_from = k - STILL_STEPS + 1;
}

// A value is missing: the run cannot go on.
static bool breaks(struct run *r, const struct path_row *row)
{
    r->broken = true;
    r->path->end = course_break(row->at, row->f, row->gradient);
    r->path->end_step = (int)r->path->rows.count - 1;
    return true;
}

// Is the run over at its last row, the k-th?
static bool ends(struct run *r, int k)
{
    const struct descent *d = r->course.d;
    const struct path_row *row = last_row(r->path);
    struct sight now = course_look(&r->course, &r->watch, row->at, row->f,
                                   row->gradient);
    if (now.broken)
        return breaks(r, row);
    if (k > 0)
        watch_move(r, row, k);
    r->calm_at = !now.calm ? -1 : r->calm_at < 0 ? k : r->calm_at;
    r->wild_at = !now.wild ? -1 : r->wild_at < 0 ? k : r->wild_at;
    return k >= d->steps || (!d->exact && ((now.calm && d->tol > 0) || now.wild));
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
    if (r->path->rows.count <= CREEP_STEPS || !course_within(last->gradient, r->slight))
        return false;
    for (int i = 0; i < CREEP_STEPS; i++)
        if (!course_within(vec2_sub(last[-i].at, last[-i - 1].at),
                           NOTHING * r->course.width))
            return false;
    return true;
}

static void judge(struct run *r)
{
    struct path *p = r->path;
    const struct path_row *row = last_row(p);
    p->eigen = course_curvature(&r->course, row->at);
    if (r->broken)
        return;
    p->end_step = (int)p->rows.count - 1;
    if (r->calm_at >= 0) {
        p->end = course_rest(&r->course, row->at, row->gradient, p->eigen);
        p->end_step = r->calm_at;
    } else if (r->wild_at >= 0) {
        p->end = PATH_DIVERGED;
        p->end_step = r->wild_at;
    } else if (!course_is_bowl(&r->course, p->eigen) && creeps(r)) {
        p->end = PATH_FLAT;
    } else {
        p->cycle = cycle_of(p, r->course.width);
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
    struct course course = course_open(d, land);
    return (struct run){
        .course = course, .path = path, .noise = noise_open((uint64_t)d->seed),
        .stride = {.knob = d->knob, .value = land->slope, .sign = course.sign},
        .watch = course_watch(&course, d->start),
        .slight = SLIGHT * fmin(1, steepest(land)), .calm_at = -1, .wild_at = -1,
    };
}

static int most_steps(const struct leg *legs, int count)
{
    int most = 0;
    for (int i = 0; i < count; i++)
        most = legs[i].d.steps > most ? legs[i].d.steps : most;
    return most;
}

bool descent_run_legs(struct path *out, const struct leg *legs, int count,
                      const struct terrain *land)
{
    const struct descent *d = &legs->d;
    out->rows.failed = false;
    out->rows.count = 0;
    out->cycle = 0;
    out->flat_from = -1;
    if (!array_reserve(&out->rows, (size_t)most_steps(legs, count) + 1))
        return false;
    struct run run = run_open(out, d, land);
    run.next = legs + 1;
    run.end = legs + count;
    unsigned before = float_mode_enter();
    array_push(&out->rows, (struct path_row){.at = d->start, .lr = course_rate(d, 0)});
    survey(&run, last_row(out));
    turn(&run, 0);
    for (int k = 0; !ends(&run, k); turn(&run, ++k))
        advance(&run, k + 1);
    judge(&run);
    float_mode_leave(before);
    return true;
}

bool descent_run(struct path *out, const struct descent *d, const struct terrain *land)
{
    struct leg whole = {0, *d};
    return descent_run_legs(out, &whole, 1, land);
}
