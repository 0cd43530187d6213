// SPDX-License-Identifier: MIT
#include "random_scene.h"

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

struct scene random_scene(uint64_t *state)
{
    struct scene s;
    memset(&s, 0xA5, sizeof s);                 // what lies behind must not count
    bool *const flags[] = {&s.projector, &s.contours, &s.minor, &s.labels, &s.downhill,
                           &s.axes, &s.grid, &s.key, &s.caption};
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
    s.level_count =
        (int)random_below(state, random_below(state, 20) ? 6 : SCENE_LEVELS + 1);
    for (int i = 0; i < s.level_count; i++)
        s.level[i] = random_number(state);
    s.levels = random_below(state, s.level_count ? 6 : 5);
    return s;
}
