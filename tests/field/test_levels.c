// SPDX-License-Identifier: MIT
#include "field/levels.h"

#include "base/number.h"

#include "failing_malloc.h"
#include "subject.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ROSENBROCK "(1-x)^2 + 100(y-x^2)^2"
#define GOLDSTEIN "(1+(x+y+1)^2*(19-14x+3x^2-14y+6x*y+3y^2))" \
                  "*(30+(2x-3y)^2*(18-32x+12x^2+48y-36x*y+27y^2))"
#define PEAKS "3(1-x)^2*exp(-x^2-(y+1)^2)-10(x/5-x^3-y^5)*exp(-x^2-y^2)" \
              "-exp(-(x+1)^2-y^2)/3"

// The measures of contours.md 1, taken apart from how the levels were chosen: on a
// lattice of other size, the distance to a line by looking all around.
enum { COLUMNS = 320, ROWS = 180, REACH = 15 };         // 6 pixels a sample; 90 pixels

struct look {
    double f[ROWS][COLUMNS];
    int band[ROWS][COLUMNS];    // −1: undefined
    bool line[ROWS][COLUMNS];
};

struct measure { double dead, crowded; };

static int band_of(const struct levels *l, double f)
{
    int band = 0;
    while (band < l->count && l->value[band] < f)
        band++;
    return isfinite(f) ? band : -1;
}

static void look_at(struct look *look, const struct subject *s, struct view view,
                    const struct levels *l)
{
    box w = view.world;
    double x[COLUMNS], y[COLUMNS];
    for (int row = 0; row < ROWS; row++) {
        for (int column = 0; column < COLUMNS; column++) {
            x[column] = w.x0 + (w.x1 - w.x0) * (column + 0.5) / COLUMNS;
            y[column] = w.y0 + (w.y1 - w.y0) * (row + 0.5) / ROWS;
        }
        evaluator_points(s->e, COLUMNS, x, y, (double *[PARTS]){look->f[row]});
        for (int column = 0; column < COLUMNS; column++)
            look->band[row][column] = band_of(l, look->f[row][column]);
    }
}

static bool parts(const struct look *look, int row, int column, int row2, int column2)
{
    int a = look->band[row][column], b = look->band[row2][column2];
    return a >= 0 && b >= 0 && a != b;
}

static void find_lines(struct look *look)
{
    for (int row = 0; row + 1 < ROWS; row++)
        for (int column = 0; column + 1 < COLUMNS; column++)
            look->line[row][column] = parts(look, row, column, row, column + 1)
                                      || parts(look, row, column, row + 1, column);
}

static bool far_from_lines(const struct look *look, int row, int column)
{
    for (int dy = -REACH; dy <= REACH; dy++)
        for (int dx = -REACH; dx <= REACH; dx++) {
            int y = row + dy, x = column + dx;
            bool inside = y >= 0 && y < ROWS && x >= 0 && x < COLUMNS;
            if (inside && dx * dx + dy * dy <= REACH * REACH && look->line[y][x])
                return false;
        }
    return true;
}

// Lines closer than 8 pixels: more than 6/8 of a level to the next sample.
static bool is_crowded(const struct look *look, const struct levels *l, int row,
                       int column)
{
    int band = look->band[row][column];
    if (band < 1 || band >= l->count || row + 1 >= ROWS || column + 1 >= COLUMNS)
        return false;
    double gap = l->value[band] - l->value[band - 1], f = look->f[row][column];
    return hypot(look->f[row][column + 1] - f, look->f[row + 1][column] - f)
           > gap * 6 / 8;
}

static struct measure measure(const struct subject *s, struct view view,
                              const struct levels *l)
{
    struct look *look = calloc(1, sizeof *look);
    assert_non_null(look);
    look_at(look, s, view, l);
    find_lines(look);
    double all = 0, dead = 0, crowded = 0;
    for (int row = 1; row < ROWS; row += 3)
        for (int column = 1; column < COLUMNS; column += 3)
            if (look->band[row][column] >= 0) {
                all++;
                dead += far_from_lines(look, row, column);
                crowded += is_crowded(look, l, row, column);
            }
    free(look);
    return (struct measure){dead / all, crowded / all};
}

