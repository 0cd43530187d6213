// SPDX-License-Identifier: MIT
#include "field/critical.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "failing_malloc.h"

struct subject { struct formula *formula; struct evaluator *all; };

static struct subject subject_open(const char *text)
{
    static const double zeros[FORMULA_MOST_PARAMETERS];
    struct fault fault = {0};
    struct subject s = {formula_read(text, strlen(text), &fault), NULL};
    if (!s.formula || !formula_derive(s.formula, true, &fault))
        fail_msg("%s: %s", text, fault.text);
    s.all = evaluator_open(s.formula, zeros, NEED_ALL);
    assert_non_null(s.all);
    return s;
}

static void subject_close(struct subject *s)
{
    evaluator_close(s->all);
    formula_free(s->formula);
}

static vec2 slope_at(const struct subject *s, vec2 at)
{
    double out[PARTS];
    evaluator_at(s->all, at.x, at.y, out);
    return (vec2){out[PART_FX], out[PART_FY]};
}

static struct critical find_in(const struct subject *s, box region)
{
    struct critical c;
    assert_true(critical_find(&c, s->formula, NULL, s->all, region, NULL));
    return c;
}

static struct critical find(const char *text, box region)
{
    struct subject s = subject_open(text);
    struct critical c = find_in(&s, region);
    subject_close(&s);
    return c;
}

static size_t count_kind(const struct critical *c, enum critical_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < c->points.count; i++)
        count += c->points.at[i].kind == kind;
    return count;
}

static const struct critical_point *nearest(const struct critical *c, vec2 at)
{
    const struct critical_point *best = NULL;
    for (size_t i = 0; i < c->points.count; i++)
        if (!best || vec2_length(vec2_sub(c->points.at[i].at, at)) <
                         vec2_length(vec2_sub(best->at, at)))
            best = &c->points.at[i];
    return best;
}

#define PEAKS "3(1-x)^2 exp(-x^2-(y+1)^2) - 10(x/5-x^3-y^5)exp(-x^2-y^2)" \
              " - exp(-(x+1)^2-y^2)/3"
#define ACKLEY "-20exp(-0.2sqrt(0.5(x^2+y^2)))-exp(0.5(cos(2pi x)+cos(2pi y)))+20+e"
#define BEALE "(1.5-x+x y)^2+(2.25-x+x y^2)^2+(2.625-x+x y^3)^2"
#define HIMMELBLAU "(x^2+y-11)^2+(x+y^2-7)^2"
#define ROSENBROCK "(1-x)^2+100(y-x^2)^2"
#define RASTRIGIN "20+x^2-10cos(2pi x)+y^2-10cos(2pi y)"
#define LEMNISCATE "(x^2+y^2)^2-2(x^2-y^2)"
#define GOLDSTEIN "(1+(x+y+1)^2(19-14x+3x^2-14y+6x y+3y^2))" \
                  "(30+(2x-3y)^2(18-32x+12x^2+48y-36x y+27y^2))"

