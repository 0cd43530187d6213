// SPDX-License-Identifier: MIT
// What evaluation costs, as ratios measured in one run: compiled formulas against the
// same functions written by hand for the same machine.
#include "hand.h"

#include "base/pool.h"
#include "eval/evaluator.h"
#include "eval/program.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SIDE = 1000, STRIP = 50, ROUNDS = 15, VARIANTS = 5, COMPILATIONS = 200 };

static const struct { const char *name, *text; } functions[HAND_FUNCTIONS] = {
    {"quadratic", "x^2 + 2y^2"},
    {"rosenbrock", "(1-x)^2 + 100(y-x^2)^2"},
    {"himmelblau", "(x^2+y-11)^2 + (x+y^2-7)^2"},
    {"ackley", "-20exp(-0.2sqrt(0.5(x^2+y^2))) - exp(0.5(cos(2pi*x)+cos(2pi*y)))"
               " + e + 20"},
    {"rastrigin", "20 + x^2 - 10cos(2pi*x) + y^2 - 10cos(2pi*y)"},
    {"beale", "(1.5-x+x*y)^2 + (2.25-x+x*y^2)^2 + (2.625-x+x*y^3)^2"},
    {"x2y_sin", "x^2*y + sin(y)"},
    {"softplus", "ln(1+exp(-x*y)) + 0.1(x^2+y^2)"},
    {"sin_xy", "sin(x*y)/(1+x^2+y^2)"},
    {"peaks", "3(1-x)^2*exp(-x^2-(y+1)^2) - 10(x/5-x^3-y^5)*exp(-x^2-y^2)"
              " - 1/3*exp(-(x+1)^2-y^2)"},
};

struct bench {
    _Alignas(64) double xs[SIDE];
    double ys[SIDE];
    struct evaluator *f, *fg, *fgh;
    hand_row *hand_f, *hand_fg;
};

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static struct formula *read_formula(const char *text, bool hessian)
{
    struct formula *f = formula_read(text, strlen(text), NULL);
    if (!f || !formula_derive(f, hessian, NULL)) {
        fprintf(stderr, "bench_eval: cannot read %s\n", text);
        exit(1);
    }
    return f;
}

static struct evaluator *compiled(const char *text, unsigned need, enum isa isa)
{
    struct formula *f = read_formula(text, need == NEED_ALL);
    struct evaluator *e = program_open(f, NULL, need, isa);
    formula_free(f);
    assert(e);
    return e;
}

static void sink(void *context, const struct block *block)
{
    __asm__ volatile("" : : "r"(context), "r"(block) : "memory");
}

static void run_ours(const struct bench *b, const struct evaluator *e)
{
    struct lattice *l = lattice_open(e, b->xs, SIDE, b->ys, SIDE);
    lattice_run(l, 0, SIDE, 0, SIDE, sink, NULL);
    lattice_close(l);
}

static void run_hand(const struct bench *b, hand_row *row)
{
    _Alignas(64) double f[EVAL_BLOCK], fx[EVAL_BLOCK], fy[EVAL_BLOCK];
    for (size_t j = 0; j < SIDE; j++)
        for (size_t i = 0; i < SIDE; i += EVAL_BLOCK) {
            size_t count = SIDE - i < EVAL_BLOCK ? SIDE - i : EVAL_BLOCK;
            row(b->xs + i, b->ys[j], f, fx, fy, count);
            __asm__ volatile("" : : "r"(f), "r"(fx), "r"(fy) : "memory");
        }
}

static void run(const struct bench *b, int variant)
{
    switch (variant) {
    case 0: run_ours(b, b->f); return;
    case 1: run_hand(b, b->hand_f); return;
    case 2: run_ours(b, b->fg); return;
    case 3: run_hand(b, b->hand_fg); return;
    default: run_ours(b, b->fgh); return;
    }
}

static void measure(const struct bench *b, double best[VARIANTS])
{
    for (int v = 0; v < VARIANTS; v++)
        best[v] = INFINITY;
    for (int round = 0; round < ROUNDS; round++)
        for (int v = 0; v < VARIANTS; v++) {
            double before = seconds();
            run(b, v);
            best[v] = fmin(best[v], seconds() - before);
        }
}

// The two must have computed the same thing.
static void compare(void *context, const struct block *block)
{
    const struct bench *b = context;
    _Alignas(64) double hand[3][EVAL_BLOCK];
    b->hand_fg(b->xs + block->column, b->ys[block->row], hand[0], hand[1], hand[2],
               block->count);
    for (int part = 0; part < 3; part++)
        for (size_t i = 0; i < block->count; i++) {
            double wanted = hand[part][i], found = block->values[part][i];
            if (!(fabs(found - wanted) <= 1e-9 * fmax(1, fabs(wanted)))) {
                fprintf(stderr, "bench_eval: disagreement\n");
                exit(1);
            }
        }
}

