// SPDX-License-Identifier: MIT
#include "plot/echo.h"

#include <stdio.h>

static void add(struct echo out[ECHOES], int *count, struct echo echo)
{
    if (echo.path->rows.count > 1)
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
        struct echo echo = {.path = &m->study.trials.at[i].path, .run = s->chosen};
        echo.name[0] = (char)('1' + i);
        add(out, count, echo);
    }
}

int echo_list(struct echo out[ECHOES], const struct model *m, const struct scene *s)
{
    int count = 0;
    for (int i = 0; i < s->forks; i++)
        add(out, &count, (struct echo){.path = &m->study.left[i], .run = s->fork[i].run,
                                       .from = s->fork[i].at, .whole = true,
                                       .dash = 2.4f, .gap = 1.2f});
    if (!scene_has_run(s, s->chosen))
        return count;
    if (s->ghosts && s->rates != RATES_FAN)
        add_ghosts(out, &count, m, s);
    if (s->rates == RATES_FAN)
        add_fan(out, &count, m, s);
    return count;
}
