// SPDX-License-Identifier: MIT
// What rates side by side cost: the grid of nine as a ratio to nine runs alone, and how
// long the grid, the thresholds of the fan and the search for a good rate take.
#include "field/fan.h"
#include "field/search.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 9, STEPS = 500 };

static const struct {
    const char *name, *text;
    vec2 start;
    double limit;
} functions[] = {
    {"bowl", "x^2 + 2y^2", {2.6, 2.2}, 0.5},
    {"himmelblau", "(x^2+y-11)^2 + (x+y^2-7)^2", {-1, 0}, 0.0243},
    {"rosenbrock", "(1-x)^2 + 100(y-x^2)^2", {-1.2, 1}, 0.002},
};

struct bench {
    struct contest contest;
    double rates[GRID_RATES];
    struct trials *trials;
    struct path path;
};

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static bool run_grid(struct bench *b)
{
    return trials_run(b->trials, &b->contest, b->rates, GRID_RATES, NULL);
}

static bool run_alone(struct bench *b)
{
    struct descent d = b->contest.d;
    bool done = true;
    for (int i = 0; i < GRID_RATES; i++) {
        d.lr = b->rates[i];
        done = done && descent_run(&b->path, &d, b->contest.land);
    }
    return done;
}

static bool run_fan(struct bench *b)
{
    struct thresholds found;
    return fan_thresholds(&found, b->trials, &b->contest);
}

static bool run_search(struct bench *b)
{
    struct contest c = b->contest;
    c.goal = (struct goal){GOAL_F, 1e-3};
    search_begin(b->trials);
    return search_go_on(b->trials, &c, 0, NULL);
}

static double cost(struct bench *b, bool (*run)(struct bench *b))
{
    double best = INFINITY;
    for (int i = 0; i < ROUNDS; i++) {
        double before = seconds();
        bool done = run(b);
        assert(done);
        best = fmin(best, seconds() - before);
    }
    return best;
}

static void bench(size_t i)
{
    const char *text = functions[i].text;
    struct formula *f = formula_read(text, strlen(text), NULL);
    bool derived = f && formula_derive(f, true, NULL);
    assert(derived);
    struct terrain land = {evaluator_open(f, NULL, NEED_F_GRADIENT),
                           evaluator_open(f, NULL, NEED_ALL), {-3, 3, -3, 3}};
    struct bench b = {.contest = {descent_default(0), &land, goal_usual},
                      .trials = calloc(1, sizeof *b.trials)};
    assert(b.trials);
    b.contest.d.start = functions[i].start;
    b.contest.d.steps = STEPS;
    grid_rates(b.rates, functions[i].limit, 0.1);
    double grid = cost(&b, run_grid), alone = cost(&b, run_alone);
    double fan = cost(&b, run_fan), search = cost(&b, run_search);
    printf("ratio trials_%s %.3f\n   grid of %d steps %.2f ms, thresholds %.2f ms, "
           "a good rate %.2f ms\n", functions[i].name, grid / alone, STEPS,
           grid * 1e3, fan * 1e3, search * 1e3);
    trials_free(b.trials);
    free(b.trials);
    path_free(&b.path);
    evaluator_close((struct evaluator *)land.slope);
    evaluator_close((struct evaluator *)land.curvature);
    formula_free(f);
}

int main(void)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        bench(i);
    return 0;
}
