// SPDX-License-Identifier: MIT
#include "field/limit.h"

#include "base/number.h"
#include "field/method_step.h"

#include <stdio.h>

#define SLOW 0.3                // of the distance, the steepest way's loss at a step
#define SAME 1e-9               // of the largest second derivative
#define ALONG 0.02              // of a unit vector: hardly off an axis

struct inertia {
    double momentum, gain, decay;       // β, 1 − τ, weight decay
    bool ahead;                         // Nesterov's
    const char *formula;
};

static struct inertia inertia_of(const struct descent *d)
{
    const double *k = d->knob;
    method_step *step = methods[d->method].step;
    if (step == step_nesterov)
        return (struct inertia){k[NESTEROV_MOMENTUM], 1, k[NESTEROV_WEIGHT_DECAY], true,
                                "(2 + 2β)/((1 + 2β)λ)"};
    if (step != step_momentum)
        return (struct inertia){0, 1, k[GD_WEIGHT_DECAY], false, "2/λ"};
    double beta = k[MOMENTUM_MOMENTUM], tau = beta > 0 ? k[MOMENTUM_DAMPENING] : 0;
    return (struct inertia){beta, 1 - tau, k[MOMENTUM_WEIGHT_DECAY], false,
                            tau > 0 ? "(2 + 2β)/((1 − τ)λ)" : "(2 + 2β)/λ"};
}

// Of the objective, with weight decay.
static void curvatures(const struct descent *d, struct eigen e, double decay,
                       double *low, double *high)
{
    *low = (d->ascend ? -e.high : e.low) + decay;
    *high = (d->ascend ? -e.low : e.high) + decay;
}

struct limit limit_of(const struct descent *d, struct eigen curvature)
{
    struct limit none = {NAN, NAN, NAN, NAN, NULL, NULL};
    struct inertia i = inertia_of(d);
    double low, high, beta = i.momentum;
    none.missing = "this method rescales steps";
    if (methods[d->method].adaptive)
        return none;
    curvatures(d, curvature, i.decay, &low, &high);
    none.missing = d->ascend ? "no limit here (not a hill)"
                             : "no limit here (not a bowl)";
    double unit = 1 / (i.gain * high), turn = i.ahead ? 1 : 1 + sqrt(beta);
    if (!(unit > 0 && isfinite(unit)))
        return none;
    return (struct limit){
        .slow = SLOW * (1 - beta) * unit, .zigzag = turn * turn * unit,
        .rate = 2 * (1 + beta) / (i.ahead ? 1 + 2 * beta : 1) * unit,
        .best = beta == 0 && low > 0 ? 2 / (i.gain * (low + high)) : NAN,
        .formula = beta == 0 ? "2/λ" : i.formula,
    };
}

bool limit_everywhere(const struct evaluator *curvature, box v)
{
    static const double places[] = {0.11, 0.37, 0.83};
    double first[PARTS], part[PARTS];
    for (int i = 0; i < 3; i++) {
        evaluator_at(curvature, v.x0 + places[i] * (v.x1 - v.x0),
                     v.y0 + places[2 - i] * (v.y1 - v.y0), i ? part : first);
        double size = fmax(fmax(fabs(first[PART_FXX]), fabs(first[PART_FXY])),
                           fabs(first[PART_FYY]));
        for (int k = PART_FXX; k <= PART_FYY && i; k++)
            if (!(fabs(part[k] - first[k]) <= SAME * size))
                return false;
    }
    return true;
}

// The larger root of z² = Tz − D, its size alone where there are two complex ones.
static double factor(const struct inertia *i, double rate, double curvature,
                     bool *turns)
{
    double beta = i->momentum, z = rate * i->gain * curvature;
    double t = i->ahead ? (1 + beta) * (1 - z) : 1 + beta - z;
    double d = i->ahead ? beta * (1 - z) : beta;
    double under = t * t / 4 - d;
    *turns = under < 0;
    if (beta == 0)
        return t;
    return under < 0 ? sqrt(d) : t / 2 + copysign(sqrt(under), t);
}

struct shrink limit_shrink(const struct descent *d, struct eigen curvature)
{
    struct inertia i = inertia_of(d);
    struct shrink s = {NAN, NAN, false, false};
    bool level = i.decay == 0 && curvature.low == 0 && curvature.high == 0;
    if (methods[d->method].adaptive || level)
        return s;
    double decay = d->ascend ? -i.decay : i.decay, sign = d->ascend ? -1 : 1;
    s.low = factor(&i, d->lr, sign * (curvature.low + decay), &s.low_turns);
    s.high = factor(&i, d->lr, sign * (curvature.high + decay), &s.high_turns);
    return s;
}

static const char *verb(double factor)
{
    double size = fabs(factor);
    return size < 1 ? "shrinks" : size > 1 ? "grows" : "stays";
}

static bool is_axis(vec2 way)
{
    return fabs(way.y) < ALONG || fabs(way.x) < ALONG;
}

enum { WAY = 28 };

static void name_way(char out[WAY], vec2 way)
{
    char x[NUMBER_TEXT], y[NUMBER_TEXT];
    if (is_axis(way))
        snprintf(out, WAY, "%s", fabs(way.y) < ALONG ? "x" : "y");
    else
        snprintf(out, WAY, "(%.10s, %.10s)", number_shown(x, way.x, 2),
                 number_shown(y, way.y, 2));
}

void limit_shrink_words(char out[SHRINK_WORDS], struct shrink s, struct eigen curvature)
{
    char low[NUMBER_TEXT], high[NUMBER_TEXT], along[WAY], across[WAY];
    bool same = verb(s.low) == verb(s.high);
    bool valley = curvature.low > 0 && !is_axis(curvature.low_way);
    out[0] = 0;
    if (!isfinite(s.low) || !isfinite(s.high))
        return;
    name_way(along, curvature.low_way);
    name_way(across, curvature.high_way);
    snprintf(out, SHRINK_WORDS, "%s ×%s per step along %s, %s%s×%s %s%s", verb(s.low),
             number_shown(low, s.low, 2), valley ? "the valley" : along,
             same ? "" : verb(s.high), same ? "" : " ", number_shown(high, s.high, 2),
             valley ? "across it" : "along ", valley ? "" : across);
}
