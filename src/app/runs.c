// SPDX-License-Identifier: MIT
#include "app/runs.h"

enum { WINDOW_STEPS = 1000 };

void runs_add(struct desk *d, vec2 start)
{
    struct scene *s = d->scene;
    struct attention *mind = d->mind;
    int run = s->runs < SCENE_RUNS ? s->runs++ : mind->oldest;
    if (s->runs == SCENE_RUNS)
        mind->oldest = (run + 1) % SCENE_RUNS;
    s->run[run] = mind->tool;
    s->run[run].start = start;
    s->run[run].steps = WINDOW_STEPS;
    mind->run = run;
    mind->shown = 0;
    mind->playing = true;
    mind->hint = false;
    mind->rail = true;
}

void runs_remove(struct desk *d)
{
    struct scene *s = d->scene;
    if (s->runs == 0)
        return;
    int run = d->mind->run < s->runs ? d->mind->run : s->runs - 1;
    for (int i = run; i + 1 < s->runs; i++)
        s->run[i] = s->run[i + 1];
    s->runs--;
    d->mind->run = s->runs ? s->runs - 1 : 0;
    d->mind->oldest = 0;
}

void runs_clear(struct desk *d)
{
    d->scene->runs = 0;
    d->mind->run = d->mind->oldest = 0;
    d->mind->playing = false;
    d->mind->shown = INFINITY;
}

struct descent *runs_chosen(struct desk *d)
{
    if (d->mind->run >= d->scene->runs)
        d->mind->run = d->scene->runs ? d->scene->runs - 1 : 0;
    return d->scene->runs ? &d->scene->run[d->mind->run] : &d->mind->tool;
}

void runs_keep_tool(struct desk *d)
{
    d->mind->tool = *runs_chosen(d);
}

void runs_set_method(struct desk *d, int method)
{
    struct descent *run = runs_chosen(d);
    if (run->method == method)
        return;
    descent_set_method(run, method);
    runs_keep_tool(d);
}

int runs_longest(const struct desk *d)
{
    size_t most = 1;
    for (int i = 0; i < d->scene->runs; i++)
        if (d->model->path[i].rows.count > most)
            most = d->model->path[i].rows.count;
    return (int)most - 1;
}