static void counts_are_right(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        box region;
        size_t kinds[5];        // minimum, maximum, saddle, degenerate, curve
        bool proved;
    } rows[] = {
        {"x^2+2y^2", {-5, 5, -5, 5}, {1}, true},
        {"x^2-y^2", {-5, 5, -5, 5}, {0, 0, 1}, true},
        {"x^2y+sin(y)", {-3, 3, -3, 3}, {0, 0, 2}, true},
        {ROSENBROCK, {-2, 2, -1, 3}, {1}, true},
        {HIMMELBLAU, {-5, 5, -5, 5}, {4, 1, 4}, true},
        {BEALE, {-4.5, 4.5, -4.5, 4.5}, {1, 0, 2}, true},
        {PEAKS, {-3, 3, -3, 3}, {3, 3, 3}, true},
        {LEMNISCATE, {-3, 3, -2, 2}, {2, 0, 1}, true},
        {RASTRIGIN, {-5.12, 5.12, -5.12, 5.12}, {121, 100, 220}, true},
        {ACKLEY, {-5, 5, -5, 5}, {121, 100, 220}, false},
        {GOLDSTEIN, {-2, 2, -2, 2}, {4, 1, 4}, true},
        {"gamma(x)+y^2", {-4, 4, -2, 2.5}, {3, 0, 2}, false},
        {"gamma(x)", {-3, 3, -3, 3}, {0, 0, 0, 0, 4}, false},
        {"gamma(x)+gamma(y)", {-3, 3, -3, 3}, {4, 4, 8}, false},
        {"sin(3x)cos(3y)", {-3.2, 3.2, -3.2, 3.2}, {21, 21, 42}, true},
        {"sin(pi x)sin(pi y)", {0, 2, 0, 2}, {2, 2, 9}, true},
        {"exp(-400((x-1)^2+(y-1)^2))-0.01x^2-0.001y^2", {-2, 2, -2, 2}, {0, 2, 1},
         true},
        {"x^3-0.003x+y^2", {-3, 3, -3, 3}, {1, 0, 1}, true},
        {"x^3+0.003x+y^2", {-3, 3, -3, 3}, {0}, true},
        {"(x^2-1)^2+y^2+0.3x", {-3, 3, -3, 3}, {2, 0, 1}, true},
        {"(4-2.1x^2+x^4/3)x^2+x y+(-4+4y^2)y^2", {-3, 3, -2, 2}, {6, 2, 7}, true},
        {"sqrt(4-x^2-y^2)", {-3, 3, -3, 3}, {0, 1}, true},
        {"exp(x)cos(y)", {-3, 3, -7, 7}, {0}, true},
        {"x^3-3x y^2", {-3, 3, -3, 3}, {0, 0, 0, 1}, false},
        {"x^4+y^4", {-3, 3, -3, 3}, {0, 0, 0, 1}, false},
        {"x^2+y^4", {-3, 3, -3, 3}, {0, 0, 0, 1}, false},
        {"x^2", {-3, 3, -3, 3}, {0, 0, 0, 0, 1}, false},
        {"x^4", {-3, 3, -3, 3}, {0, 0, 0, 0, 1}, false},
        {"(x-y)^2", {-3, 3, -3, 3}, {0, 0, 0, 0, 1}, false},
        {"x^2y^2", {-3, 3, -3, 3}, {0, 0, 0, 0, 1}, false},
        {"(x^2-y^2)^2", {-3, 3, -3, 3}, {0, 0, 0, 0, 1}, false},
        {"(x^2+y^2-1)^2", {-3, 3, -3, 3}, {0, 1, 0, 0, 1}, false},
        {"sin(x^2+y^2)", {-3, 3, -3, 3}, {1, 0, 0, 0, 3 + 4 * 3}, false},
        {"(sqrt(x^2+y^2)-2)^2", {-3, 3, -3, 3}, {0, 1, 0, 0, 1}, false},
        {"(" LEMNISCATE ")^2", {-3, 3, -2, 2}, {0, 2, 0, 0, 1}, false},
        {"tan(x)y", {-5, 5, -3, 3}, {0, 0, 3}, false},
        {"x abs(x)+y^2", {-3, 3, -3, 3}, {0, 0, 0, 1}, false},
        {"abs(x y)", {-3, 3, -3, 3}, {0, 0, 0, 1}, false},
        {"relu(x)^2+y^2", {-3, 3, -3, 3}, {0, 0, 0, 0, 1}, false},
        {"x^2y/(x^4+y^2)", {-3, 3, -3, 3}, {0, 0, 0, 0, 5}, false},
        {"(sin(x-y)sin(x+y))^2", {-2, 2, -2, 2}, {0, 4, 0, 0, 1}, false},
        {"(1-x)^2+1e5(y-x^2)^2", {-3, 3, -3, 3}, {1}, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct critical c = find(rows[i].text, rows[i].region);
        for (int k = 0; k < 5; k++)
            if (count_kind(&c, k) != rows[i].kinds[k])
                fail_msg("%s: %zu of kind %s, not %zu", rows[i].text, count_kind(&c, k),
                         critical_word(k), rows[i].kinds[k]);
        if (!c.finished || c.proved != rows[i].proved)
            fail_msg("%s: finished %d, proved %d", rows[i].text, c.finished, c.proved);
        critical_free(&c);
    }
}