// What is true of any levels.
static void check_levels(const struct levels *l, const char *what)
{
    assert_in_range(l->count, 0, LEVELS_MOST);
    assert_false(l->failed);
    int majors = 0;
    for (int i = 0; i < l->count; i++) {
        char text[NUMBER_TEXT];
        double back;
        if (!(l->value[i] > l->low && l->value[i] < l->high))
            fail_msg("%s: level %g outside [%g, %g]", what, l->value[i], l->low,
                     l->high);
        if (i && !(l->value[i] > l->value[i - 1]))
            fail_msg("%s: not ascending at %d", what, i);
        number_round(text, l->value[i]);
        if (strlen(text) > 22)
            fail_msg("%s: %s is no round number", what, text);
        assert_true(number_read(number_shortest(text, l->value[i]), &back));
        majors += l->major[i];
    }
    if (l->count >= 5 && majors == 0)
        fail_msg("%s: %d levels, none major", what, l->count);
}

static int count_in_core(const struct subject *s, struct view view,
                         const struct levels *l)
{
    static const double out = 0.02;
    double f[4096];
    int n = 0, within = 0;
    for (int i = 0; i < 4096; i++) {
        box w = view.world;
        double v = subject_value(s, w.x0 + (w.x1 - w.x0) * (i % 64) / 63,
                                 w.y0 + (w.y1 - w.y0) * (int)(i / 64) / 63);
        int at = n;
        if (!isfinite(v))
            continue;
        for (; at > 0 && f[at - 1] > v; at--)
            f[at] = f[at - 1];
        f[at] = v;
        n++;
    }
    for (int i = 0; i < l->count; i++)
        within +=
            l->value[i] >= f[(int)(out * n)] && l->value[i] <= f[(int)((1 - out) * n)];
    return within;
}

struct sight {
    const char *text;
    double x, y, half;
    enum level_family family;
    double dead, crowded;       // at most
};

// contours.md 3.4; where it stands above a bar, so does the entry here.
static const struct sight gallery[] = {
    {"x^2+2y^2", 0, 0, 3, LEVELS_EQUAL, .10, .05},
    {"x^2-y^2", 0, 0, 3, LEVELS_EQUAL, .10, .05},
    {ROSENBROCK, 0, 1, 2, LEVELS_LOG, .10, .05},
    {"-(" ROSENBROCK ")", 0, 1, 2, LEVELS_LOG, .10, .05},
    {"1000+" ROSENBROCK, 0, 1, 2, LEVELS_AREA, .10, .05},
    {"(x^2+y-11)^2+(x+y^2-7)^2", 0, 0, 5, LEVELS_LOG, .10, .05},
    {"-20exp(-0.2sqrt((x^2+y^2)/2))-exp((cos(2pi*x)+cos(2pi*y))/2)+e+20", 0, 0, 5,
     LEVELS_EQUAL, .10, .05},
    {"20+x^2-10cos(2pi*x)+y^2-10cos(2pi*y)", 0, 0, 5.12, LEVELS_EQUAL, .10, .15},
    {"(1.5-x+x*y)^2+(2.25-x+x*y^2)^2+(2.625-x+x*y^3)^2", 0, 0, 4.5, LEVELS_LOG, .10,
     .05},
    {GOLDSTEIN, 0, 0, 2, LEVELS_LOG, .10, .05},
    {"abs(x)+abs(y)+abs(x-y)/2", 0, 0, 3, LEVELS_EQUAL, .10, .05},
    {"tan(x)*y", 0, 0, 3, LEVELS_SYMLOG, .10, .10},
    {"ln(x^2+y^2)", 0, 0, 3, LEVELS_EQUAL, .10, .05},
    {"1/(x^2+y^2)", 0, 0, 3, LEVELS_LOG, .10, .05},
    {"x^3-3x*y^2", 0, 0, 2, LEVELS_EQUAL, .10, .05},
    {"x+y", 0, 0, 3, LEVELS_EQUAL, .10, .05},
    {"exp(x*y)", 0, 0, 4, LEVELS_LOG, .10, .05},
    {"exp(x^2+y^2)", 0, 0, 10, LEVELS_LOG, .10, .10},
    {"x^4+y^4", 0, 0, 2, LEVELS_LOG, .10, .05},
    {PEAKS, 0, 0, 3, LEVELS_SYMLOG, .30, .05}, // flat far out
    {"1/x", 0, 0, 3, LEVELS_AREA, .25, .05},
    {"x/y", 0, 0, 3, LEVELS_AUTO, .10, .05},
};

