// SPDX-License-Identifier: MIT
#include "field/course.h"

#define TOO_FAR 1e6             // times 1 + ‖start‖, or sizes of a wide view
#define WIDE 4.25               // the usual view, −3 to 3, is not wide
#define AWAY 4                  // sizes of the view: rising is diverging beyond it

static bool finite_point(vec2 a)
{
    return isfinite(a.x) && isfinite(a.y);
}

struct course course_open(const struct descent *d, const struct terrain *land)
{
    box view = land->view;
    return (struct course){
        .d = d, .land = land, .method = &methods[d->method], .sign = d->ascend ? -1 : 1,
        .middle = {view.x0 / 2 + view.x1 / 2, view.y0 / 2 + view.y1 / 2},
        .width = view.x1 - view.x0,
        .size = hypot(view.x1 - view.x0, view.y1 - view.y0) / 2,
        .plain = d->noise == 0 && d->clip_norm == 0 && d->clip_value == 0,
    };
}

double course_rate(const struct descent *d, int t)
{
    return schedules[d->schedule].rate(d->lr, t, d->schedule_knob, d->steps);
}

vec2 course_noise(const struct course *c, struct noise *noise)
{
    double size = c->d->noise;
    return size > 0 ? vec2_scale(noise_normal(noise), size) : (vec2){0, 0};
}

struct watch course_watch(const struct course *c, vec2 start)
{
    return (struct watch){
        .far = TOO_FAR * fmax(1 + course_norm(start), c->size > WIDE ? c->size : 0),
        .away = fmax(AWAY * c->size, course_norm(vec2_sub(start, c->middle))),
        .before = INFINITY, .highest = -INFINITY,
    };
}

enum path_end course_break(vec2 at, double f, vec2 gradient)
{
    bool missing = isnan(f) || isnan(gradient.x) || isnan(gradient.y);
    return finite_point(at) && missing && !isinf(f) ? PATH_LEFT : PATH_DIVERGED;
}

struct eigen course_curvature(const struct course *c, vec2 at)
{
    double out[PARTS];
    if (!finite_point(at))
        return hessian_eigen((struct hessian){NAN, NAN, NAN});
    evaluator_at(c->land->curvature, at.x, at.y, out);
    return hessian_eigen((struct hessian){out[PART_FXX], out[PART_FXY], out[PART_FYY]});
}

bool course_is_bowl(const struct course *c, struct eigen e)
{
    double low = c->sign < 0 ? -e.high : e.low, high = c->sign < 0 ? -e.low : e.high;
    return low > HESSIAN_SINGULAR * fabs(high);
}

// The curvatures where the gradient is tiny, seen from the bottom of the steepest way:
// a little up the wall of a valley of equal minima it seems to curve along, too.
static struct eigen bottom(const struct course *c, vec2 at, vec2 gradient,
                           struct eigen here)
{
    bool down = fabs(here.low) > fabs(here.high);
    double most = down ? here.low : here.high;
    vec2 way = down ? here.low_way : here.high_way;
    if (!isfinite(most) || most == 0)
        return here;
    double distance = -vec2_dot(way, gradient) / most;
    return course_curvature(c, vec2_add(at, vec2_scale(way, distance)));
}

enum path_end course_rest(const struct course *c, vec2 at, vec2 gradient,
                          struct eigen here)
{
    bool bowl = course_is_bowl(c, bottom(c, at, gradient, here));
    return bowl ? PATH_CONVERGED : PATH_FLAT;
}
