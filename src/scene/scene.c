// SPDX-License-Identifier: MIT
#include "scene/scene.h"

#include <string.h>

struct scene scene_defaults(void)
{
    return (struct scene){
        .formula = "x^2 + 2y^2",
        .view = {-3, 3, -3, 3},
        .contours = true, .minor = true, .labels = true,
        .axes = true, .key = true, .caption = true, .cards = true,
        .rose = true, .tangent = true, .slice = true, .direction = {1, 0},
        .next_run = descent_default(0), .target = 1e-3,
    };
}

int scene_count_runs(const struct scene *scene)
{
    int count = 0;
    for (int i = 0; i < scene->runs; i++)
        count += scene_has_run(scene, i);
    return count;
}

static void remove_forks(struct scene *scene, int run)
{
    int kept = 0;
    for (int i = 0; i < scene->forks; i++)
        if (scene->fork[i].run != run)
            scene->fork[kept++] = scene->fork[i];
    scene->forks = kept;
}

void scene_remove_run(struct scene *scene, int run)
{
    scene->run[run].steps = 0;
    remove_forks(scene, run);
    while (scene->runs > 0 && !scene_has_run(scene, scene->runs - 1))
        scene->runs--;
}

int scene_add_run(struct scene *scene, const struct descent *run)
{
    int place = 0;
    while (scene_has_run(scene, place))
        place++;
    if (place == SCENE_RUNS)
        return -1;
    scene->run[place] = *run;
    scene->runs += place == scene->runs;
    return place;
}

static int last_fork(const struct scene *scene, int run)
{
    int last = scene->forks - 1;
    while (last >= 0 && scene->fork[last].run != run)
        last--;
    return last;
}

struct descent *scene_last(struct scene *scene, int run)
{
    int last = last_fork(scene, run);
    return last < 0 ? &scene->run[run] : &scene->fork[last].then;
}

bool scene_fork_run(struct scene *scene, int run, int step)
{
    int last = last_fork(scene, run);
    if (last >= 0 && scene->fork[last].at == step)
        return true;
    if (scene->forks == SCENE_FORKS)
        return false;
    struct scene_fork fork = {run, step, *scene_last(scene, run)};
    fork.then.start = (vec2){0, 0};
    scene->fork[scene->forks++] = fork;
    return true;
}

int scene_fork_leaves(const struct scene *scene, int fork)
{
    const struct scene_fork *one = &scene->fork[fork];
    int left = fork - 1;
    while (left >= 0
           && (scene->fork[left].run != one->run || scene->fork[left].at >= one->at))
        left--;
    return left;
}

struct scene_parameter *scene_parameter(struct scene *scene, const char *name)
{
    for (int i = 0; i < scene->parameters; i++)
        if (strcmp(scene->parameter[i].name, name) == 0)
            return &scene->parameter[i];
    return NULL;
}

bool scene_run_starts(const struct scene *scene, int run, const struct terrain *land,
                      struct fault *fault)
{
    struct fault why = {0};
    if (descent_starts(&scene->run[run], land, &why))
        return true;
    if (scene_count_runs(scene) == 1)
        return fault_at(fault, 0, "%s", why.text);
    return fault_at(fault, 0, "run %c: %s", 'A' + run, why.text);
}

void scene_parameter_set(struct scene_parameter *p, double value)
{
    p->value = value;
    p->low = fmin(p->low, value);
    p->high = fmax(p->high, value);
}

void scene_sync(struct scene *scene, const char (*names)[SCENE_NAME], int count)
{
    struct scene_parameter next[SCENE_PARAMETERS] = {0};
    for (int i = 0; i < count; i++) {
        const struct scene_parameter *old = scene_parameter(scene, names[i]);
        if (old)
            next[i] = *old;
        else
            next[i] = (struct scene_parameter){.value = 1, .low = -5, .high = 5};
        strcpy(next[i].name, names[i]);
    }
    memcpy(scene->parameter, next, sizeof next);
    scene->parameters = count;
}
