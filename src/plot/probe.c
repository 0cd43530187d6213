// SPDX-License-Identifier: MIT
#include "plot/probe.h"

#include "base/number.h"

#include <stdio.h>

static const double blind = 0.05;               // of the slopes: differences hide that

static double step_at(const struct probe *p)
{
    return 1e-7 * fmax(1, fmax(fabs(p->at.x), fabs(p->at.y)));
}

// (f(at + h·u) − f(at))/h.
static double measured(const struct evaluator *e, const struct probe *p, vec2 u, double h)
{
    double part[PARTS];
    evaluator_at(e, p->at.x + h * u.x, p->at.y + h * u.y, part);
    return (part[PART_F] - p->f) / h;
}

// How much more f changes ahead than back, as slopes; curvature makes that grow with h,
// a crease does not.
static bool is_crease(const struct evaluator *e, const struct probe *p, vec2 u)
{
    vec2 behind = vec2_scale(u, -1);
    double h = step_at(p), there = measured(e, p, u, h);
    double back = measured(e, p, behind, h), bend = fabs(there + back);
    double farther = fabs(measured(e, p, u, 4 * h) + measured(e, p, behind, 4 * h));
    double size = fmax(fmax(fabs(there), fabs(back)), p->norm);
    return isfinite(bend) && bend > blind * size && size > 1e-6
           && !(farther > 2 * bend);
}

static bool is_smooth(const struct evaluator *e, const struct probe *p)
{
    const vec2 ways[] = {{1, 0}, {0, 1}, p->u};
    for (int i = 0; i < 3; i++)
        if (is_crease(e, p, ways[i]))
            return false;
    return true;
}

// In eight directions the slope is ∇f·u.
static bool is_linear(const struct evaluator *e, const struct probe *p)
{
    double h = step_at(p);
    for (int i = 0; i < 4; i++) {
        double angle = (2 * i + 1) * M_PI / 8;
        vec2 u = {cos(angle), sin(angle)};
        double slope = (measured(e, p, u, h) - measured(e, p, vec2_scale(u, -1), h)) / 2;
        double size = fmax(fabs(slope), p->norm);
        if (fabs(slope - vec2_dot(p->gradient, u)) > blind * size
            && size > 1e-6 * fmax(1, fabs(p->f)))
            return false;
    }
    return true;
}

struct probe probe_make(const struct evaluator *e, vec2 at, vec2 direction)
{
    double part[PARTS] = {NAN, NAN, NAN}, far = fmax(fabs(direction.x),
                                                     fabs(direction.y));
    struct probe p = {.at = at};
    evaluator_at(e, at.x, at.y, part);
    p.f = part[PART_F];
    p.gradient = (vec2){part[PART_FX], part[PART_FY]};
    p.norm = vec2_length(p.gradient);
    p.angle = atan2(p.gradient.y, p.gradient.x);
    p.angle += p.angle < 0 ? 2 * M_PI : 0;
    p.defined = isfinite(p.f) && isfinite(p.norm);
    direction = vec2_scale(direction, 1 / far);
    p.u = vec2_scale(direction, 1 / vec2_length(direction));
    p.along = vec2_dot(p.gradient, p.u);
    if (fabs(p.along) < 1e-14 * p.norm)         // rounding alone
        p.along = 0;
    p.smooth = !p.defined || is_smooth(e, &p);
    p.linear = p.smooth && (!p.defined || is_linear(e, &p));
    p.back = -p.along;
    p.ahead = p.gradient;
    double across = p.gradient.x * p.u.y - p.gradient.y * p.u.x;
    p.between = p.norm > 0 ? atan2(fabs(across), p.along) : 0;
    if (!p.linear) {
        p.ahead = (vec2){measured(e, &p, (vec2){1, 0}, step_at(&p)),
                         measured(e, &p, (vec2){0, 1}, step_at(&p))};
        p.along = measured(e, &p, p.u, step_at(&p));
        p.back = measured(e, &p, vec2_scale(p.u, -1), step_at(&p));
    }
    return p;
}

void probe_rest(struct probe *p)
{
    p->gradient = p->ahead = (vec2){0, 0};
    p->norm = p->angle = p->along = p->back = p->between = 0;
}

const char *probe_slope_name(const struct probe *p)
{
    return p->u.x == 1 ? "∂f/∂x" : p->u.y == 1 ? "∂f/∂y" : "Dᵤf";
}

static void name_steepest(const struct probe *p, char out[PROBE_SENTENCE])
{
    char number[NUMBER_TEXT];
    snprintf(out, PROBE_SENTENCE, "Steepest here: %s per unit, towards %ld°.",
             number_shown(number, p->norm, 3), lround(p->angle * 180 / M_PI) % 360);
}

void probe_sentence(const struct probe *p, char out[PROBE_SENTENCE])
{
    char number[NUMBER_TEXT];
    if (!p->defined)
        snprintf(out, PROBE_SENTENCE, "f is undefined here.");
    else if (!p->smooth)
        snprintf(out, PROBE_SENTENCE, "◇ A crease: left and right slopes differ here.");
    else if (!p->linear)
        snprintf(out, PROBE_SENTENCE, "⚠ no single arrow explains all directions");
    else if (p->norm == 0)
        snprintf(out, PROBE_SENTENCE, "Flat here: the gradient is (0, 0).");
    else if (probe_is_level(p))
        snprintf(out, PROBE_SENTENCE, "This way is level: 0.000.");
    else if (p->along > 0 && p->norm - p->along < 5e-7 * p->norm)
        name_steepest(p, out);
    else
        snprintf(out, PROBE_SENTENCE, "Walking this way, f %s %s per unit.",
                 p->along > 0 ? "rises" : "falls",
                 number_shown(number, fabs(p->along), 3));
}