static void shows_the_gallery(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof gallery / sizeof *gallery; i++) {
        const struct sight *g = &gallery[i];
        struct subject s = subject_open(g->text, NEED_F);
        struct view view = subject_view(g->x, g->y, g->half);
        struct levels l = levels_choose(s.e, view, LEVELS_AUTO);
        check_levels(&l, g->text);
        struct measure m = measure(&s, view, &l);
        print_message(
            "# %-60.60s family %d, %2d levels, dead %4.1f %%, crowded %4.1f %%\n",
            g->text, l.family, l.count, 100 * m.dead, 100 * m.crowded);
        if (g->family != LEVELS_AUTO && l.family != g->family)
            fail_msg("%s: family %d", g->text, l.family);
        if (m.dead > g->dead || m.crowded > g->crowded)
            fail_msg("%s: dead %g, crowded %g", g->text, m.dead, m.crowded);
        int core = count_in_core(&s, view, &l);
        if (l.family == LEVELS_EQUAL && (core < 8 || core > 20))
            fail_msg("%s: %d levels in the core", g->text, core);
        subject_close(&s);
    }
}

static void equal_steps_are_absolute(void **state)
{
    (void)state;
    struct subject s = subject_open("x+y/3", NEED_F);
    for (int i = 0; i < 40; i++) {
        struct view view = subject_view(i * 0.37 - 5, i * 0.21, 3);
        struct levels l = levels_choose(s.e, view, LEVELS_AUTO);
        assert_int_equal(l.family, LEVELS_EQUAL);
        assert_true(l.step == 1);
        for (int k = 0; k < l.count; k++) {
            assert_true(l.value[k] == rint(l.value[k]));
            assert_int_equal(l.major[k], fmod(l.value[k], 5) == 0);
        }
        assert_true(l.value[0] - l.low <= 1 && l.high - l.value[l.count - 1] <= 1);
    }
    subject_close(&s);
}

static void equal_values_print_cleanly(void **state)
{
    (void)state;
    static const char *const texts[] = {"x/10+y/10", "x*1e-7+y*1e-7", "x*3e20",
                                        "x/3e200"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct subject s = subject_open(texts[i], NEED_F);
        struct levels l = levels_choose(s.e, subject_view(0.3, 0.2, 3), LEVELS_EQUAL);
        assert_in_range(l.count, 7, 20);
        for (int k = 0; k < l.count; k++) {
            char text[NUMBER_TEXT];
            double back;
            number_shortest(text, l.value[k]);
            if (strlen(text) > 9 || !number_read(text, &back) || back != l.value[k])
                fail_msg("%s: %s", texts[i], text);
        }
        subject_close(&s);
    }
}

// Where the usual number of equal steps leaves plains, more of them do as long as they
// do not crowd; spacing then still shows steepness.
static void finer_equal_steps_come_before_logarithms(void **state)
{
    (void)state;
    struct subject s = subject_open("x^2*y + sin(y)", NEED_F);
    for (double half = 2; half <= 3; half++) {
        struct view view = subject_view(2 * half == 4, 0, half);
        struct levels l = levels_choose(s.e, view, LEVELS_AUTO);
        struct measure m = measure(&s, view, &l);
        assert_int_equal(l.family, LEVELS_EQUAL);
        assert_true(m.dead <= .10 && m.crowded <= .05);
        assert_true(l.count < LEVELS_MOST / 2);
    }
    subject_close(&s);
}

static void logarithms_have_their_majors(void **state)
{
    (void)state;
    struct subject s = subject_open(ROSENBROCK, NEED_F);
    struct levels l = levels_choose(s.e, subject_view(0, 1, 2), LEVELS_AUTO);
    bool ten = false, below_one = false;
    for (int i = 0; i < l.count; i++) {
        double decades = log10(l.value[i]);
        assert_int_equal(l.major[i], decades == rint(decades));
        ten |= l.value[i] == 10 && l.major[i];
        below_one |= l.value[i] < 1;
    }
    assert_true(ten && below_one);              // the valley
    assert_true(fabs(l.step - pow(10, 1. / 3)) < 1e-12);
    subject_close(&s);

    s = subject_open("x^3*y", NEED_F);
    l = levels_choose(s.e, subject_view(0, 0, 3), LEVELS_SYMLOG);
    bool zero = false;
    for (int i = 0; i < l.count; i++) {
        zero |= l.value[i] == 0 && l.major[i];
        assert_true(l.value[i] == -l.value[l.count - 1 - i]);
    }
    assert_true(zero);
    subject_close(&s);
}

