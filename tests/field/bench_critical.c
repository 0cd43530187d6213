// SPDX-License-Identifier: MIT
// What finding all critical points of a function costs on one thread: milliseconds and
// boxes looked at.
#include "field/critical.h"
#include "field/critical_sweep.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { TURNS = 5 };

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static size_t count_boxes(const struct formula *f, const struct evaluator *e,
                          box region)
{
    struct search s;
    struct sweep w = {0};
    if (search_open(&s, f, NULL, e, region))
        sweep_run(&w, &s, false);
    search_close(&s);
    size_t boxes = w.boxes;
    sweep_free(&w);
    return boxes;
}

static void bench(const char *name, const char *text, double half)
{
    struct formula *f = formula_read(text, strlen(text), NULL);
    if (!f || !formula_derive(f, true, NULL))
        return;
    struct evaluator *e = evaluator_open(f, NULL, NEED_ALL);
    box region = {-half, half, -half, half};
    double least = INFINITY;
    struct critical c = {0};
    for (int turn = 0; turn < TURNS; turn++) {
        double start = now_ms();
        critical_free(&c);
        critical_find(&c, f, NULL, e, region, NULL);
        least = fmin(least, now_ms() - start);
    }
    printf("ms critical_%s %.2f (%zu boxes, %zu points, %zu curves%s)\n", name, least,
           count_boxes(f, e, region), c.points.count, c.curves.count,
           c.proved ? ", proved" : c.finished ? "" : ", not finished");
    critical_free(&c);
    evaluator_close(e);
    formula_free(f);
}

int main(void)
{
    bench("quadratic", "x^2 + 2y^2", 3);
    bench("book", "x^2 y + sin(y)", 3);
    bench("rosenbrock", "(1-x)^2 + 100(y-x^2)^2", 2);
    bench("himmelblau", "(x^2+y-11)^2 + (x+y^2-7)^2", 5);
    bench("beale", "(1.5-x+x y)^2 + (2.25-x+x y^2)^2 + (2.625-x+x y^3)^2", 4.5);
    bench("peaks", "3(1-x)^2 exp(-x^2-(y+1)^2) - 10(x/5-x^3-y^5)exp(-x^2-y^2) - "
                   "exp(-(x+1)^2-y^2)/3", 3);
    bench("rastrigin", "20 + x^2 - 10cos(2pi x) + y^2 - 10cos(2pi y)", 5.12);
    bench("ackley", "-20exp(-0.2sqrt(0.5(x^2+y^2))) - exp(0.5(cos(2pi x)+cos(2pi y)))"
                    " + 20 + e", 5);
    bench("monkey", "x^3 - 3x y^2", 3);
    bench("line", "x^2", 3);
    bench("cross", "x^2 y^2", 3);
    bench("circles", "sin(x^2+y^2)", 5);
    bench("kinks", "max(abs(x-0.3), abs(y))", 3);
    bench("singular", "x y/(x^2+y^2)", 3);
    bench("tan", "tan(x) y", 5);
    bench("valley", "(1-x)^2 + 1e6(y-x^2)^2", 3);
    bench("gamma", "gamma(x) + gamma(y)", 3);
    bench("rings", "sin(x^2+y^2)", 10);
    bench("crossings", "(sin(x-y) sin(x+y))^2", 3);
    bench("endless", "sin(1e6x)", 3);
}