static void points_are_right(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        vec2 at;
        double f;
        enum critical_kind kind;
        double low, high, tolerance;
    } rows[] = {
        {"x^2+2y^2", {0, 0}, 0, CRITICAL_MINIMUM, 2, 4, 0},
        {"x^2-y^2", {0, 0}, 0, CRITICAL_SADDLE, -2, 2, 0},
        {"x^2y+sin(y)", {0, 1.5707963267948966}, 1, CRITICAL_SADDLE, -1,
         3.14159265358979, 1e-14},
        {"x^2y+sin(y)", {0, -1.5707963267948966}, -1, CRITICAL_SADDLE,
         -3.14159265358979, 1, 1e-14},
        {"0.5(x^2+25y^2)", {0, 0}, 0, CRITICAL_MINIMUM, 1, 25, 0},
        {ROSENBROCK, {1, 1}, 0, CRITICAL_MINIMUM, 0.399360767, 1001.600639233, 1e-9},
        {HIMMELBLAU, {3, 2}, 0, CRITICAL_MINIMUM, 25.71572876, 82.28427125, 1e-8},
        {HIMMELBLAU, {-0.270845, -0.923039}, 181.616522, CRITICAL_MAXIMUM, -45.6052,
         -16.066, 1e-4},
        {HIMMELBLAU, {-2.805118, 3.131312}, 0, CRITICAL_MINIMUM, 64.8404, 80.5501,
         1e-4},
        {HIMMELBLAU, {-3.779310, -3.283186}, 0, CRITICAL_MINIMUM, 70.7144, 133.786,
         1e-3},
        {HIMMELBLAU, {3.584428, -1.848126}, 0, CRITICAL_MINIMUM, 28.6907, 105.419,
         1e-3},
        {"(x^2-1)^2+y^2+0.3x", {0.960150, 0}, 0.294146, CRITICAL_MINIMUM, 2, 7.06265,
         1e-5},
        {"(x^2-1)^2+y^2+0.3x", {-1.035579, 0}, -0.305428, CRITICAL_MINIMUM, 2, 8.86908,
         1e-5},
        {"(x^2-1)^2+y^2+0.3x", {0.075429, 0}, 1.011282, CRITICAL_SADDLE, -3.93173, 2,
         1e-5},
        {"((y-1)^2+(x+y-3)^2+(2x+y-5)^2)/6", {2, 1}, 0, CRITICAL_MINIMUM, 0.2792408,
         2.3874259, 1e-7},
        {"x^4+y^4", {0, 0}, 0, CRITICAL_DEGENERATE, 0, 0, 0},
        {"(x-1)^4+(y-2)^4", {1, 2}, 0, CRITICAL_DEGENERATE, 0, 0, 0},
        {"(x+y)^4+(x-y-1)^4", {0.5, -0.5}, 0, CRITICAL_DEGENERATE, 0, 0, 0},
        {"x^4+y^6", {0, 0}, 0, CRITICAL_DEGENERATE, 0, 0, 0},
        {"x^2+y^4", {0, 0}, 0, CRITICAL_DEGENERATE, 0, 2, 0},
        {"x^3-3x y^2", {0, 0}, 0, CRITICAL_DEGENERATE, 0, 0, 0},
        {"x^4-4x^3+6x^2-4x+1+y^2", {1, 0}, 0, CRITICAL_DEGENERATE, 0, 2, 0},
        {"x^2", {0, 0}, 0, CRITICAL_CURVE, 0, 2, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct critical c = find(rows[i].text, (box){-5, 5, -5, 5});
        const struct critical_point *p = nearest(&c, rows[i].at);
        double slack = rows[i].tolerance, close = fmin(slack, 1e-6);
        vec2 at = rows[i].at;
        assert_non_null(p);
        if (p->kind != rows[i].kind || fabs(p->at.x - at.x) > close ||
            fabs(p->at.y - at.y) > close || fabs(p->f - rows[i].f) > slack ||
            signbit(p->at.x) != signbit(at.x) ||
            fabs(p->eigen.low - rows[i].low) > slack ||
            fabs(p->eigen.high - rows[i].high) > slack)
            fail_msg("%s: %s (%.17g, %.17g) f %.17g, eigenvalues %.17g %.17g",
                     rows[i].text, critical_word(p->kind), p->at.x, p->at.y, p->f,
                     p->eigen.low, p->eigen.high);
        critical_free(&c);
    }
}

