// SPDX-License-Identifier: MIT
#include "plot/inspection.h"

struct descent inspection_settings(const struct scene *s, int run, int k)
{
    struct leg legs[SCENE_LEGS];
    int count = scene_legs(s, run, scene_last_fork(s, run), legs);
    return *leg_of_step(legs, count, k);
}

void inspection_make(struct inspection *out, const struct model *m,
                     const struct scene *s)
{
    const struct path *path = &m->path[s->chosen];
    out->run = s->chosen;
    out->step = (int)s->inspect;
    out->there = scene_has_run(s, s->chosen) && out->step > 0
                 && (size_t)out->step < path->rows.count;
    if (!out->there)
        return;
    out->with = inspection_settings(s, s->chosen, out->step);
    out->before = &path->rows.at[out->step - 1];
    out->after = &path->rows.at[out->step];
    update_write(&out->told, path, out->step, &out->with);
}

rgba inspection_color(const struct theme *theme, enum term term)
{
    switch (term) {
    case TERM_RATE: return theme->accent;
    case TERM_VELOCITY: return theme->ok;
    case TERM_SQUARES: return theme->warn;
    case TERM_WORDS: return theme->text2;
    default: return theme->text;
    }
}
