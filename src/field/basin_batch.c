// SPDX-License-Identifier: MIT
#include "field/basin_batch.h"

#include "eval/float_mode.h"

#define OVER UINT32_MAX         // the cell of a walk that is over

static vec2 gradient_at(const struct batch *b, int i)
{
    return (vec2){b->part[PART_FX][i], b->part[PART_FY][i]};
}

static void survey(struct batch *b, const struct course *c)
{
    double *out[PARTS];
    bool curved = c->method->curved;
    for (int k = 0; k < PARTS; k++)
        out[k] = b->part[k];
    evaluator_points(curved ? c->land->curvature : c->land->slope, (size_t)b->count,
                     b->x, b->y, out);
    for (int i = 0; i < b->count && curved; i++)
        b->walker[i].h = (struct hessian){c->sign * b->part[PART_FXX][i],
                                          c->sign * b->part[PART_FXY][i],
                                          c->sign * b->part[PART_FYY][i]};
}

static enum path_end end_of(const struct batch *b, const struct course *c, int i,
                            const struct sight *now)
{
    vec2 at = {b->x[i], b->y[i]}, gradient = gradient_at(b, i);
    if (now->broken)
        return course_break(at, b->part[PART_F][i], gradient);
    if (now->calm)
        return course_rest(c, at, gradient, course_curvature(c, at));
    return now->wild ? PATH_DIVERGED : PATH_LIMIT;
}

static void arrive(struct batch *b, const struct course *c, int i,
                   const struct sight *now)
{
    b->arrival[b->arrivals++] = (struct arrival){
        b->cell[i], (uint16_t)b->t, end_of(b, c, i, now), {b->x[i], b->y[i]}};
}

static void move_up(struct batch *b, int to, int from)
{
    b->cell[to] = b->cell[from];
    b->walker[to] = b->walker[from];
    b->watch[to] = b->watch[from];
    b->x[to] = b->x[from];
    b->y[to] = b->y[from];
    for (int k = PART_F; k <= PART_FY; k++)
        b->part[k][to] = b->part[k][from];
}

// Closes the gaps, when there are enough of them to be worth it.
static void close_up(struct batch *b)
{
    int stay = 0;
    if (b->walking > b->count - b->count / 4 && b->walking > 0)
        return;
    for (int i = 0; i < b->count; i++)
        if (b->cell[i] != OVER && stay++ != i)
            move_up(b, stay - 1, i);
    b->count = stay;
}

// Those that are over leave; the others stay in order.
static void look_round(struct batch *b, const struct course *c)
{
    for (int i = 0; i < b->count; i++) {
        if (b->cell[i] == OVER)
            continue;
        struct sight now = course_look(c, &b->watch[i], (vec2){b->x[i], b->y[i]},
                                       b->part[PART_F][i], gradient_at(b, i));
        bool over = now.broken || (now.calm && c->d->tol > 0) || now.wild;
        if (!over && b->t < c->d->steps)
            continue;
        arrive(b, c, i, &now);
        b->cell[i] = OVER;
        b->walking--;
    }
    close_up(b);
}

void batch_begin(struct batch *b, const struct course *c)
{
    unsigned before = float_mode_enter();
    b->t = 0;
    b->walking = b->count;
    b->noise = noise_open((uint64_t)c->d->seed);
    for (int i = 0; i < b->count; i++) {
        b->walker[i] = (struct walker){0};
        b->watch[i] = course_watch(c, (vec2){b->x[i], b->y[i]});
    }
    survey(b, c);
    look_round(b, c);
    float_mode_leave(before);
}

static void step(struct batch *b, const struct course *c)
{
    struct stride stride = {++b->t, course_rate(c->d, b->t - 1), c->d->knob,
                            c->land->slope, c->sign};
    vec2 noise = course_noise(c, &b->noise);
    for (int i = 0; i < b->count; i++) {
        struct walker *w = &b->walker[i];
        w->at = (vec2){b->x[i], b->y[i]};
        w->f = c->sign * b->part[PART_F][i];
        w->g = course_aim(c, gradient_at(b, i), noise);
    }
    c->method->step(b->walker, (size_t)b->count, &stride);
    for (int i = 0; i < b->count; i++) {
        b->x[i] = b->walker[i].next.x;
        b->y[i] = b->walker[i].next.y;
    }
    survey(b, c);
    look_round(b, c);
}

long batch_steps(struct batch *b, const struct course *c, int steps)
{
    long spent = 0;
    unsigned before = float_mode_enter();
    for (int k = 0; k < steps && b->count > 0; k++) {
        spent += b->walking;
        step(b, c);
    }
    float_mode_leave(before);
    return spent;
}
