// SPDX-License-Identifier: MIT
#include "draw/halo.h"

#include "failing_malloc.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int at(const struct cover *c, int x, int y)
{
    x -= c->left;
    y -= c->top;
    return x >= 0 && y >= 0 && x < c->width && y < c->height ? c->alpha[y * c->width + x]
                                                             : -1;
}

static void a_dot_grows_to_a_disc(void **state)
{
    (void)state;
    static const uint8_t full = 255;
    struct cover dot = {5, 7, 1, 1, &full}, halo;
    for (float radius = 0.3f; radius < 9; radius += 0.45f) {
        struct arena arena = {0};
        assert_true(halo_grow(&arena, &dot, radius, &halo));
        for (int y = -12; y <= 12; y++)
            for (int x = -12; x <= 12; x++) {
                double wanted = 255 * fmin(fmax(1 + radius - hypot(x, y), 0), 1);
                int got = at(&halo, 5 + x, 7 + y);
                assert_true(got >= 0 ? fabs(got - wanted) <= 1 : wanted < 1);
            }
        arena_free(&arena);
    }
}

static void it_never_covers_less_than_the_letters(void **state)
{
    (void)state;
    uint8_t alpha[60];
    for (int i = 0; i < 60; i++)
        alpha[i] = (uint8_t)(i * 97 % 256 < 100 ? 0 : i * 97);
    struct cover letters = {-3, -8, 10, 6, alpha}, halo;
    struct arena arena = {0};
    assert_true(halo_grow(&arena, &letters, 1.4f, &halo));
    for (int y = -8; y < -2; y++)
        for (int x = -3; x < 7; x++)
            assert_true(at(&halo, x, y) >= at(&letters, x, y));
    arena_free(&arena);
}

static void nothing_has_no_halo_and_memory_may_run_out(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct cover none = {0}, halo;
    static const uint8_t full = 255;
    assert_true(halo_grow(&arena, &none, 3, &halo));
    assert_int_equal(halo.width, 0);
    struct cover dot = {0, 0, 1, 1, &full};
    fail_allocation(1, true);
    bool grown = halo_grow(&arena, &dot, 3, &halo);
    fail_stop();
    assert_false(grown);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dot_grows_to_a_disc),
        cmocka_unit_test(it_never_covers_less_than_the_letters),
        cmocka_unit_test(nothing_has_no_halo_and_memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
