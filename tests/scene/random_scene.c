// SPDX-License-Identifier: MIT
#include "random_scene.h"

#include "scene/run.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

unsigned random_below(uint64_t *state, unsigned most)
{
    return (unsigned)(next(state) % most);
}

double random_number(uint64_t *state)
{
    double mantissa = (double)(next(state) >> 11) * 0x1p-53 - 0.5;
    switch (random_below(state, 4)) {
    case 0: return random_below(state, 21) - 10.0;
    case 1: return mantissa * 20;
    case 2: return ldexp(mantissa, (int)random_below(state, 1800) - 900);
    default: return round(mantissa * 1000) / 100;
    }
}

static void random_text(uint64_t *state, char *out, unsigned most)
{
    static const char *const bits[] = {"x", "y^2", "\"", "\\", "\xCE\xB2", "\xC2\xB2",
                                       "\xF0\x9F\x98\x80", "/", "{", "}", "'", " "};
    unsigned count = random_below(state, 12);
    *out = 0;
    for (unsigned i = 0; i < count && strlen(out) + 5 < most; i++)
        strcat(out, bits[random_below(state, sizeof bits / sizeof *bits)]);
}

static void random_side(uint64_t *state, double *low, double *high)
{
    double a = random_number(state), b = random_number(state);
    *low = fmin(a, b);
    *high = fmax(a, b);
    if (!(*high - *low > 1e-9 * fmax(fabs(*low), fabs(*high))) || *high - *low < 1e-290)
        *low = -3, *high = 3;
}

static void random_parameters(uint64_t *state, struct scene *s)
{
    static const char *const names[SCENE_PARAMETERS] = {"a", "b", "\xCE\xB2", "w_1",
                                                        "c", "k", "m", "q"};
    s->parameters = (int)random_below(state, SCENE_PARAMETERS + 1);
    for (int i = 0; i < s->parameters; i++) {
        struct scene_parameter *p = &s->parameter[i];
        strcpy(p->name, names[i]);
        random_side(state, &p->low, &p->high);
        p->value = random_below(state, 2) ? p->low : p->low / 2 + p->high / 2;
    }
}

static double random_in(uint64_t *state, const struct run_field *f)
{
    const struct knob *knob = &f->row.knob;
    double part = (double)random_below(state, 1001) / 1000;
    double high = knob->high >= KNOB_MOST ? fabs(random_number(state)) : knob->high;
    double value = fmax(knob->low, fmin(knob->high, knob->low + part * high));
    if (run_field_toggles(f))
        return random_below(state, 2);
    return knob->kind == KNOB_WHOLE ? fmax(knob->low, floor(value)) : value;
}

struct descent random_run(uint64_t *state)
{
    struct descent d = descent_default((int)random_below(state, METHODS));
    struct run_field f;
    descent_set_schedule(&d, (int)random_below(state, SCHEDULES));
    d.start = (vec2){random_number(state), random_number(state)};
    for (int i = 1; run_field_at(&d, i, &f); i++)
        if (f.row.kind != RUN_METHOD && f.row.kind != RUN_SCHEDULE
            && random_below(state, 2))
            run_value_set(&f, random_in(state, &f));
    if (d.clip_norm > 0)
        d.clip_value = 0;
    return d;
}

static void random_fork(uint64_t *state, struct descent *then, double seed)
{
    *then = random_run(state);
    then->start = (vec2){0, 0};
    then->seed = seed;
}

struct scene random_scene(uint64_t *state)
{
    struct scene s;
    memset(&s, 0xA5, sizeof s);                 // what lies behind must not count
    bool *const flags[] = {&s.projector, &s.contours, &s.minor, &s.labels, &s.downhill,
                           &s.axes, &s.grid, &s.key, &s.caption, &s.cards, &s.frame,
                           &s.probe, &s.on_contours, &s.steepness,
                           &s.ghosts, &s.basins,
                           &s.rose, &s.tangent, &s.slice};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        *flags[i] = random_below(state, 2);
    random_text(state, s.formula, SCENE_FORMULA);
    random_text(state, s.title, SCENE_TITLE);
    random_parameters(state, &s);
    random_side(state, &s.view.x0, &s.view.x1);
    random_side(state, &s.view.y0, &s.view.y1);
    s.theme = random_below(state, 2);
    s.fill = random_below(state, 4);
    s.arrows = random_below(state, 6);
    s.arrow_step = fabs(random_number(state));
    s.arrow_count = random_below(state, 2) ? 2 + random_below(state, 199) : 0;
    s.arrow_scale = fabs(random_number(state));
    s.flat_points = random_below(state, 3);
    s.probe_at = (vec2){random_number(state), random_number(state)};
    s.direction = (vec2){random_number(state), 1 + fabs(random_number(state))};
    s.runs = random_below(state, 4) ? 0 : (int)random_below(state, SCENE_RUNS + 1);
    for (int i = 0; i < s.runs; i++)
        s.run[i] = random_run(state);
    for (int i = 0; i + 1 < s.runs; i++)        // some letters are free
        s.run[i].steps *= random_below(state, 4) > 0;
    s.forks = 0;
    for (int i = 0; s.runs && i < (int)random_below(state, SCENE_FORKS); i++) {
        scene_fork_run(&s, s.runs - 1, 1 + (int)random_below(state, 50));
        random_fork(state, scene_last(&s, s.runs - 1), s.run[s.runs - 1].seed);
    }
    s.chosen = (int)random_below(state, SCENE_RUNS);
    s.rates = random_below(state, 3);
    s.race = random_below(state, 4);
    s.inspect = random_below(state, 100);
    s.next_run = random_run(state);
    s.target = ldexp(1, (int)random_below(state, 100) - 80);
    s.level_count =
        (int)random_below(state, random_below(state, 20) ? 6 : SCENE_LEVELS + 1);
    for (int i = 0; i < s.level_count; i++)
        s.level[i] = random_number(state);
    s.levels = random_below(state, s.level_count ? 6 : 5);
    s.inside = random_below(state, 2);
    s.walked = random_below(state, 2);
    return s;
}
