// SPDX-License-Identifier: MIT
#include "app/runs.h"

enum { WINDOW_STEPS = 1000 };

static int oldest(const struct desk *d)
{
    int run = 0;
    for (int i = 1; i < SCENE_RUNS; i++)
        if (d->mind->added[i] < d->mind->added[run])
            run = i;
    return run;
}

void runs_add(struct desk *d, vec2 start)
{
    struct scene *s = d->scene;
    struct attention *mind = d->mind;
    struct descent next = s->next_run;
    next.start = start;
    next.steps = WINDOW_STEPS;
    int run = scene_add_run(s, &next);
    if (run < 0)
        s->run[run = oldest(d)] = next;
    mind->added[run] = ++mind->additions;
    mind->run = run;
    mind->shown = 0;
    mind->playing = true;
    mind->hint = false;
    mind->rail = true;
}

// Where the chosen run is gone, the last before it is chosen, or the last of all.
static void choose_some(struct desk *d)
{
    int run = d->mind->run;
    while (run > 0 && !scene_has_run(d->scene, run))
        run--;
    if (!scene_has_run(d->scene, run))
        run = d->scene->runs ? d->scene->runs - 1 : 0;
    d->mind->run = run;
}

void runs_remove(struct desk *d)
{
    if (d->scene->runs == 0)
        return;
    choose_some(d);
    scene_remove_run(d->scene, d->mind->run);
    choose_some(d);
}

void runs_clear(struct desk *d)
{
    d->scene->runs = 0;
    d->mind->run = 0;
    d->mind->playing = false;
    d->mind->shown = INFINITY;
}

struct descent *runs_chosen(struct desk *d)
{
    choose_some(d);
    return d->scene->runs ? &d->scene->run[d->mind->run] : &d->scene->next_run;
}

void runs_keep_tool(struct desk *d)
{
    d->scene->next_run = *runs_chosen(d);
    d->scene->next_run.start = (vec2){0, 0};
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
