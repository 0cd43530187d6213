// SPDX-License-Identifier: MIT
// U4: the contrast of every token on every surface it may stand on.
#include "draw/theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check_marks(const struct theme *t, rgba mark, double least)
{
    assert_true(contrast(mark, t->plot_hi) >= least);
    assert_true(contrast(mark, t->plot_lo) >= least);
}

static void check_theme(const struct theme *t)
{
    const rgba surfaces[] = {t->plot_hi, t->plot_lo, t->panel, t->card};
    for (int i = 0; i < 4; i++) {
        assert_true(contrast(t->text, surfaces[i]) >= 7);
        assert_true(contrast(t->text2, surfaces[i]) >= 7);
    }
    const rgba marks[] = {t->contour_minor, t->contour_major, t->arrow, t->axis,
                          t->ink, t->blue};
    for (int i = 0; i < 6; i++)
        check_marks(t, marks[i], 3);
    for (int i = 0; i < THEME_RUNS; i++)
        check_marks(t, t->run[i], 3);
    const rgba words[] = {t->accent, t->ok, t->warn, t->error};
    for (int i = 0; i < 4; i++) {
        assert_true(contrast(words[i], t->panel) >= 7);
        assert_true(contrast(words[i], t->card) >= 7);
    }
    assert_true(contrast(t->text, t->button) >= 7);
    assert_true(contrast(t->track, t->panel) >= 3 && contrast(t->track, t->card) >= 3);
    assert_true(contrast(t->focus, t->panel) >= 3 && contrast(t->focus, t->card) >= 3);
    assert_true(contrast(t->plot_lo, t->plot_hi) > 1.2);
}

static void test_contrast(void **state)
{
    (void)state;
    check_theme(&theme_light);
    check_theme(&theme_dark);
}

static void test_sizes(void **state)
{
    (void)state;
    for (float height = 240; height <= 4320; height *= 1.1f) {
        for (int projector = 0; projector < 2; projector++) {
            struct sizes s = sizes_for(height, projector);
            assert_true(s.minor >= 1.5f && s.major >= 1.5f && s.shaft >= 1.5f);
            assert_true(s.t3 >= 11 && s.t3 >= (projector ? 0.0299f : 0.0219f) * height);
            assert_true(s.t1 >= s.t2 && s.t2 >= s.t3);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contrast),
        cmocka_unit_test(test_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
