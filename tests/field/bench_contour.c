// SPDX-License-Identifier: MIT
// What tracing costs at 1080p on one thread: milliseconds, and as a ratio to f and its
// gradient evaluated at every pixel, measured in turns in one run.
#include "contour_check.h"

#include <stdio.h>
#include <time.h>

enum { WIDTH = 1920, HEIGHT = 1080, TURNS = 7 };

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void add_up(void *context, const struct block *b)
{
    double *sum = context;
    *sum += b->values[PART_F][0] + b->values[PART_FX][0] + b->values[PART_FY][0];
}

static double every_pixel(const struct traced *t)
{
    static const size_t columns = WIDTH, rows = HEIGHT;
    double xs[WIDTH], ys[HEIGHT], sum = 0, start = now_ms();
    vec2 px = view_pixel(t->view);
    for (size_t k = 0; k < columns; k++)
        xs[k] = t->view.world.x0 + ((double)k + 0.5) * px.x;
    for (size_t k = 0; k < rows; k++)
        ys[k] = t->view.world.y0 + ((double)k + 0.5) * px.y;
    struct lattice *l = lattice_open(t->evaluator, xs, columns, ys, rows);
    lattice_run(l, 0, rows, 0, columns, add_up, &sum);
    lattice_close(l);
    return now_ms() - start + 0 * sum;
}

static double trace_once(struct traced *t)
{
    double start = now_ms();
    contours_trace(&t->contours, t->evaluator, t->formula, NULL, t->view, &t->levels,
                   NULL);
    return now_ms() - start;
}

static void bench(const char *name, const char *text, double first, double last,
                  int count, double half)
{
    struct traced t;
    trace_text(&t, text, first, (last - first) / (count - 1), count, WIDTH, HEIGHT,
               half, (vec2){0, 0}, NULL);
    double best = INFINITY, pixels = INFINITY;
    for (int turn = 0; turn < TURNS; turn++) {
        best = fmin(best, trace_once(&t));
        pixels = fmin(pixels, every_pixel(&t));
    }
    printf("ms contour_%s_%d %.2f (%zu lines, %zu points; every pixel %.2f)\n", name,
           count, best, t.contours.lines.count, t.contours.points.count, pixels);
    printf("ratio contour_%s_%d %.3f\n", name, count, best / pixels);
    trace_free(&t);
}

int main(void)
{
    static const struct { const char *name, *text; double first, last, half; } all[] = {
        {"quadratic", "x^2 + 2y^2", 0.5, 12, 3},
        {"rosenbrock", "(1-x)^2 + 100(y-x^2)^2", 5, 600, 2},
        {"himmelblau", "(x^2+y-11)^2 + (x+y^2-7)^2", 5, 250, 5},
        {"beale", "(1.5-x+x y)^2 + (2.25-x+x y^2)^2 + (2.625-x+x y^3)^2", 5, 500, 4.5},
        {"peaks", "3(1-x)^2 exp(-x^2-(y+1)^2) - 10(x/5-x^3-y^5)exp(-x^2-y^2) - "
                  "exp(-(x+1)^2-y^2)/3", -5, 7, 4},
        {"ackley", "-20exp(-0.2sqrt(0.5(x^2+y^2))) - exp(0.5(cos(2pi x)+cos(2pi y))) + "
                   "20 + e", 2, 13, 5},
        {"rastrigin", "20 + x^2 - 10cos(2pi x) + y^2 - 10cos(2pi y)", 5, 60, 5.12},
        {"tan", "tan(x) y", -6, 6, 6},
        {"sin_r2", "sin(x^2+y^2)", -0.9, 0.9, 6},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        bench(all[i].name, all[i].text, all[i].first, all[i].last, 12, all[i].half);
        bench(all[i].name, all[i].text, all[i].first, all[i].last, 30, all[i].half);
    }
    return 0;
}
