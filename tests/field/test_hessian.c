// SPDX-License-Identifier: MIT
#include "walk.h"

#include "field/limit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static vec2 applied(struct hessian h, vec2 v)
{
    return (vec2){h.xx * v.x + h.xy * v.y, h.xy * v.x + h.yy * v.y};
}

static void check_eigen(struct hessian h)
{
    struct eigen e = hessian_eigen(h);
    double size = fmax(fmax(fabs(h.xx), fabs(h.yy)), fabs(h.xy));
    vec2 low = vec2_sub(applied(h, e.low_way), vec2_scale(e.low_way, e.low));
    vec2 high = vec2_sub(applied(h, e.high_way), vec2_scale(e.high_way, e.high));
    assert_true(e.low <= e.high);
    assert_true(vec2_length(low) <= 1e-14 * size && vec2_length(high) <= 1e-14 * size);
    assert_true(fabs(vec2_length(e.low_way) - 1) < 1e-14);
    assert_true(fabs(vec2_dot(e.low_way, e.high_way)) < 1e-14);
    assert_true(fabs(e.low + e.high - h.xx - h.yy) <= 4e-15 * size);
}

static void eigenvectors_keep_their_direction(void **state)
{
    (void)state;
    for (int i = 0; i < 3000; i++) {
        double scale = pow(10, i % 13 * 20 - 120);
        check_eigen((struct hessian){scale * sin(i * 1.7), scale * cos(i * 2.3),
                                     scale * sin(i * 0.31 + 1)});
    }
    static const struct hessian special[] = {
        {2, 0, 4}, {4, 0, 2}, {3, 0, 3}, {0, 0, 0}, {0, 5, 0}, {1, 1, 1}, {-1, 2, -4},
        {1, 1e-9, 1}, {1e8, 1, 1e-8}, {-7, 0, 7}};
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        check_eigen(special[i]);
    struct eigen none = hessian_eigen((struct hessian){NAN, 1, 2});
    assert_true(isnan(none.low) && isnan(none.high));
}

static void small_eigenvalues_are_not_rounding(void **state)
{
    (void)state;
    struct eigen flat = hessian_eigen((struct hessian){2, -2, 2});
    assert_true(flat.low == 0 && flat.high == 4);
    struct eigen long_valley = hessian_eigen((struct hessian){1e8, 1, 1e-7});
    assert_true(fabs(long_valley.low / 9e-8 - 1) < 1e-12);
}

// What the pages say about a point.
static const struct {
    const char *row, *formula;
    vec2 at;
    const char *low, *high, *limit, *best, *condition;
} points[] = {
    {"M79", "x^2 + 2y^2", {0, 0}, "2", "4", "0.500", "0.333", "2"},
    {"M79", "x^2 - y^2", {0, 0}, "-2", "2", "1.0", NULL, NULL},
    {"M80", "x^2*y + sin(y)", {0, M_PI / 2}, "-1.000", "3.142", NULL, NULL, NULL},
    {"7", "x^2*y + sin(y)", {1, 0}, "-2", "2", NULL, NULL, NULL},
    {"M90", "0.5(x^2 + 25y^2)", {-4, 1.2}, "1", "25", "0.080", "0.0769", "25"},
    {"7", "(1-x)^2 + 100(y-x^2)^2", {1, 1}, "0.399", "1001.6", "0.0019968", NULL,
     "2508"},
    {"7", "(x^2+y-11)^2 + (x+y^2-7)^2", {3, 2}, "25.7", "82.3", "0.0243", NULL, NULL},
    {"7", "(x^2+y-11)^2 + (x+y^2-7)^2", {-3.779310, -3.283186}, NULL, NULL, "0.01495",
     NULL, NULL},
    {"7", "((y)^2 + (x+y-2)^2 + (2x+y-4)^2)/6 + 0y", {0, 0}, "0.27924", "2.38743",
     "0.83772", "0.75", NULL},
    {"7", "-x^2 - y^2", {0, 0}, "-2", "-2", NULL, NULL, NULL},
};

static void like(size_t i, const char *what, const char *wanted, double found)
{
    if (wanted && !reads_like(wanted, found))
        fail_msg("row %zu (%s): %s is %.10g", i, points[i].row, what, found);
}

