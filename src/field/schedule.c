// SPDX-License-Identifier: MIT
#include "field/schedule.h"

#include <math.h>
#include <string.h>

static double constant(double lr, int t, const double *knob, int steps)
{
    (void)t, (void)knob, (void)steps;
    return lr;
}

static double by_steps(double lr, int t, const double *knob, int steps)
{
    (void)steps;
    return lr * pow(knob[1], floor(t / knob[0]));
}

static double exponential(double lr, int t, const double *knob, int steps)
{
    (void)steps;
    return lr * pow(knob[0], t);
}

static double cosine(double lr, int t, const double *knob, int steps)
{
    double half_wave = knob[0] > 0 ? knob[0] : steps;
    return knob[1] + (lr - knob[1]) * (1 + cos(M_PI * t / half_wave)) / 2;
}

static double inverse(double lr, int t, const double *knob, int steps)
{
    (void)steps;
    return lr / (1 + knob[0] * t);
}

static double root(double lr, int t, const double *knob, int steps)
{
    (void)steps;
    return lr / sqrt(1 + knob[0] * t);
}

const struct schedule schedules[SCHEDULES] = {
    {"constant", "constant", {{0}}, constant},
    {"step", "in steps",
     {{"step_size", "step size", 30, 1, KNOB_COUNT, KNOB_WHOLE,
       "steps until it drops"},
      {"gamma", "γ", 0.1, KNOB_ABOVE_0, KNOB_MOST, KNOB_REAL,
       "the factor of each drop"}},
     by_steps},
    {"exponential", "exponential",
     {{"gamma", "γ", 0.95, KNOB_ABOVE_0, KNOB_MOST, KNOB_REAL,
       "the factor of each step"}},
     exponential},
    {"cosine", "cosine",
     {{"T_max", "T", 0, 0, KNOB_COUNT, KNOB_WHOLE,
       "steps to the lowest rate, 0: the run's"},
      {"eta_min", "η_min", 0, 0, KNOB_MOST, KNOB_REAL, "the lowest rate"}},
     cosine},
    {"inverse", "1/t",
     {{"k", "k", 1, 0, KNOB_MOST, KNOB_REAL, "how fast it falls: η/(1 + k·t)"}},
     inverse},
    {"root", "1/√t",
     {{"k", "k", 1, 0, KNOB_MOST, KNOB_REAL, "how fast it falls: η/√(1 + k·t)"}}, root},
};

int schedule_find(const char *name)
{
    for (int i = 0; i < SCHEDULES; i++)
        if (strcmp(schedules[i].name, name) == 0)
            return i;
    return -1;
}
