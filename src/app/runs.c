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
    if (scene_count_runs(s) == SCENE_RUNS)
        scene_remove_run(s, oldest(d));
    s->chosen = scene_add_run(s, &next);
    mind->added[s->chosen] = ++mind->additions;
    mind->shown = 0;
    mind->playing = true;
    mind->hint = false;
    mind->rail = true;
}

// Where the chosen run is gone, the last before it is chosen, or the last of all.
static void choose_some(struct desk *d)
{
    int run = d->scene->chosen;
    while (run > 0 && !scene_has_run(d->scene, run))
        run--;
    if (!scene_has_run(d->scene, run))
        run = d->scene->runs ? d->scene->runs - 1 : 0;
    d->scene->chosen = run;
}

void runs_remove(struct desk *d)
{
    if (d->scene->runs == 0)
        return;
    choose_some(d);
    scene_remove_run(d->scene, d->scene->chosen);
    choose_some(d);
}

void runs_clear(struct desk *d)
{
    d->scene->runs = d->scene->forks = d->scene->chosen = 0;
    d->mind->playing = false;
    d->mind->shown = INFINITY;
}

struct descent *runs_chosen(struct desk *d)
{
    choose_some(d);
    return d->scene->runs ? scene_last(d->scene, d->scene->chosen) : &d->scene->next_run;
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