static void check(struct bench *b)
{
    struct lattice *l = lattice_open(b->fg, b->xs, SIDE, b->ys, SIDE);
    lattice_run(l, 0, SIDE, 0, SIDE, compare, b);
    lattice_close(l);
}

static void ratio(const char *prefix, const char *name, const char *suffix,
                  double value)
{
    printf("ratio %s%s%s %.3f\n", prefix, name, suffix, value);
}

static void bench_isa(struct bench *b, enum isa isa, const struct hand *hand,
                      const char *suffix)
{
    double log_f = 0, log_fg = 0, log_g = 0, log_h = 0;
    for (int i = 0; i < HAND_FUNCTIONS; i++) {
        const char *text = functions[i].text;
        b->f = compiled(text, NEED_F, isa);
        b->fg = compiled(text, NEED_F_GRADIENT, isa);
        b->fgh = compiled(text, NEED_ALL, isa);
        b->hand_f = hand->f[i];
        b->hand_fg = hand->fg[i];
        check(b);
        double t[VARIANTS];
        measure(b, t);
        ratio("f_", functions[i].name, suffix, t[0] / t[1]);
        ratio("fg_", functions[i].name, suffix, t[2] / t[3]);
        for (int v = 0; v < VARIANTS; v++)
            t[v] *= 1e9 / SIDE / SIDE;
        printf("   ns a point: f %.3f, by hand %.3f; f and gradient %.3f, by hand "
               "%.3f; with Hessian %.3f\n", t[0], t[1], t[2], t[3], t[4]);
        log_f += log(t[0] / t[1]) / HAND_FUNCTIONS;
        log_fg += log(t[2] / t[3]) / HAND_FUNCTIONS;
        log_g += log(t[2] / t[0]) / HAND_FUNCTIONS;
        log_h += log(t[4] / t[0]) / HAND_FUNCTIONS;
        evaluator_close(b->f);
        evaluator_close(b->fg);
        evaluator_close(b->fgh);
    }
    ratio("f_gm", "", suffix, exp(log_f));
    ratio("fg_gm", "", suffix, exp(log_fg));
    ratio("fg_over_f", "", suffix, exp(log_g));
    ratio("fgh_over_f", "", suffix, exp(log_h));
}

// From text to a runnable gradient, against reading the text alone.
static void bench_compile(void)
{
    const char *text = functions[HAND_FUNCTIONS - 1].text;
    double whole = INFINITY, parse = INFINITY;
    for (int i = 0; i < COMPILATIONS; i++) {
        double before = seconds();
        struct formula *f = formula_read(text, strlen(text), NULL);
        double read = seconds();
        bool derived = f && formula_derive(f, false, NULL);
        struct evaluator *e = derived ? evaluator_open(f, NULL, NEED_F_GRADIENT) : NULL;
        double done = seconds();
        assert(e);
        evaluator_close(e);
        formula_free(f);
        parse = fmin(parse, read - before);
        whole = fmin(whole, done - before);
    }
    ratio("compile", "", "", whole / parse);
    printf("   peaks with gradient, from text to program: %.3f ms\n", whole * 1e3);
}

static double wall(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void run_strip(void *context, size_t piece, int worker)
{
    (void)worker;
    lattice_run(context, piece * STRIP, (piece + 1) * STRIP, 0, SIDE, sink, NULL);
}

// One thread's time against that of all of them together.
static void bench_threads(const struct bench *b)
{
    struct evaluator *e = compiled(functions[3].text, NEED_F_GRADIENT, isa_best());
    struct lattice *l = lattice_open(e, b->xs, SIDE, b->ys, SIDE);
    struct pool *pool = pool_open(0);
    double one = INFINITY, all = INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
        double before = wall();
        pool_run(NULL, SIDE / STRIP, run_strip, l);
        double between = wall();
        pool_run(pool, SIDE / STRIP, run_strip, l);
        one = fmin(one, between - before);
        all = fmin(all, wall() - between);
    }
    ratio("threads", "", "", one / all);
    printf("   ackley with gradient, %d threads\n", pool_size(pool));
    pool_close(pool);
    lattice_close(l);
    evaluator_close(e);
}

int main(void)
{
    static struct bench b;
    for (int i = 0; i < SIDE; i++)
        b.xs[i] = b.ys[i] = -3 + 6 * (i + 0.5) / SIDE;
    if (isa_best() == ISA_AVX512) {
        bench_isa(&b, ISA_AVX512, &hand_avx512, "");
        bench_isa(&b, ISA_AVX2, &hand_avx2, "_avx2");
    } else if (isa_best() == ISA_AVX2) {
        bench_isa(&b, ISA_AVX2, &hand_avx2, "");
    } else if (isa_best() == ISA_SSE2) {
        bench_isa(&b, ISA_SSE2, &hand_sse2, "");
    }
    bench_threads(&b);
    bench_compile();
    return 0;
}
