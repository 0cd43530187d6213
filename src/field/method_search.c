// SPDX-License-Identifier: MIT
#include "field/method_step.h"

#include "eval/evaluator.h"

#define LIFTED 1e-6             // of the largest eigenvalue: the least that counts

static double objective(const struct stride *s, vec2 at)
{
    double out[PARTS];
    evaluator_at(s->value, at.x, at.y, out);
    return s->sign * out[PART_F];
}

// Armijo's rule along p, which goes down.
static void search(struct walker *w, const struct stride *s, vec2 p)
{
    double slope = vec2_dot(w->g, p), size = slope < 0 ? s->lr : 0;
    for (int tries = 0; size > 0; tries++, size *= s->knob[ARMIJO_RHO]) {
        w->next = vec2_add(w->at, vec2_scale(p, size));
        double enough = w->f + s->knob[ARMIJO_C] * size * slope;
        double f = objective(s, w->next);
        if (f <= enough && f > -INFINITY)
            break;
        if (tries == SEARCH_MOST)
            size = 0;
    }
    if (!(size > 0))
        w->next = w->at;
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
        search(w, s, w->memory[0]);
    }
}

void step_linesearch(struct walker *w, size_t count, const struct stride *s)
{
    for (; count; count--, w++)
        search(w, s, vec2_scale(w->g, -1));
}