// Valleys too thin for boxes in the time there is.
static void what_is_left_over_is_tried(void **state)
{
    (void)state;
    static const struct { const char *text; size_t kinds[3]; } rows[] = {
        {"(1-x)^2+1e6(y-x^2)^2", {1}},
        {"(y-x^2)^2+1e-8(x-1)^2", {1}},
        {"(x^2+y^2-1)^2+1e-10x", {1, 1, 1}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct critical c = find(rows[i].text, (box){-3, 3, -3, 3});
        for (int k = 0; k < 5; k++)
            if (count_kind(&c, k) != (k < 3 ? rows[i].kinds[k] : 0))
                fail_msg("%s: %zu of kind %s", rows[i].text, count_kind(&c, k),
                         critical_word(k));
        critical_free(&c);
    }
}

static void flat_regions_are_noted(void **state)
{
    (void)state;
    static const struct { const char *text; bool flat; } rows[] = {
        {"relu(x)", true}, {"max(0,x)^2", true}, {"max(0,x^2+y^2-1)^2", true},
        {"5", true}, {"floor(x)", true}, {"clamp(x,-1,1)", true}, {"x^2", false},
        {"relu(x)+y", false}, {"x^4y^4", false}, {"tanh(x)", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct critical c = find(rows[i].text, (box){-3, 3, -3, 3});
        if (c.flat != rows[i].flat || c.points.count > (i == 6 || i == 8))
            fail_msg("%s: flat %d, %zu points", rows[i].text, c.flat, c.points.count);
        critical_free(&c);
    }
}

// Poles, jumps, borders of a domain, constants: no critical points, whatever they do.
static void nothing_false_is_found(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "1/x", "floor(x)", "floor(x)+0.3y", "x/y", "atan2(y,x)", "ln(x^2+y^2)",
        "1/(x^2+y^2)", "sqrt(x)+y^2", "x^0.5", "5", "mod(x,1)+y^2", "abs(x)-abs(y)",
        "abs(x)", "abs(x)+2x+y^2", "max(x,y)", "relu(x)", "sign(x)+y",
        "tanh(x)", "tanh(20x)+y^2", "sigmoid(30x)sigmoid(30y)", "exp(x)+y", "ln(x)+y^2",
        "x^3+x+y^3+y", "1/x+1/y", "ceil(x)ceil(y)", "step(x)y", "sqrt(-1-x^2)", "x+y",
        "x^(1/3)+y", "asin(x)+y^2", "hypot(x,y)+2x", "max(abs(x),abs(y))+x+y",
        "x^2+1/0", "if(x<0,x,x+1)+y^2", "100sqrt(abs(y-0.01x^2))+0.01abs(x+10)",
        "1000sqrt(abs(y-x^2))+0.001x", "max(0,x)^2", "max(0,x^2+y^2-1)^2",
        "sin(x)/x+y^2", "sin(x)/x-y^2", "exp(-1/x^2)+y^2",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct critical c = find(texts[i], (box){-3, 3, -2.5, 3});
        if (c.points.count)
            fail_msg("%s: %s at (%.17g, %.17g)", texts[i],
                     critical_word(c.points.at[0].kind), c.points.at[0].at.x,
                     c.points.at[0].at.y);
        assert_true(c.finished);
        assert_int_equal(c.curves.count, 0);
        critical_free(&c);
    }
}

static void kinks_are_extrema(void **state)
{
    (void)state;
    static const struct { const char *text; vec2 at; bool maximum; } rows[] = {
        {"abs(x)+abs(y)", {0, 0}, false},
        {"abs(x-1)+abs(y+2)", {1, -2}, false},
        {"-hypot(x-1,y-0.3)", {1, 0.3}, true},
        {"sqrt(x^2+y^2)", {0, 0}, false},
        {"abs(x)+y^2", {0, 0}, false},
        {"abs(x)+cosh(y-0.7)", {0, 0.7}, false},
        {"max(abs(x-0.3),abs(y))", {0.3, 0}, false},
        {"abs(x+y-1)+abs(x-y)", {0.5, 0.5}, false},
        {"{x<0: x^2+y^2, 2x^2+y^2}", {0, 0}, false},
        {"(x^2+y^2)^0.25", {0, 0}, false},
        {"sqrt(x^2+y^4)", {0, 0}, false},
        {"cbrt(x)^2+(y-1)^2", {0, 1}, false},
        {"x^(4/3)+y^2", {0, 0}, false},
        {"relu(x+y-1)+relu(1-x)+0.1y^2", {1, 0}, false},
        {"max(x,-x,y,-y)", {0, 0}, false},
        {"abs(x)^3+y^2", {0, 0}, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct critical c = find(rows[i].text, (box){-3, 3, -3, 3});
        if (c.points.count != 1)
            fail_msg("%s: %zu points", rows[i].text, c.points.count);
        struct critical_point p = c.points.at[0];
        assert_int_equal(p.kind, rows[i].maximum ? CRITICAL_MAXIMUM : CRITICAL_MINIMUM);
        if (vec2_length(vec2_sub(p.at, rows[i].at)) > 1e-14)
            fail_msg("%s: (%.17g, %.17g)", rows[i].text, p.at.x, p.at.y);
        assert_true(isnan(p.hessian.xx) && isnan(p.eigen.low) && !p.proved);
        critical_free(&c);
    }
}

static void curves_lie_where_the_gradient_is_zero(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t lines, closed;
        double length;
    } rows[] = {
        {"x^2", 1, 0, 6},
        {"(x-y)^2", 1, 0, 8.485281374},
        {"x^2y^2", 2, 0, 12},
        {"(x^2+y^2-1)^2", 1, 1, 6.283185307},
        {"((x-1.5)^2+y^2-1)^2((x+1.5)^2+y^2-1)^2", 2, 2, 12.566370614},
        {"sin(x)^2 exp(y)", 1, 0, 6},
        {"(y-x^2)^2", 1, 0, 7.4},
        {"(x^2+y^2-1)^4", 1, 1, 6.283185307},
        {"cos(x^2+y^2)", 2, 2, 11.136655994 + 15.749609946},
        {"(x^2+4y^2-4)^2", 1, 1, 9.688448220},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct subject s = subject_open(rows[i].text);
        struct critical c = find_in(&s, (box){-3, 3, -3, 3});
        double length = 0, steepest = 0;
        size_t closed = 0, lines = 0;
        for (size_t k = 0; k < c.curves.count; k++) {
            struct critical_curve q = c.curves.at[k];
            const vec2 *v = c.vertices.at + q.first;
            assert_true(q.first + q.count <= c.vertices.count && q.count > 1);
            bool arc = !q.closed && strncmp(rows[i].text, "cos", 3) == 0;
            for (size_t m = 0; m + !q.closed < q.count && !arc; m++)
                length += vec2_length(vec2_sub(v[(m + 1) % q.count], v[m]));
            for (size_t m = 0; m < q.count; m++)
                steepest = fmax(steepest, vec2_length(slope_at(&s, v[m])));
            closed += q.closed;
            lines += !arc;
        }
        if (lines != rows[i].lines || closed != rows[i].closed || steepest > 1e-4 ||
            fabs(length / rows[i].length - 1) > (rows[i].length == 7.4 ? 0.03 : 1e-3))
            fail_msg("%s: %zu lines, %zu closed, length %.10g, slope %g", rows[i].text,
                     lines, closed, length, steepest);
        critical_free(&c);
        subject_close(&s);
    }
}

static void check_points(const struct subject *s, const struct critical *c, box region)
{
    for (size_t i = 0; i < c->points.count; i++) {
        struct critical_point p = c->points.at[i];
        double rounding = 1e-14 * (fabs(p.hessian.xx) + fabs(p.hessian.xy) +
                                   fabs(p.hessian.yy)) *
                          (1 + fabs(p.at.x) + fabs(p.at.y));
        assert_true(vec2_length(slope_at(s, p.at)) <= rounding + 1e-14);
        assert_true(p.at.x >= region.x0 - 1e-12 && p.at.x <= region.x1 + 1e-12);
        assert_true(p.at.y >= region.y0 - 1e-12 && p.at.y <= region.y1 + 1e-12);
        vec2 before = i ? c->points.at[i - 1].at : (vec2){-INFINITY, 0};
        assert_true(before.x < p.at.x || (before.x == p.at.x && before.y < p.at.y));
        for (size_t k = 0; k < i; k++)
            assert_true(vec2_length(vec2_sub(c->points.at[k].at, p.at)) > 1e-6);
    }
}

// The plain Newton method, ending anywhere.
static bool newton(const struct subject *s, vec2 *at)
{
    for (int i = 0; i < 30; i++) {
        double out[PARTS];
        evaluator_at(s->all, at->x, at->y, out);
        double xx = out[PART_FXX], xy = out[PART_FXY], yy = out[PART_FYY];
        double x = out[PART_FX], y = out[PART_FY], det = xx * yy - xy * xy;
        vec2 step = {(xy * y - yy * x) / det, (xy * x - xx * y) / det};
        *at = vec2_add(*at, step);
        if (!isfinite(at->x) || !isfinite(at->y))
            return false;
        if (vec2_length(step) < 1e-12 * (1 + vec2_length(*at)))
            return true;
    }
    return false;
}

static double next_random(uint64_t *seed)               // in [−1, 1)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(*seed >> 11) / 4503599627370496.0 - 1;
}

