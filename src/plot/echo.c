// SPDX-License-Identifier: MIT
#include "plot/echo.h"

#include <stdio.h>

static void add(struct echo out[ECHOES], int *count, struct echo echo)
{
    if ((int)echo.path->rows.count > echo.from + 1)
        out[(*count)++] = echo;
}

static void add_ghosts(struct echo out[ECHOES], int *count, const struct model *m,
                       const struct scene *s)
{
    const struct path *ghost = m->study.ghost;
    add(out, count, (struct echo){.path = &ghost[GHOST_HALF], .run = s->chosen,
                                  .dash = 1.3f, .gap = 0.8f, .name = "η/2"});
    add(out, count, (struct echo){.path = &ghost[GHOST_DOUBLE], .run = s->chosen,
                                  .dash = 0.3f, .gap = 0.7f, .name = "2η"});
}

static void add_fan(struct echo out[ECHOES], int *count, const struct model *m,
                    const struct scene *s)
{
    for (int i = 0; i < m->study.trials.count; i++) {
        struct echo echo = {.path = &m->study.trials.at[i].path, .run = s->chosen,
                            .best = i == m->study.trials.best};
        echo.name[0] = (char)('1' + i);
        add(out, count, echo);
    }
}

// What a run left where it forked, and where it goes from there.
static void add_forks(struct echo out[ECHOES], int *count, const struct model *m,
                      const struct scene *s)
{
    for (int i = 0; i < s->forks; i++)
        add(out, count, (struct echo){.path = &m->study.left[i], .run = s->fork[i].run,
                                      .from = s->fork[i].at, .whole = true,
                                      .dash = 2.4f, .gap = 1.2f});
    for (int run = 0; run < s->runs; run++) {
        struct leg legs[SCENE_LEGS];
        if (scene_legs(s, run, scene_last_fork(s, run), legs) > 1)
            add(out, count, (struct echo){.path = &m->path[run], .run = run,
                                          .from = legs[1].from, .whole = true});
    }
}

int echo_list(struct echo out[ECHOES], const struct model *m, const struct scene *s)
{
    int count = 0;
    add_forks(out, &count, m, s);
    add_ghosts(out, &count, m, s);
    if (s->rates == RATES_FAN && scene_has_run(s, s->chosen))
        add_fan(out, &count, m, s);
    return count;
}
