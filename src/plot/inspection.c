// SPDX-License-Identifier: MIT
#include "plot/inspection.h"

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
    out->with = scene_settings(s, s->chosen, out->step - 1);
    out->before = &path->rows.at[out->step - 1];
    out->after = &path->rows.at[out->step];
    update_write(&out->told, path, out->step, out->with);
}

const char *inspection_name(const struct inspection *of, enum term term)
{
    const struct update_line *rule = &of->told.line[of->told.rules - 2];
    for (int i = 0; i < rule->count; i++)
        if (rule->piece[i].term == term)
            return rule->piece[i].text;
    return NULL;
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
