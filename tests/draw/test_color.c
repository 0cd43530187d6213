// SPDX-License-Identifier: MIT
#include "draw/color.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_color(rgba a, rgba b)
{
    assert_int_equal(a.r, b.r);
    assert_int_equal(a.g, b.g);
    assert_int_equal(a.b, b.b);
    assert_int_equal(a.a, b.a);
}

static void mixing_keeps_ends_and_middle(void **state)
{
    (void)state;
    rgba a = rgb(0x102030), b = {0xf0, 0x00, 0x31, 55};
    assert_color(rgba_mix(a, b, 0), a);
    assert_color(rgba_mix(a, b, 1), b);
    assert_color(rgba_mix(a, b, -3), a);
    assert_color(rgba_mix(a, b, NAN), a);
    assert_color(rgba_mix(a, b, 9), b);
    assert_color(rgba_mix(a, b, 0.5f), (rgba){0x80, 0x10, 0x31, 155});
    assert_int_equal(rgba_faded(a, 0.5f).a, 128);
}

// Ratios of the table of tokens in the design, computed there by another program.
static void contrast_is_that_of_wcag(void **state)
{
    (void)state;
    static const struct { uint32_t a, b; double ratio; } known[] = {
        {0x000000, 0xFFFFFF, 21}, {0x777777, 0xFFFFFF, 4.48}, {0x123456, 0x123456, 1},
        {0x14181F, 0xFFFFFF, 17.8}, {0x14181F, 0xD3E0EE, 13.3}, {0x3A4350, 0xF3F5F8, 9.2},
        {0x66768A, 0xFFFFFF, 4.64}, {0x66768A, 0xD3E0EE, 3.46}, {0x46556A, 0xFFFFFF, 7.59},
        {0x8496AB, 0x2A3A4D, 3.83}, {0xA9B8C9, 0x0D1117, 9.36}, {0xFDF156, 0x0D1117, 16.1},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        double got = contrast(rgb(known[i].a), rgb(known[i].b));
        assert_true(fabs(got - known[i].ratio) < 0.06);
        assert_true(got == contrast(rgb(known[i].b), rgb(known[i].a)));
    }
}

static void a_grey_is_as_light_as_its_color(void **state)
{
    (void)state;
    for (uint32_t hex = 0; hex <= 0xffffff; hex += 0x01020b) {
        rgba color = rgb(hex), grey = rgba_grey(rgba_faded(color, 0.5f));
        assert_color(grey, (rgba){grey.r, grey.r, grey.r, 128});
        assert_color(rgba_grey(grey), grey);
        grey.a = 255;
        assert_true(fabs(contrast(grey, rgb(0)) / contrast(color, rgb(0)) - 1) < 0.01);
    }
    assert_color(rgba_grey(rgb(0xffffff)), rgb(0xffffff));
    assert_color(rgba_grey(rgb(0)), rgb(0));
}

static void ramps_pass_their_stops_and_never_turn_back(void **state)
{
    (void)state;
    assert_color(ramp_color(RAMP_CIVIDIS, 0), rgb(0x00224E));
    assert_color(ramp_color(RAMP_CIVIDIS, 1), rgb(0xFEE838));
    assert_color(ramp_color(RAMP_CIVIDIS, 4 / 9.0f), rgb(0x707173));
    assert_color(ramp_color(RAMP_VIRIDIS, -1), rgb(0x440154));
    assert_color(ramp_color(RAMP_VIRIDIS, 2), rgb(0xFDE725));
    assert_color(ramp_color(RAMP_VIRIDIS, NAN), rgb(0x440154));
    for (enum ramp ramp = RAMP_CIVIDIS; ramp <= RAMP_VIRIDIS; ramp++) {
        double before = 0;
        for (int i = 0; i <= 90; i++) {
            double light = contrast(ramp_color(ramp, (float)i / 90), rgb(0));
            assert_true(light > before - 0.03);
            before = light;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mixing_keeps_ends_and_middle),
        cmocka_unit_test(contrast_is_that_of_wcag),
        cmocka_unit_test(a_grey_is_as_light_as_its_color),
        cmocka_unit_test(ramps_pass_their_stops_and_never_turn_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
