// SPDX-License-Identifier: MIT
#include "app/runs.h"

#include "scene/run.h"

static int oldest(const struct desk *d)
{
    int run = 0;
    for (int i = 1; i < SCENE_RUNS; i++)
        if (d->mind->added[i] < d->mind->added[run])
            run = i;
    return run;
}

// A race is run again from there.
static void start_all(struct desk *d, vec2 start)
{
    for (int i = 0; i < d->scene->runs; i++)
        d->scene->run[i].start = start;
    d->mind->shown = 0;
    d->mind->playing = true;
}

void runs_add(struct desk *d, vec2 start)
{
    struct scene *s = d->scene;
    struct attention *mind = d->mind;
    struct descent next = s->next_run;
    if (s->race != RACE_OFF && scene_has_run(s, 0)) {
        start_all(d, start);
        return;
    }
    next.start = start;
    next.steps = RUNS_STEPS;
    if (scene_count_runs(s) == SCENE_RUNS)
        scene_remove_run(s, oldest(d));
    s->chosen = scene_add_run(s, &next);
    s->inspect = 0;
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
    d->scene->inspect = 0;
    scene_remove_run(d->scene, d->scene->chosen);
    choose_some(d);
}

void runs_clear(struct desk *d)
{
    d->scene->runs = d->scene->forks = d->scene->chosen = 0;
    d->scene->inspect = 0;
    d->mind->playing = false;
    d->mind->shown = INFINITY;
}

struct descent *runs_chosen(struct desk *d)
{
    choose_some(d);
    return d->scene->runs ? scene_last(d->scene, d->scene->chosen) : &d->scene->next_run;
}

// The step that the chosen run is paused at on its way, 0: none.
static int paused_at(const struct desk *d)
{
    const struct path *path = &d->model->path[d->scene->chosen];
    bool within = d->mind->shown < (double)path->rows.count - 1;
    return d->scene->runs && within && !d->mind->playing ? (int)d->mind->shown : 0;
}

static const char *what_differs(const struct descent *a, const struct descent *b)
{
    struct descent rest = *a;
    rest.lr = b->lr;
    return a->method != b->method ? "a method" : run_equal(&rest, b) ? "an η" : "settings";
}

static void fork_at(struct desk *d, int step, const struct descent *settings)
{
    struct scene *s = d->scene;
    int forks = s->forks;
    const char *what = what_differs(scene_last(s, s->chosen), settings);
    if (!scene_fork_run(s, s->chosen, step))
        desk_say(d, "%d forks are the most: this changes the last branch of %c",
                 SCENE_FORKS, 'A' + s->chosen);
    else if (s->forks > forks)
        desk_say(d, "%c goes on from step %d with %s of its own; Ctrl+Z takes it back",
                 'A' + s->chosen, step, what);
}

// A change that is taken back while it is made leaves no fork.
static void drop_idle_fork(struct scene *s)
{
    int last = scene_last_fork(s, s->chosen);
    if (last < 0 || last + 1 != s->forks
        || scene_fork_leaves(s, last) != scene_fork_before(s, last))
        return;
    struct descent then = s->fork[last].then;
    const struct descent *before = scene_settings(s, s->chosen, s->fork[last].at - 1);
    then.start = before->start;
    s->forks -= run_equal(&then, before);
}

void runs_set(struct desk *d, const struct descent *settings)
{
    struct descent *now = runs_chosen(d), next = *settings;
    int step = paused_at(d);
    if (run_equal(now, settings))
        return;
    now->seed = settings->seed;
    if (scene_has_run(d->scene, d->scene->chosen))
        scene_set_seed(d->scene, d->scene->chosen, settings->seed);
    if (step > 0 && !run_equal(now, settings))
        fork_at(d, step, settings);
    now = runs_chosen(d);
    next.start = now->start;
    *now = next;
    drop_idle_fork(d->scene);
    next.start = (vec2){0, 0};
    d->scene->next_run = next;
}

void runs_inspect(struct desk *d, int run, double step)
{
    int last = (int)d->model->path[run].rows.count - 1;
    d->scene->inspect = last < 1 || step < 1 ? 0 : fmin(step, last);
    if (d->scene->inspect == 0)
        return;
    d->scene->chosen = run;
    d->mind->probe_first = false;
    d->mind->rail = true;
}

void runs_set_method(struct desk *d, int method)
{
    struct descent run = *runs_chosen(d);
    if (run.method == method)
        return;
    descent_set_method(&run, method);
    runs_set(d, &run);
}

void runs_ghosts(struct desk *d)
{
    d->scene->ghosts = !d->scene->ghosts;
    if (d->scene->ghosts && !d->scene->runs)
        desk_say(d, "a run at η/2 and at 2η: click the map to start one");
}

int runs_longest(const struct desk *d)
{
    size_t most = 1;
    for (int i = 0; i < d->scene->runs; i++)
        if (d->model->path[i].rows.count > most)
            most = d->model->path[i].rows.count;
    return (int)most - 1;
}
