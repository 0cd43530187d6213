// SPDX-License-Identifier: MIT
// What levels, labels and arrows cost at 1080p on one thread, in milliseconds.
#include "field/label.h"
#include "field/quiver.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { TURNS = 7 };
static const float em = 24;

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void keep_least(double *least, double start)
{
    *least = fmin(*least, now_ms() - start);
}

static void bench(const char *name, const char *text, double y, double half)
{
    struct formula *f = formula_read(text, strlen(text), NULL);
    if (!f || !formula_derive(f, false, NULL))
        return;
    struct evaluator *e = evaluator_open(f, NULL, NEED_F_GRADIENT);
    struct view view = {
        {-half * 16 / 9, half * 16 / 9, y - half, y + half}, 1920, 1080};
    struct quiver_rules arrows = {ARROWS_AUTO, 48.6f, 97.2f, 13.5f, 0, {0, 0}, 0,
                                  NULL};
    double least[4] = {INFINITY, INFINITY, INFINITY, INFINITY};
    struct contours c = {0};
    struct labels labels = {0};
    struct quiver q = {0};
    struct levels l = {0};
    float width[LEVELS_MOST] = {0};
    for (int turn = 0; turn < TURNS; turn++) {
        double start = now_ms();
        l = levels_choose(e, view, LEVELS_AUTO);
        keep_least(&least[0], start);
        start = now_ms();
        contours_trace(&c, e, f, NULL, view, &l, NULL);
        keep_least(&least[1], start);
        for (int i = 0; i < l.count; i++)
            width[i] = l.major[i] ? 2 * em : 0;
        struct label_rules rules = {.width = width, .em = em, .spacing = 500, .apart = 20};
        start = now_ms();
        labels_place(&labels, &c, &l, view, &rules);
        keep_least(&least[2], start);
        start = now_ms();
        quiver_make(&q, e, view, &arrows);
        keep_least(&least[3], start);
    }
    printf("ms levels_%s %.2f\nms labels_%s %.2f (%zu labels, %zu points, traced in "
           "%.2f)\n"
           "ms arrows_%s %.2f (%zu arrows)\n",
           name, least[0], name, least[2], labels.count, c.points.count, least[1], name,
           least[3], q.arrows.count);
    contours_free(&c);
    array_free(&labels);
    quiver_free(&q);
    evaluator_close(e);
    formula_free(f);
}

int main(void)
{
    bench("quadratic", "x^2 + 2y^2", 0, 3);
    bench("rosenbrock", "(1-x)^2 + 100(y-x^2)^2", 1, 2);
    bench("rastrigin", "20 + x^2 - 10cos(2pi x) + y^2 - 10cos(2pi y)", 0, 5.12);
    bench("tan", "tan(x) y", 0, 3);
    bench("peaks", "3(1-x)^2 exp(-x^2-(y+1)^2) - 10(x/5-x^3-y^5)exp(-x^2-y^2) - "
                   "exp(-(x+1)^2-y^2)/3", 0, 3);
}