static void curvature_allows_what_the_book_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        struct walk w = walk_run(points[i].formula, points[i].at, "exact steps=1");
        double out[PARTS];
        evaluator_at(w.land.curvature, points[i].at.x, points[i].at.y, out);
        struct eigen e = hessian_eigen(
            (struct hessian){out[PART_FXX], out[PART_FXY], out[PART_FYY]});
        struct rates r = rates_of(e);
        like(i, "low", points[i].low, e.low);
        like(i, "high", points[i].high, e.high);
        like(i, "limit", points[i].limit, r.limit);
        like(i, "best", points[i].best, r.best);
        like(i, "condition", points[i].condition, r.condition);
        assert_int_equal(isnan(r.limit), e.high <= 0);
        assert_int_equal(isnan(r.best), e.low <= 0);
        walk_close(&w);
    }
    struct rates ravine = rates_of((struct eigen){.low = 1, .high = 25});
    assert_true(reads_like("0.1111", ravine.tuned_rate));
    assert_true(reads_like("0.4444", ravine.tuned_momentum));
    assert_true(reads_like("0.04", ravine.safe));
}

// The largest rate at which the method itself still shrinks 7x²/2.
static double measured_limit(int method, const double *knob)
{
    double low = 0.01, high = 20;
    for (int halving = 0; halving < 40; halving++) {
        double lr = (low + high) / 2;
        struct walker w = {.at = {1, 0}};
        for (int t = 1; t <= 4000 && fabs(w.at.x) < 1e6; t++) {
            struct stride s = {t, lr, knob, NULL, 1};
            w.g = (vec2){7 * w.at.x, 0};
            methods[method].step(&w, 1, &s);
            w.at = w.next;
        }
        if (fabs(w.at.x) < 1)
            low = lr;
        else
            high = lr;
    }
    return low;
}

static void limits_are_where_methods_break(void **state)
{
    (void)state;
    static const double plain[METHOD_KNOBS] = {0}, ball[METHOD_KNOBS] = {0.9, 0, 0},
                        damped[METHOD_KNOBS] = {0.9, 0.9, 0},
                        ahead[METHOD_KNOBS] = {0.9};
    static const struct { const char *name; const double *knob; } table[] = {
        {"gd", plain}, {"momentum", ball}, {"momentum", damped}, {"nesterov", ahead},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct descent d = descent_default(method_find(table[i].name));
        memcpy(d.knob, table[i].knob, sizeof d.knob);
        double limit = limit_of(&d, (struct eigen){.low = 7, .high = 7}).rate;
        double found = measured_limit(d.method, d.knob);
        if (!(fabs(found / limit - 1) < 5e-4))
            fail_msg("%s: %.6f, not %.6f", table[i].name, found, limit);
    }
}

// At the best fixed rate every way of a bowl shrinks alike; tuned momentum is faster.
static void the_best_rate_is_the_best(void **state)
{
    (void)state;
    static const struct { const char *settings; int steps; } table[] = {
        {"lr=0.0769230769 steps=4000", 0}, {"lr=0.0789 steps=4000", 1},
        {"lr=0.0749 steps=4000", 1},
    };
    int best = 0;
    for (size_t i = 0; i < 3; i++) {
        struct walk w = walk_run("0.5(x^2 + 25y^2)", (vec2){-30, 1.2},
                                 table[i].settings);
        assert_int_equal(w.path.end, PATH_CONVERGED);
        if (table[i].steps == 0)
            best = w.path.end_step;
        else
            assert_true(w.path.end_step > best);
        walk_close(&w);
    }
    struct walk w = walk_run("0.5(x^2 + 25y^2)", (vec2){-30, 1.2},
                             "method=momentum lr=0.1111111111 momentum=0.4444444444");
    assert_true(w.path.end == PATH_CONVERGED && w.path.end_step < best / 2);
    walk_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eigenvectors_keep_their_direction),
        cmocka_unit_test(small_eigenvalues_are_not_rounding),
        cmocka_unit_test(curvature_allows_what_the_book_says),
        cmocka_unit_test(limits_are_where_methods_break),
        cmocka_unit_test(the_best_rate_is_the_best),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