static void random_text(char *text, size_t size, uint64_t *seed, double dx, double dy)
{
    double c[9];
    for (int i = 0; i < 9; i++)
        c[i] = round(next_random(seed) * 16) / 8;       // exact when printed
    snprintf(text, size,
             "%g(x-%g)^2+%g(x-%g)(y-%g)+%g(y-%g)^2+%g(x-%g)^3+%g(y-%g)^3"
             "+%g(x-%g)(y-%g)^2+%gsin(2(x-%g))cos(3(y-%g))+%gexp(-(x-%g)^2-(y-%g)^2)"
             "+%g(x-%g)+(y-%g)/8",
             c[0], dx, c[1], dx, dy, c[2], dy, c[3], dx, c[4], dy, c[5], dx, dy, c[6],
             dx, dy, c[7], dx, dy, c[8], dx, dy);
}

static void newton_finds_nothing_else(void **state)
{
    (void)state;
    uint64_t seed = 3;
    size_t all = 0;
    for (int turn = 0; turn < 24; turn++) {
        char text[600];
        random_text(text, sizeof text, &seed, 0, 0);
        struct subject s = subject_open(text);
        box region = {-2, 2, -2, 2};
        struct critical c = find_in(&s, region);
        assert_true(c.finished && c.proved);
        check_points(&s, &c, region);
        all += c.points.count;
        for (int k = 0; k < 625; k++) {
            vec2 at = {-2 + k % 25 / 6.0, -2 + k / 25 / 6.0};
            if (!newton(&s, &at) || fabs(at.x) > 2 || fabs(at.y) > 2)
                continue;
            const struct critical_point *p = nearest(&c, at);
            if (!p || vec2_length(vec2_sub(p->at, at)) > 1e-6)
                fail_msg("%s: missed (%.17g, %.17g)", text, at.x, at.y);
        }
        critical_free(&c);
        subject_close(&s);
    }
    assert_true(all > 60);
}