struct strange { const char *text; double half; int least, most; };

// Whatever f is, levels are sane and choosing them ends.
static void strange_functions(void **state)
{
    (void)state;
    static const struct strange table[] = {
        {"5", 3, 0, 0},
        {"0", 3, 0, 0},
        {"sin(x)^2+cos(x)^2", 3, 0, 0},
        {"sqrt(-1-x^2)", 3, 0, 0},
        {"1e300*1e300*x", 3, 0, 0},
        {"1e308*x*y", 3, 5, 40},
        {"1e-300*(x^2+y)", 3, 5, 40},
        {"1e-320*x", 3, 0, 0},
        {"1e305*(x^3+y)", 3, 5, 40},
        {"sqrt(x)*y", 3, 5, 40},
        {"floor(x)+0.3y", 3, 5, 40},
        {"floor(x)", 3, 5, 40},
        {"sign(x)", 3, 1, 40},
        {"max(x,0)", 3, 5, 40},
        {"abs(x)^31*sign(x)", 3, 5, 60},
        {"exp(-400((x-0.5)^2+(y-0.5)^2))", 3, 5, 60},
        {"tan(x)", 3, 5, 100},
        {"1/x+1/y", 3, 5, 100},
        {"1/(x^2+y^2)^3", 3, 5, 100},
        {"exp(exp(x))", 3, 5, 60},
        {"x", 1e-12, 5, 40},
        {"x", 1e290, 5, 40},
        {"x^2+y^2", 1e140, 5, 40},
        {"1+x*1e-9", 1, 5, 40},
        {"atan2(y,x)", 3, 5, 40},
        {"x*y/(x^2+y^2)", 3, 5, 40},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const struct strange *t = &table[i];
        struct subject s = subject_open(t->text, NEED_F);
        for (int family = LEVELS_AUTO; family <= LEVELS_AREA; family++) {
            struct levels l = levels_choose(s.e, subject_view(0, 0, t->half),
                                            (enum level_family)family);
            check_levels(&l, t->text);
            if (family == LEVELS_AUTO && (l.count < t->least || l.count > t->most))
                fail_msg("%s: %d levels", t->text, l.count);
            if (t->most == 0)
                assert_int_equal(l.count, 0);
            assert_true(l.family != LEVELS_AUTO);
        }
        subject_close(&s);
    }
    struct subject s = subject_open("sqrt(-1-x^2)", NEED_F);
    struct levels l = levels_choose(s.e, subject_view(0, 0, 3), LEVELS_AUTO);
    assert_true(l.low > l.high);
    subject_close(&s);
}

static void any_shape_of_view(void **state)
{
    (void)state;
    static const int sizes[][2] = {
        {1, 1}, {1, 5000}, {5000, 1}, {320, 240}, {700, 1400}};
    struct subject s = subject_open("x^2+2y^2", NEED_F);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct view view = {{-2, 3, -1, 2}, sizes[i][0], sizes[i][1]};
        struct levels l = levels_choose(s.e, view, LEVELS_AUTO);
        check_levels(&l, "x^2+2y^2");
        assert_in_range(l.count, 5, 40);
        struct levels again = levels_choose(s.e, view, LEVELS_AUTO);
        assert_memory_equal(&again, &l, sizeof l);
    }
    subject_close(&s);
}

static void given_levels(void **state)
{
    (void)state;
    struct levels l = levels_given((const double[]){3, 1, NAN, 2, 3, -0.5, 1}, 7);
    static const double expected[] = {-0.5, 1, 2, 3};
    assert_int_equal(l.count, 4);
    assert_int_equal(l.family, LEVELS_GIVEN);
    for (int i = 0; i < 4; i++)
        assert_true(l.value[i] == expected[i] && l.major[i]);
    assert_int_equal(levels_given(NULL, 0).count, 0);
    double many[LEVELS_MOST + 50];
    for (int i = 0; i < LEVELS_MOST + 50; i++)
        many[i] = i;
    assert_int_equal(levels_given(many, LEVELS_MOST + 50).count, LEVELS_MOST);
}

