// SPDX-License-Identifier: MIT
// What basins cost: a step of a walk as a ratio to the gradient alone at as many
// points, the first coarse picture, and the whole one, of a large map on two threads.
#include "field/basin.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { COLUMNS = 1296, ROWS = 842, POINTS = 256, REPEATS = 4000 };

static const struct { const char *name, *text; int method; double lr; } functions[] = {
    {"bowl", "x^2 + 2y^2", 0, 0.1},
    {"himmelblau", "(x^2+y-11)^2 + (x+y^2-7)^2", 0, 0.01},
    {"himmelblau_adam", "(x^2+y-11)^2 + (x+y^2-7)^2", 5, 0.1},
    {"two_wells", "(x^2-1)^2 + y^2 + 0.3x", 0, 0.05},
    {"egg_crate", "sin x sin y", 0, 0.3},
};

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

// Nanoseconds of a gradient.
static double gradient_alone(const struct evaluator *e)
{
    double x[POINTS], y[POINTS], f[POINTS], fx[POINTS], fy[POINTS];
    double *out[PARTS] = {f, fx, fy}, best = INFINITY;
    for (int i = 0; i < POINTS; i++) {
        x[i] = -3 + 6.0 * i / POINTS;
        y[i] = 3 - 6.0 * ((i * 37) % POINTS) / POINTS;
    }
    for (int round = 0; round < 5; round++) {
        double before = seconds();
        for (int i = 0; i < REPEATS; i++) {
            evaluator_points(e, POINTS, x, y, out);
            __asm__ volatile("" : : "r"(f) : "memory");
        }
        best = fmin(best, seconds() - before);
    }
    return best / REPEATS / POINTS * 1e9;
}

// A smaller map, whose steps are counted.
static double step_alone(struct basins *b, const struct descent *d,
                         const struct terrain *land)
{
    double steps = 0, before = seconds();
    bool begun = basins_begin(b, d, land, land->view, COLUMNS / 4, ROWS / 4);
    assert(begun);
    while (basins_work(b, 1000000, NULL))
        ;
    double spent = seconds() - before;
    for (size_t i = 0; i < b->grid.known; i++)
        steps += b->grid.cell[i].guessed ? 0 : 1 + b->grid.cell[i].steps;
    return spent / steps * 1e9;
}

static void bench(size_t i, struct pool *pool)
{
    const char *text = functions[i].text;
    struct formula *f = formula_read(text, strlen(text), NULL);
    bool derived = f && formula_derive(f, true, NULL);
    assert(derived);
    struct terrain land = {evaluator_open(f, NULL, NEED_F_GRADIENT),
                           evaluator_open(f, NULL, NEED_ALL), {-4.6, 4.6, -3, 3}};
    struct descent d = descent_default(functions[i].method);
    struct basins b = {0};
    d.lr = functions[i].lr;
    d.steps = 2000;
    double alone = gradient_alone(land.slope), step = step_alone(&b, &d, &land);
    printf("ratio basin_%s %.3f\n   %.1f ns a step, %.1f ns its gradient\n",
           functions[i].name, step / alone, step, alone);
    double before = seconds(), coarse = 0;
    bool begun = basins_begin(&b, &d, &land, land.view, COLUMNS, ROWS);
    assert(begun);
    while (basins_work(&b, 100000, pool))
        if (coarse == 0 && b.grid.known >= (COLUMNS / 32 + 1) * (ROWS / 32 + 1))
            coarse = seconds() - before;
    printf("   %d × %d cells: %.2f s of two processors, the first picture %.1f ms;"
           " %zu minima\n", COLUMNS, ROWS, (seconds() - before) / 2, coarse / 2 * 1e3,
           b.minima.count);
    basins_free(&b);
    evaluator_close((struct evaluator *)land.slope);
    evaluator_close((struct evaluator *)land.curvature);
    formula_free(f);
}

int main(void)
{
    struct pool *pool = pool_open(2);
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        bench(i, pool);
    pool_close(pool);
    return 0;
}
