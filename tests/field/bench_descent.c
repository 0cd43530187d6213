// SPDX-License-Identifier: MIT
// What 20 000 steps cost, as a ratio to evaluating the gradient alone at the same
// points.  Newton and the line search evaluate more than that.
#include "field/descent.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 7 };

static const struct { const char *name, *text; vec2 start; } functions[] = {
    {"bowl", "x^2 + 2y^2", {2.6, 2.2}},
    {"himmelblau", "(x^2+y-11)^2 + (x+y^2-7)^2", {-1, 0}},
    {"egg_crate", "sin x sin y", {1, 0.4}},
    {"dipole", "1/sqrt((x-1)^2+y^2+0.05) - 1/sqrt((x+1)^2+y^2+0.05)", {0.3, 0.4}},
    {"pressure", "1013 + 14exp(-((x+2)^2+(y-1)^2)/2) + 10exp(-((x-2)^2+(y-1.5)^2)/2)"
                 " - 16exp(-(x^2+(y+1.5)^2)/2)", {0.5, 0}},
    {"hinge", "(max(0,1-2x+y) + max(0,1-x+y) + max(0,1-x-y) + max(0,1-2x-y))/4 + x^2",
     {-2, 1}},
    {"logistic", "(softplus(y-2x) + softplus(y-x) - (y-x) + softplus(y+x)"
                 " + softplus(y+2x) - (y+2x))/4", {-2, 1}},
    {"deep_chain", "(sigmoid(x sigmoid(x sigmoid(x+y)+y)+y) - 0.5)^2", {-2, 1}},
};

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

// What the run cannot do without.
static double evaluations(const struct path *p, const struct evaluator *e)
{
    double out[PARTS], before = seconds();
    for (size_t k = 0; k < p->rows.count; k++) {
        evaluator_at(e, p->rows.at[k].at.x, p->rows.at[k].at.y, out);
        __asm__ volatile("" : : "r"(out) : "memory");
    }
    return seconds() - before;
}

struct cost { double run, alone; };                     // seconds

static struct cost bench(const char *function, const struct terrain *land,
                         const struct descent *d)
{
    struct path path = {0};
    struct cost best = {INFINITY, INFINITY};
    const struct method *method = &methods[d->method];
    const struct evaluator *needed = method->curved ? land->curvature : land->slope;
    for (int i = 0; i < ROUNDS; i++) {
        double before = seconds();
        bool done = descent_run(&path, d, land);
        assert(done);
        best.run = fmin(best.run, seconds() - before);
        best.alone = fmin(best.alone, evaluations(&path, needed));
    }
    double steps = (double)path.rows.count - 1;
    printf("ratio %s_%s %.3f\n   %.0f steps in %.2f ms, %.0f ns a step, %.0f ns its "
           "gradient: %s\n", function, method->name, best.run / best.alone, steps,
           best.run * 1e3, best.run / steps * 1e9, best.alone / steps * 1e9,
           path_word(path.end));
    path_free(&path);
    return best;
}

static struct evaluator *open(const struct formula *f, unsigned need)
{
    struct evaluator *e = evaluator_open(f, NULL, need);
    assert(e);
    return e;
}

// All methods on one function; the cost of the one that stands worst against its
// gradients, of those that try no points, and the longest time of all.
static struct cost bench_function(size_t i, double *longest)
{
    const char *text = functions[i].text;
    struct formula *f = formula_read(text, strlen(text), NULL);
    bool derived = f && formula_derive(f, true, NULL);
    assert(derived);
    struct evaluator *slope = open(f, NEED_F_GRADIENT), *curvature = open(f, NEED_ALL);
    struct terrain land = {slope, curvature, {-3, 3, -3, 3}};
    struct cost worst = {0, 1};
    for (int m = 0; m < METHODS; m++) {
        struct descent d = descent_default(m);
        d.start = functions[i].start;
        d.lr /= 100;
        d.steps = DESCENT_STEPS;
        d.exact = true;
        struct cost cost = bench(functions[i].name, &land, &d);
        bool tries = knob_find(methods[m].knob, "rho") >= 0;
        if (!tries && cost.run / cost.alone > worst.run / worst.alone)
            worst = cost;
        *longest = fmax(*longest, cost.run);
    }
    evaluator_close(slope);
    evaluator_close(curvature);
    formula_free(f);
    return worst;
}

int main(void)
{
    struct cost heaviest = {0, 0};
    double longest = 0, worst = 0;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        struct cost cost = bench_function(i, &longest);
        heaviest = cost.alone > heaviest.alone ? cost : heaviest;
        worst = fmax(worst, cost.run / cost.alone);
    }
    printf("ratio descent_worst %.3f\n", worst);
    printf("ratio descent_heaviest %.3f\n   the longest run of all: %.1f ms\n",
           heaviest.run / heaviest.alone, longest * 1e3);
    return 0;
}