static void points_move_with_the_function(void **state)
{
    (void)state;
    uint64_t seed = 11;
    for (int turn = 0; turn < 20; turn++) {
        char here[600], there[600];
        uint64_t same = seed;
        random_text(here, sizeof here, &seed, 0, 0);
        random_text(there, sizeof there, &same, 37.25, -12.5);
        struct critical a = find(here, (box){-2.1, 2.2, -2.3, 2.4});
        struct critical b = find(there, (box){35.15, 39.45, -14.8, -10.1});
        assert_int_equal(a.points.count, b.points.count);
        for (size_t i = 0; i < a.points.count; i++) {
            vec2 moved = vec2_add(a.points.at[i].at, (vec2){37.25, -12.5});
            const struct critical_point *p = nearest(&b, moved);
            assert_true(vec2_length(vec2_sub(p->at, moved)) < 1e-9);
            assert_int_equal(p->kind, a.points.at[i].kind);
        }
        critical_free(&a);
        critical_free(&b);
    }
}

static void cuts_of_the_region_find_the_same(void **state)
{
    (void)state;
    static const char *const texts[] = {HIMMELBLAU, PEAKS, "sin(3x)cos(3y)+x/5"};
    uint64_t seed = 5;
    for (size_t i = 0; i < 3; i++) {
        struct subject s = subject_open(texts[i]);
        struct critical all = find_in(&s, (box){-5, 5, -5, 5});
        for (int turn = 0; turn < 12; turn++) {
            double x = 4 * next_random(&seed), y = 4 * next_random(&seed);
            box cut = {x - 1, x + 0.2 - next_random(&seed), y - 1, y + 1};
            if (turn < 6 && turn < (int)all.points.count)       // a point on the border
                cut.x0 = all.points.at[turn].at.x, cut.x1 = cut.x0 + 3;
            struct critical c = find_in(&s, cut);
            size_t inside = 0;
            for (size_t k = 0; k < all.points.count; k++) {
                vec2 at = all.points.at[k].at;
                if (at.x < cut.x0 || at.x > cut.x1 || at.y < cut.y0 || at.y > cut.y1)
                    continue;
                inside++;
                assert_true(vec2_length(vec2_sub(nearest(&c, at)->at, at)) < 1e-12);
            }
            assert_int_equal(c.points.count, inside);
            critical_free(&c);
        }
        critical_free(&all);
        subject_close(&s);
    }
}

