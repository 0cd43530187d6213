// SPDX-License-Identifier: MIT
#include "field/method_step.h"

#include "eval/evaluator.h"

#include <float.h>

enum { TRIES_MOST = 48 };

#define LIFTED 1e-6             // of the largest eigenvalue: the least that counts
#define REACH 1e6               // times 1 + ‖θ‖: longer steps are tried, but few

// Steps to try, longest first, and where they lead: those that lead somewhere.  The
// first one often does; then they come in dozens, because many points at a time cost an
// evaluator hardly more than two.
struct tries {
    int count;
    double size[TRIES_MOST], x[TRIES_MOST], y[TRIES_MOST], f[TRIES_MOST];
};

static void look(struct tries *t, const struct stride *s, const struct walker *w,
                 vec2 p, double size, int most)
{
    double fx[TRIES_MOST], fy[TRIES_MOST], *out[PARTS] = {t->f, fx, fy}, one[PARTS];
    for (t->count = 0; t->count < most; t->count++, size *= s->knob[ARMIJO_RHO]) {
        int i = t->count;
        t->size[i] = size;
        t->x[i] = w->at.x + p.x * size;
        t->y[i] = w->at.y + p.y * size;
        if (t->x[i] == w->at.x && t->y[i] == w->at.y)
            break;
    }
    if (t->count > 1) {
        evaluator_points(s->value, (size_t)t->count, t->x, t->y, out);
    } else if (t->count > 0) {
        evaluator_at(s->value, t->x[0], t->y[0], one);
        t->f[0] = one[PART_F];
    }
}

static bool falls_enough(const struct walker *w, const struct stride *s, double slope,
                         double size, double value)
{
    double f = s->sign * value;
    double most = w->f + s->knob[ARMIJO_C] * size * slope;
    return f <= most + DBL_EPSILON * fabs(most) && f > -INFINITY;
}

// The longest step of size·ρᵏ that is within reach.
static double within_reach(double size, double rho, double reach)
{
    double over = log(size) - log(reach);
    return over > 0 ? size * pow(rho, ceil(over / -log(rho))) : size;
}

// Armijo's rule along p, which goes down; 0 where no step is short enough.
static double search(struct walker *w, const struct stride *s, vec2 p)
{
    double rho = s->knob[ARMIJO_RHO], slope = vec2_dot(w->g, p), size = s->lr;
    double reach = REACH * (1 + vec2_length(w->at)) / vec2_length(p);
    struct tries t;
    int tried = 0;
    for (int most = 1; slope < 0 && tried < SEARCH_MOST; tried += t.count) {
        look(&t, s, w, p, size, most);
        for (int i = 0; i < t.count; i++)
            if (falls_enough(w, s, slope, t.size[i], t.f[i])) {
                w->tried = tried + i + 1;
                return t.size[i];
            }
        if (t.count < most)
            break;
        size = within_reach(t.size[t.count - 1] * rho, rho, reach);
        most = TRIES_MOST;
    }
    w->tried = tried;
    return 0;
}

static void move_down(struct walker *w, const struct stride *s, vec2 p)
{
    double size = search(w, s, p);
    w->next = size > 0 ? vec2_add(w->at, vec2_scale(p, size)) : w->at;
    w->scale = (vec2){size, size};
}

static vec2 newton_way(struct hessian h, vec2 g)
{
    struct eigen e = hessian_eigen(h);
    double low = fabs(e.low), high = fabs(e.high), most = fmax(low, high);
    if (!(most > 0 && isfinite(low + high)))
        return vec2_scale(g, -1);
    if (!(e.low > 0)) {
        low = fmax(low, LIFTED * most);
        high = fmax(high, LIFTED * most);
    }
    return vec2_add(vec2_scale(e.low_way, -vec2_dot(e.low_way, g) / low),
                    vec2_scale(e.high_way, -vec2_dot(e.high_way, g) / high));
}

void step_newton(struct walker *w, size_t count, const struct stride *s)
{
    for (; count; count--, w++) {
        w->memory[0] = newton_way(w->h, w->g);
        move_down(w, s, w->memory[0]);
    }
}

void step_linesearch(struct walker *w, size_t count, const struct stride *s)
{
    for (; count; count--, w++)
        move_down(w, s, vec2_scale(w->g, -1));
}
