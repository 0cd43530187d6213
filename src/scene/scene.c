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

static int fork_of(const struct scene *scene, int run, int last)
{
    while (last >= 0 && scene->fork[last].run != run)
        last--;
    return last;
}

int scene_last_fork(const struct scene *scene, int run)
{
    return fork_of(scene, run, scene->forks - 1);
}

int scene_fork_before(const struct scene *scene, int fork)
{
    return fork_of(scene, scene->fork[fork].run, fork - 1);
}

struct descent *scene_last(struct scene *scene, int run)
{
    int last = scene_last_fork(scene, run);
    return last < 0 ? &scene->run[run] : &scene->fork[last].then;
}

int scene_fork_at(const struct scene *scene, int run, int step)
{
    int fork = scene_last_fork(scene, run);
    while (fork >= 0 && scene->fork[fork].at > step)
        fork = scene_fork_leaves(scene, fork);
    return fork;
}

const struct descent *scene_settings(const struct scene *scene, int run, int step)
{
    int fork = scene_fork_at(scene, run, step);
    return fork < 0 ? &scene->run[run] : &scene->fork[fork].then;
}

void scene_set_seed(struct scene *scene, int run, double seed)
{
    scene->run[run].seed = seed;
    for (int i = 0; i < scene->forks; i++)
        if (scene->fork[i].run == run)
            scene->fork[i].then.seed = seed;
}

bool scene_fork_run(struct scene *scene, int run, int step)
{
    int last = scene_last_fork(scene, run);
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

int scene_legs(const struct scene *scene, int run, int fork, struct leg out[SCENE_LEGS])
{
    int count = 1;
    for (int at = fork; at >= 0; at = scene_fork_leaves(scene, at))
        count++;
    out[0] = (struct leg){0, scene->run[run]};
    for (int at = fork, i = count - 1; at >= 0; at = scene_fork_leaves(scene, at), i--)
        out[i] = (struct leg){scene->fork[at].at, scene->fork[at].then};
    return count;
}

static const char *const lanes[SCENE_RUNS] = {"gd", "momentum", "rmsprop", "adagrad",
                                              "adam"};

static bool races(const struct scene *scene, int method)
{
    for (int i = 0; i < scene->runs; i++)
        if (scene_has_run(scene, i) && scene->run[i].method == method)
            return true;
    return false;
}

// The lane's own method, or the first that is not there yet.
static void fill_lane(struct scene *scene, int lane)
{
    const double book_alpha = 0.9;              // of RMSprop
    struct descent *run = &scene->run[lane];
    struct knob row;
    int method = method_find(lanes[lane]);
    for (int i = 0; i < SCENE_RUNS && races(scene, method); i++)
        method = method_find(lanes[i]);
    *run = scene->run[0];
    descent_set_method(run, method);
    double *alpha = descent_number(run, "alpha", &row);
    if (alpha)
        *alpha = book_alpha;
}

void scene_line_up(struct scene *scene)
{
    if (scene->race == RACE_OFF || !scene_has_run(scene, 0))
        return;
    for (int i = 1; i < SCENE_RUNS; i++) {
        struct descent *run = &scene->run[i];
        if (!scene_has_run(scene, i))
            fill_lane(scene, i);
        scene->runs = i < scene->runs ? scene->runs : i + 1;
        run->start = scene->run[0].start;
        run->steps = scene->run[0].steps;
        if (scene->race == RACE_SAME)
            scene_last(scene, i)->lr = scene_last(scene, 0)->lr;
    }
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