static void regions_of_any_size(void **state)
{
    (void)state;
    static const struct { const char *text; box region; size_t count; } rows[] = {
        {"x^2+2y^2", {-1e-12, 1e-12, -1e-12, 1e-12}, 1},
        {"x^2+2y^2", {-1e12, 1e12, -1e12, 1e12}, 1},
        {"x^2+2y^2", {-1e-12, 1e-12, -1e12, 1e12}, 1},
        {"x^2+y^2", {0, 1, 0, 1}, 1},
        {"x^2+y^2", {-1, 0, -1, 0}, 1},
        {"x^2+y^2", {1e-9, 1, 0, 1}, 0},
        {"x^3+y^3", {-10, 10, -1e5, 1e5}, 1},
        {"x^4+y^4", {-1e-12, 1e-12, -1e12, 1e12}, 1},
        {HIMMELBLAU, {2.9, 3.1, -1e6, 1e6}, 1},
        {HIMMELBLAU, {-1e6, 1e6, -1e6, 1e6}, 9},
        {"(x^2+y^2-1)^2", {-10, 10, -1e5, 1e5}, 2},
        {"(x-1e6)^2+(y-1e6)^2", {999999, 1000001, 999999, 1000001}, 1},
        {"(x-1e12)^2+y^2", {999999999999, 1000000000001, -1, 1}, 1},
        {"sin(x)+cos(y)", {1000000, 1000010, 1000000, 1000010}, 12},
        {"cos(x)+y^2", {-1e-7, 1e-7, -1e-7, 1e-7}, 1},
        {"cos(x-1)+y^2", {0.999999999999, 1.000000000001, -1e-12, 1e-12}, 1},
        {"x^2+1e-8y^2", {-3, 3, -3, 3}, 1},
        {"y^2+1e-9sin(x)", {-5, 5, -3, 3}, 4},
        {"1e100(x^2+y^2)", {-3, 3, -3, 3}, 1},
        {"1e-100(x^2+y^2)", {-3, 3, -3, 3}, 1},
        {ROSENBROCK, {-1000, 1000, -1000, 1000}, 1},
        {"exp(-x^2-y^2)", {-1000, 1000, -1000, 1000}, 1},
        {"exp(-(x-300)^2-y^2)", {-1000, 1000, -1000, 1000}, 1},
        {"tanh(x-5)^2+y^2", {-1000, 1000, -1000, 1000}, 1},
        {"tanh(x-5)+y^2", {-1000, 1000, -1000, 1000}, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct critical c = find(rows[i].text, rows[i].region);
        if (c.points.count != rows[i].count)
            fail_msg("%s: %zu points, not %zu", rows[i].text, c.points.count,
                     rows[i].count);
        critical_free(&c);
    }
}

static void work_has_an_end(void **state)
{
    (void)state;
    struct critical endless = find("sin(1e6x)", (box){-30, 30, -30, 30});
    assert_false(endless.finished || endless.proved);
    critical_free(&endless);
    static const char *const odd[] = {
        "x^x", "y^x", "sin(1/x)", "x sin(1/x)+y",
        "1/sin(x y)", "exp(exp(x))", "ln(ln(x))", "if(x>y,1/x,y)",
        "sqrt(x-x)", "0x", "0/0", "1/0",
        "mod(x,y)", "round(x y)", "min(x,max(y,0))", "clamp(x,-1,1)y", "erf(9x)erf(9y)",
        "x^2y/(x^4+y^2)", "x y/(x^2+y^2)", "asinh(x)^3", "x^1e3", "(x y)^(1/3)",
    };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct critical c = find(odd[i], (box){-3, 2, -1, 4});
        assert_true(c.points.count < 100);
        critical_free(&c);
    }
}

