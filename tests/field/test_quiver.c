// SPDX-License-Identifier: MIT
#include "field/quiver.h"

#include "failing_malloc.h"
#include "subject.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// The sizes of experience.md 3.5, 3.7 at 1080p.
static const struct quiver_rules desk = {ARROWS_AUTO, 48.6f, 97.2f, 13.5f, 0, {0, 0}, 0,
                                         NULL};

static struct quiver_rules with(enum arrow_law law)
{
    struct quiver_rules rules = desk;
    rules.law = law;
    return rules;
}

static struct quiver make(const struct subject *s, struct view view,
                          const struct quiver_rules *rules)
{
    struct quiver q = {0};
    assert_true(quiver_make(&q, s->e, view, rules));
    assert_false(q.arrows.failed);
    return q;
}

// What is true of any arrow field.
static void check(const struct quiver *q, struct view view, const char *what)
{
    assert_true(q->law != ARROWS_AUTO);
    for (size_t i = 0; i < q->arrows.count; i++) {
        const struct arrow *a = &q->arrows.at[i];
        assert_true(isfinite(a->gradient.x) && isfinite(a->gradient.y));
        assert_true(a->tail.x >= view.world.x0 && a->tail.x <= view.world.x1);
        assert_true(a->tail.y >= view.world.y0 && a->tail.y <= view.world.y1);
        double k = a->tail.x / q->step;
        assert_true(fabs(k - rint(k)) < 1e-6);
        if (!(a->length >= 0) || a->length > q->longest * 2.001f)
            fail_msg("%s: an arrow of %g pixels", what, (double)a->length);
        assert_true(a->length == 0 || vec2_length(a->gradient) > 0);
        assert_true(a->length == quiver_length(q, vec2_length(a->gradient)));
    }
}

static int ascending(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static void lengths_are_readable(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double y, half;
        enum arrow_law law;
    } table[] = {
        {"x^2+2y^2", 0, 3, ARROWS_ROOT},
        {"x^2*y+sin(y)", 0, 3, ARROWS_ROOT},
        {"(1-x)^2+100(y-x^2)^2", 1, 2, ARROWS_AUTO},
        {"(x^2+y-11)^2+(x+y^2-7)^2", 0, 5, ARROWS_AUTO},
        {"(1.5-x+x*y)^2+(2.25-x+x*y^2)^2+(2.625-x+x*y^3)^2", 0, 4.5, ARROWS_SATURATING},
        {"20+x^2-10cos(2pi*x)+y^2-10cos(2pi*y)", 0, 5.12, ARROWS_ROOT},
        {"3(1-x)^2*exp(-x^2-(y+1)^2)-10(x/5-x^3-y^5)*exp(-x^2-y^2)", 0, 3,
         ARROWS_SATURATING},
        {"exp(-x^2-y^2)", 0, 3, ARROWS_SATURATING},
        {"1/(x^2+y^2)", 0, 3, ARROWS_SATURATING},
        {"tan(x)*y", 0, 3, ARROWS_SATURATING},
    };
    for (size_t t = 0; t < sizeof table / sizeof *table; t++) {
        struct subject s = subject_open(table[t].text, NEED_GRADIENT);
        struct view view = subject_view(0, table[t].y, table[t].half);
        struct quiver q = make(&s, view, &desk);
        check(&q, view, table[t].text);
        float *length = malloc(sizeof *length * q.arrows.count);
        size_t count = 0, dead = 0;
        for (size_t i = 0; i < q.arrows.count; i++)
            if (q.arrows.at[i].length > 0)
                length[count++] = q.arrows.at[i].length;
        qsort(length, count, sizeof *length, ascending);
        while (dead < count && length[dead] < desk.head)
            dead++;
        double spread = length[count * 95 / 100] / length[count * 5 / 100];
        print_message("# %-55.55s law %d, %zu arrows, dead %4.1f %%, P95/P5 %.1f\n",
                      table[t].text, q.law, count, 100. * (double)dead / (double)count,
                      spread);
        if (table[t].law != ARROWS_AUTO)
            assert_int_equal(q.law, table[t].law);
        if ((double)dead > 0.05 * (double)count || spread > 8)
            fail_msg("%s: %zu of %zu dead, spread %g", table[t].text, dead, count,
                     spread);
        free(length);
        quiver_free(&q);
        subject_close(&s);
    }
}