static void no_memory(void **state)
{
    (void)state;
    struct subject s = subject_open(ROSENBROCK, NEED_F);
    struct levels whole = levels_choose(s.e, subject_view(0, 1, 2), LEVELS_AUTO);
    for (int sticky = 0; sticky < 2; sticky++)
        for (long k = 1;; k++) {
            fail_allocation(k, sticky);
            struct levels l = levels_choose(s.e, subject_view(0, 1, 2), LEVELS_AUTO);
            bool hit = fail_stop() >= k;
            assert_true(hit || !l.failed);
            if (!l.failed)                      // sorting can do without
                assert_memory_equal(&l, &whole, sizeof l);
            if (!hit)
                break;
        }
    subject_close(&s);
}

static void check_ticks(double low, double high, int most)
{
    double out[64], step;
    char text[NUMBER_TEXT], before[NUMBER_TEXT] = "";
    int count = ticks(low, high, most, out, &step);
    assert_in_range(count, 0, most);
    for (int i = 0; i < count; i++) {
        if (!(out[i] >= low && out[i] <= high))
            fail_msg("%.17g outside [%.17g, %.17g]", out[i], low, high);
        number_round(text, out[i]);
        if (strcmp(text, before) == 0)
            fail_msg("two ticks at %s in [%.17g, %.17g]", text, low, high);
        strcpy(before, text);
        if (!strstr(text, "\xE2\x88\x92")) {
            double back;
            assert_true(number_read(text, &back));
            if (back != out[i])
                fail_msg("%s is not %.17g", text, out[i]);
        }
    }
}

static void ticks_are_round(void **state)
{
    (void)state;
    static const struct {
        double low, high; int most; double step, first; int count;
    } table[] = {
        {-3, 3, 7, 1, -3, 7},        {-3, 3, 6, 2, -2, 3},
        {0, 1, 11, 0.1, 0, 11},      {-4.4, 4.4, 10, 1, -4, 9},
        {0.1, 0.9, 10, 0.1, 0.1, 9}, {1e6, 2e6, 6, 2e5, 1e6, 6},
        {0, 1, 1, 2, 0, 1},          {-1e308, 1e308, 5, 5e307, -1e308, 5},
        {2, 7, 3, 2, 2, 3},
    };
    double out[64], step;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        int count = ticks(table[i].low, table[i].high, table[i].most, out, &step);
        assert_int_equal(count, table[i].count);
        assert_true(step == table[i].step);
        assert_true(out[0] == table[i].first);
    }
    ticks(0, 1, 11, out, &step);
    assert_true(out[3] == 0.3 && out[7] == 0.7);
}

static void ticks_at_any_scale(void **state)
{
    (void)state;
    for (int e = -307; e < 308; e++)
        for (int most = 2; most < 20; most += 5)
            check_ticks(-1.3 * pow(10, e), 0.7 * pow(10, e), most);
    for (double width = 1; width > 1e-300; width /= 3) {        // deep zoom
        check_ticks(1 - width, 1 + width, 10);
        check_ticks(-1e5 - width, -1e5 + width, 10);
        check_ticks(M_PI - width, M_PI + width, 10);
    }
    double out[64], step;
    assert_int_equal(ticks(1, 1, 10, out, &step), 0);
    assert_int_equal(ticks(2, 1, 10, out, &step), 0);
    assert_int_equal(ticks(NAN, 1, 10, out, &step), 0);
    assert_int_equal(ticks(0, INFINITY, 10, out, &step), 0);
    assert_int_equal(ticks(0, 1, 0, out, &step), 0);
    assert_int_equal(ticks(0, 5e-324, 10, out, &step), 0);
    assert_true(ticks(1 - 1e-12, 1 + 1e-12, 10, out, &step) >= 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_the_gallery),
        cmocka_unit_test(equal_steps_are_absolute),
        cmocka_unit_test(equal_values_print_cleanly),
        cmocka_unit_test(finer_equal_steps_come_before_logarithms),
        cmocka_unit_test(logarithms_have_their_majors),
        cmocka_unit_test(strange_functions),
        cmocka_unit_test(any_shape_of_view),
        cmocka_unit_test(given_levels),
        cmocka_unit_test(no_memory),
        cmocka_unit_test(ticks_are_round),
        cmocka_unit_test(ticks_at_any_scale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
