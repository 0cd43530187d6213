// SPDX-License-Identifier: MIT
#include "field/method_step.h"

#include "eval/evaluator.h"

enum { TRIES_FIRST = 8, TRIES_MOST = 48 };

#define LIFTED 1e-6             // of the largest eigenvalue: the least that counts

// Steps to try, longest first, and where they lead.  They come in dozens because many
// points at a time cost an evaluator hardly more than one.
struct tries {
    int count;
    double size[TRIES_MOST], x[TRIES_MOST], y[TRIES_MOST], f[TRIES_MOST];
};

static void look(struct tries *t, const struct stride *s, const struct walker *w,
                 vec2 p, double size)
{
    double fx[TRIES_MOST], fy[TRIES_MOST], *out[PARTS] = {t->f, fx, fy};
    for (int i = 0; i < t->count; i++, size *= s->knob[ARMIJO_RHO]) {
        t->size[i] = size;
        t->x[i] = w->at.x + p.x * size;
        t->y[i] = w->at.y + p.y * size;
    }
    evaluator_points(s->value, (size_t)t->count, t->x, t->y, out);
}

static bool falls_enough(const struct walker *w, const struct stride *s, double slope,
                         double size, double value)
{
    double f = s->sign * value;
    return f <= w->f + s->knob[ARMIJO_C] * size * slope && f > -INFINITY;
}

// Armijo's rule along p, which goes down; 0 where no step is short enough.
static double search(const struct walker *w, const struct stride *s, vec2 p)
{
    double slope = vec2_dot(w->g, p), size = slope < 0 ? s->lr : 0;
    struct tries t;
    t.count = TRIES_FIRST;
    for (int tried = 0; size > 0 && tried < SEARCH_MOST; tried += t.count) {
        t.count = tried ? TRIES_MOST : TRIES_FIRST;
        look(&t, s, w, p, size);
        for (int i = 0; i < t.count; i++)
            if (t.x[i] == w->at.x && t.y[i] == w->at.y)
                return 0;
            else if (falls_enough(w, s, slope, t.size[i], t.f[i]))
                return t.size[i];
        size = t.size[t.count - 1] * s->knob[ARMIJO_RHO];
    }
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