static const struct arrow *arrow_at(const struct quiver *q, double x, double y)
{
    for (size_t i = 0; i < q->arrows.count; i++)
        if (q->arrows.at[i].tail.x == x && q->arrows.at[i].tail.y == y)
            return &q->arrows.at[i];
    fail_msg("no arrow at (%g, %g)", x, y);
    return NULL;
}

static void laws(void **state)
{
    (void)state;
    struct subject s = subject_open("x^2+2y^2", NEED_GRADIENT);
    struct view view = subject_view(0, 0, 3);
    struct quiver_rules rules = with(ARROWS_ROOT);
    struct quiver q = make(&s, view, &rules);
    const struct arrow *four = arrow_at(&q, 0, 1), *one = arrow_at(&q, 0.5, 0);
    assert_true(fabs(vec2_length(four->gradient) - 4) < 1e-6);
    assert_true(fabs(vec2_length(one->gradient) - 1) < 1e-6);
    assert_true(fabs(four->length / one->length - 2) < 1e-3);       // M31
    assert_true(arrow_at(&q, 0, 0)->length == 0);
    quiver_free(&q);

    rules = with(ARROWS_TRUE);
    q = make(&s, view, &rules);
    assert_true(fabs(arrow_at(&q, 0, 1)->length / arrow_at(&q, 0.5, 0)->length - 4)
                < 1e-3);
    assert_true(quiver_length(&q, q.scale) == q.longest);
    quiver_free(&q);

    rules = with(ARROWS_DIRECTION);
    q = make(&s, view, &rules);
    assert_true(arrow_at(&q, 0, 1)->length == arrow_at(&q, 0.5, 0)->length);
    assert_true(arrow_at(&q, 0, 0)->length == 0);
    quiver_free(&q);

    rules = with(ARROWS_SATURATING);
    q = make(&s, view, &rules);
    assert_true(fabs(quiver_length(&q, q.scale) * 2 - q.longest - q.shortest) < 1e-3);
    assert_true(quiver_length(&q, 1e-9) >= desk.head);
    assert_true(quiver_length(&q, INFINITY) <= q.longest);
    quiver_free(&q);

    rules = with(ARROWS_OFF);
    q = make(&s, view, &rules);
    assert_int_equal(q.arrows.count, 0);
    assert_int_equal(q.law, ARROWS_OFF);
    quiver_free(&q);
    subject_close(&s);
}

static void stays_put_while_the_view_moves(void **state)
{
    (void)state;
    struct subject s = subject_open("x^2+2y^2", NEED_GRADIENT);
    struct quiver q = make(&s, subject_view(0, 0, 3), &desk), moved = {0};
    for (int i = 1; i < 20; i++) {
        struct view view = subject_view(i * 0.0713, i * 0.0319, 3);
        assert_true(quiver_make(&moved, s.e, view, &desk));         // reuses its memory
        assert_true(moved.step == q.step);
        check(&moved, view, "moved");
        for (size_t k = 0; k < q.arrows.count; k++) {
            vec2 t = q.arrows.at[k].tail;
            if (t.x > view.world.x0 && t.y > view.world.y0 && t.y < view.world.y1
                && t.x < view.world.x1)
                assert_non_null(arrow_at(&moved, t.x, t.y));
        }
    }
    quiver_free(&moved);
    quiver_free(&q);
    subject_close(&s);
}

