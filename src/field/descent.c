// SPDX-License-Identifier: MIT
#include "field/descent.h"

#include "base/number.h"

#include <string.h>

#define NUMBER(field, title, usual, from, to, kind, text)                             \
    {offsetof(struct descent, field), {#field, title, usual, from, to, kind, text}}

enum { NUMBERS = 6 };

static const struct { size_t offset; struct knob row; } numbers[NUMBERS] = {
    NUMBER(lr, "η", 0.1, KNOB_ABOVE_0, KNOB_MOST, KNOB_REAL, "the learning rate"),
    NUMBER(tol, "tolerance", 1e-6, 0, KNOB_MOST, KNOB_REAL,
           "stops at a shorter gradient, 0: never"),
    NUMBER(clip_norm, "clip by norm", 0, 0, KNOB_MOST, KNOB_REAL,
           "shortens a longer gradient, 0: none"),
    NUMBER(clip_value, "clip by value", 0, 0, KNOB_MOST, KNOB_REAL,
           "limits each part of it, 0: none"),
    NUMBER(noise, "σ", 0, 0, KNOB_MOST, KNOB_REAL,
           "noise on the gradient, its deviation"),
    NUMBER(seed, "seed", 1, 0, KNOB_COUNT, KNOB_WHOLE,
           "another one makes another noise"),
};

static void set_standard(double *values, const struct knob *knobs)
{
    for (int i = 0; knobs[i].name; i++)
        values[i] = knobs[i].standard;
}

void descent_set_method(struct descent *d, int method)
{
    d->method = method;
    d->lr = methods[method].lr;
    memset(d->knob, 0, sizeof d->knob);
    set_standard(d->knob, methods[method].knob);
}

void descent_set_schedule(struct descent *d, int schedule)
{
    d->schedule = schedule;
    memset(d->schedule_knob, 0, sizeof d->schedule_knob);
    set_standard(d->schedule_knob, schedules[schedule].knob);
}

struct descent descent_default(int method)
{
    struct descent d = {.steps = 100, .tol = 1e-6, .seed = 1};
    descent_set_method(&d, method);
    descent_set_schedule(&d, 0);
    return d;
}

static double *common_number(struct descent *d, const char *name, struct knob *row)
{
    for (int i = 0; i < NUMBERS; i++)
        if (strcmp(numbers[i].row.name, name) == 0) {
            *row = numbers[i].row;
            return (double *)(void *)((char *)d + numbers[i].offset);
        }
    return NULL;
}

double *descent_number(struct descent *d, const char *name, struct knob *row)
{
    double *common = common_number(d, name, row);
    int own = knob_find(methods[d->method].knob, name);
    int rate = knob_find(schedules[d->schedule].knob, name);
    if (common)
        return common;
    if (own >= 0) {
        *row = methods[d->method].knob[own];
        return &d->knob[own];
    }
    if (rate >= 0) {
        *row = schedules[d->schedule].knob[rate];
        return &d->schedule_knob[rate];
    }
    return NULL;
}

static bool knobs_check(const struct knob *knobs, const double *values,
                        struct fault *fault)
{
    for (int i = 0; knobs[i].name; i++)
        if (!knob_check(&knobs[i], values[i], fault))
            return false;
    return true;
}

static bool numbers_check(const struct descent *d, struct fault *fault)
{
    struct descent copy = *d;
    struct knob row;
    for (int i = 0; i < NUMBERS; i++) {
        const double *at = common_number(&copy, numbers[i].row.name, &row);
        if (!knob_check(&row, *at, fault))
            return false;
    }
    return true;
}

bool descent_check(const struct descent *d, struct fault *fault)
{
    if (!isfinite(d->start.x) || !isfinite(d->start.y))
        return fault_at(fault, 0, "the start must be two finite numbers");
    if (!numbers_check(d, fault)
        || !knobs_check(methods[d->method].knob, d->knob, fault)
        || !knobs_check(schedules[d->schedule].knob, d->schedule_knob, fault))
        return false;
    if (d->steps < 1 || d->steps > DESCENT_STEPS)
        return fault_at(fault, 0, "steps must be a whole number from 1 to %d, not %d",
                        DESCENT_STEPS, d->steps);
    if (d->clip_norm > 0 && d->clip_value > 0)
        return fault_at(fault, 0, "clip by norm or by value, not both");
    return true;
}

bool descent_starts(const struct descent *d, const struct terrain *land,
                    struct fault *fault)
{
    char x[NUMBER_TEXT], y[NUMBER_TEXT];
    double out[PARTS];
    evaluator_at(land->slope, d->start.x, d->start.y, out);
    bool value = isfinite(out[PART_F]);
    if (value && isfinite(out[PART_FX]) && isfinite(out[PART_FY]))
        return true;
    return fault_at(fault, 0, "f has no %s at the start (%s, %s)",
                    value ? "gradient" : "value", number_round(x, d->start.x),
                    number_round(y, d->start.y));
}