static void memory_may_run_out(void **state)
{
    (void)state;
    static const char *const texts[] = {HIMMELBLAU, "x^2y^2", "x^4+y^4", "abs(x)+y^2",
                                        "max(abs(x-0.3),abs(y))", "relu(x)"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct subject s = subject_open(texts[i]);
        box region = {-4, 4, -4, 4};
        for (long k = 1;; k++) {
            struct critical c;
            fail_allocation(k, k % 2);
            bool done = critical_find(&c, s.formula, NULL, s.all, region, NULL);
            long seen = fail_stop();
            assert_true(done == (seen < k));
            assert_true(done || (!c.points.at && !c.vertices.at && !c.curves.at));
            critical_free(&c);
            if (done)
                break;
        }
        subject_close(&s);
    }
}

static void parameters_count(void **state)
{
    (void)state;
    struct subject s = subject_open("a x^2+b(y-a)^2");
    static const struct { double a, b; enum critical_kind kind; } rows[] = {
        {1, 2, CRITICAL_MINIMUM}, {-1, -0.5, CRITICAL_MAXIMUM},
        {2, -3, CRITICAL_SADDLE}, {0, 1, CRITICAL_CURVE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double values[FORMULA_MOST_PARAMETERS] = {0};
        values[formula_parameter(s.formula, "a")] = rows[i].a;
        values[formula_parameter(s.formula, "b")] = rows[i].b;
        struct evaluator *e = evaluator_open(s.formula, values, NEED_ALL);
        struct critical c;
        assert_non_null(e);
        assert_true(critical_find(&c, s.formula, values, e, (box){-3, 3, -3, 3}, NULL));
        assert_int_equal(c.points.count, 1);
        assert_int_equal(c.points.at[0].kind, rows[i].kind);
        assert_true(c.points.at[0].at.x == 0 && c.points.at[0].at.y == rows[i].a);
        critical_free(&c);
        evaluator_close(e);
    }
    subject_close(&s);
}

static void kinds_have_words(void **state)
{
    (void)state;
    assert_string_equal(critical_word(CRITICAL_MINIMUM), "minimum");
    assert_string_equal(critical_word(CRITICAL_MAXIMUM), "maximum");
    assert_string_equal(critical_word(CRITICAL_SADDLE), "saddle");
    assert_string_equal(critical_word(CRITICAL_DEGENERATE), "degenerate");
    assert_string_equal(critical_word(CRITICAL_CURVE), "curve");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_right),
        cmocka_unit_test(points_are_right),
        cmocka_unit_test(what_is_left_over_is_tried),
        cmocka_unit_test(flat_regions_are_noted),
        cmocka_unit_test(nothing_false_is_found),
        cmocka_unit_test(kinks_are_extrema),
        cmocka_unit_test(curves_lie_where_the_gradient_is_zero),
        cmocka_unit_test(newton_finds_nothing_else),
        cmocka_unit_test(points_move_with_the_function),
        cmocka_unit_test(cuts_of_the_region_find_the_same),
        cmocka_unit_test(regions_of_any_size),
        cmocka_unit_test(work_has_an_end),
        cmocka_unit_test(memory_may_run_out),
        cmocka_unit_test(parameters_count),
        cmocka_unit_test(kinds_have_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