static void spacing_is_round_and_readable(void **state)
{
    (void)state;
    struct subject s = subject_open("x+y", NEED_GRADIENT);
    for (double half = 1e-12; half < 1e13; half *= 1.37) {
        struct view view = subject_view(0, 0, half);
        struct quiver q = make(&s, view, &desk);
        check(&q, view, "x+y");
        double pixels = q.step / view_pixel(view).x,
               ten = pow(10, floor(log10(q.step) + 1e-9));
        double digit = q.step / ten;
        assert_true(fabs(digit - 1) < 1e-9 || fabs(digit - 2) < 1e-9
                    || fabs(digit - 5) < 1e-9);
        if (pixels < desk.least / 1.13
            || pixels > desk.most * 1.13) // 2 → 5 is a factor 2.5
            fail_msg("half %g: %g pixels", half, pixels);
        assert_true(q.arrows.count > 100);
        quiver_free(&q);
    }
    subject_close(&s);
}

static void figures_of_books(void **state)
{
    (void)state;
    struct subject s = subject_open("x^2+2y^2", NEED_GRADIENT);
    struct quiver_rules rules = with(ARROWS_TRUE);
    rules.step = 0.5;
    struct view view = {{-3, 3, -3, 3}, 800, 800};
    struct quiver q = make(&s, view, &rules);
    assert_int_equal(q.arrows.count, 13 * 13);                      // M24
    assert_true(fabs(vec2_length(arrow_at(&q, 3, 3)->gradient) - 13.416) < 1e-3);
    rules.step = 4. / 19;
    rules.origin = (vec2){-2, -2};
    view.world = (box){-2, 2, -2, 2};
    assert_true(quiver_make(&q, s.e, view, &rules));
    assert_int_equal(q.arrows.count, 20 * 20);                      // M23
    for (size_t i = 0; i < q.arrows.count; i++)
        assert_true(vec2_length(q.arrows.at[i].tail) > 0.1);
    rules.step = 1e-9;
    assert_true(quiver_make(&q, s.e, view, &rules));                // not a flood
    assert_true(q.arrows.count <= 401 * 401);
    quiver_free(&q);
    subject_close(&s);
}

static void strange_functions(void **state)
{
    (void)state;
    static const struct { const char *text; double half; bool some; } table[] = {
        {"5", 3, true}, {"sqrt(-1-x^2)", 3, false}, {"sqrt(x)*y", 3, true},
        {"1/x", 3, true}, {"1e300*x^2*y^2", 3, true}, {"1e-300*x*y", 3, true},
        {"abs(x)+abs(y)", 3, true}, {"floor(x)", 3, true}, {"x*y", 1e140, true},
        {"exp(exp(x))", 10, true}, {"x", 1e-290, true}, {"x", 1e-307, false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        for (int law = ARROWS_AUTO; law <= ARROWS_SATURATING; law++) {
            struct subject s = subject_open(table[i].text, NEED_GRADIENT);
            struct quiver_rules rules = with((enum arrow_law)law);
            struct view view = subject_view(0, 0, table[i].half);
            struct quiver q = make(&s, view, &rules);
            check(&q, view, table[i].text);
            if ((q.arrows.count > 0) != table[i].some)
                fail_msg("%s: %zu arrows", table[i].text, q.arrows.count);
            quiver_free(&q);
            subject_close(&s);
        }
}

static void no_memory(void **state)
{
    (void)state;
    struct subject s = subject_open("x^2+2y^2", NEED_GRADIENT);
    for (int sticky = 0; sticky < 2; sticky++)
        for (long k = 1;; k++) {
            struct quiver q = {0};
            fail_allocation(k, sticky);
            bool made = quiver_make(&q, s.e, subject_view(0, 0, 3), &desk);
            bool hit = fail_stop() >= k;
            assert_int_equal(made, !hit);
            quiver_free(&q);
            if (!hit)
                break;
        }
    subject_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lengths_are_readable),
        cmocka_unit_test(laws),
        cmocka_unit_test(stays_put_while_the_view_moves),
        cmocka_unit_test(spacing_is_round_and_readable),
        cmocka_unit_test(figures_of_books),
        cmocka_unit_test(strange_functions),
        cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
