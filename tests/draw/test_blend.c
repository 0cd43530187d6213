// SPDX-License-Identifier: MIT
#include "draw/blend.h"

#include "paint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

// Over, as the book has it, in doubles.
static void assert_over(rgba d, rgba s, int mask, rgba got)
{
    double a = s.a * (double)mask / 255 / 255, da = d.a / 255.0, sum = a + da * (1 - a);
    double wanted[3] = {d.r, d.g, d.b}, source[3] = {s.r, s.g, s.b};
    int channels[3] = {got.r, got.g, got.b};
    assert_true(fabs(got.a - 255 * sum) <= 1.01);
    if (got.a == 0)
        return;
    double slack = 1.01 + 0.5 / sum;                    // the alpha is rounded first
    for (int i = 0; i < 3; i++) {
        double c = (source[i] * a + wanted[i] * da * (1 - a)) / sum;
        assert_true(fabs(channels[i] - c) <= slack);
    }
}

static rgba any_color(struct chance *c, bool opaque)
{
    uint32_t bits = (uint32_t)(chance_next(c) * 0x1p32);
    rgba color = {(uint8_t)bits, (uint8_t)(bits >> 8), (uint8_t)(bits >> 16),
                  (uint8_t)(bits >> 24)};
    if (opaque || chance_next(c) < 0.2)
        color.a = 255;
    return color;
}

static void masks_blend_as_the_book_has_it(void **state)
{
    (void)state;
    struct chance c = chance_from(7);
    for (int round = 0; round < 3000; round++) {
        rgba before[29], after[29], color = any_color(&c, false);
        uint8_t mask[29];
        for (int i = 0; i < 29; i++) {
            before[i] = after[i] = any_color(&c, round & 1);
            mask[i] = (uint8_t)(chance_next(&c) < 0.3 ? 0 : chance_next(&c) * 256);
        }
        int count = (int)(chance_next(&c) * 30);
        blend_mask(after, mask, count, color);
        for (int i = 0; i < 29; i++) {
            if (i < count && mask[i])
                assert_over(before[i], color, mask[i], after[i]);
            else
                assert_memory_equal(&before[i], &after[i], sizeof *after);
        }
    }
}

static void opaque_stays_opaque_and_full_cover_is_the_color(void **state)
{
    (void)state;
    rgba to[40], color = rgb(0x123456);
    uint8_t mask[40];
    for (int i = 0; i < 40; i++)
        to[i] = rgb(0xabcdef), mask[i] = (uint8_t)(i & 1 ? 255 : 77);
    blend_mask(to, mask, 40, color);
    for (int i = 0; i < 40; i++) {
        assert_int_equal(to[i].a, 255);
        if (i & 1)
            assert_memory_equal(&to[i], &color, sizeof color);
    }
}

static void flat_and_rows_agree_with_masks(void **state)
{
    (void)state;
    struct chance c = chance_from(8);
    for (int round = 0; round < 200; round++) {
        rgba flat[150], row[150], masked[150], colors[150], color = any_color(&c, false);
        uint8_t full[150];
        for (int i = 0; i < 150; i++) {
            flat[i] = row[i] = masked[i] = any_color(&c, round & 1);
            colors[i] = color;
            full[i] = 255;
        }
        blend_flat(flat, 150, color);
        blend_row(row, colors, 150);
        blend_mask(masked, full, 150, color);
        assert_memory_equal(flat, masked, sizeof masked);
        assert_memory_equal(row, masked, sizeof masked);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(masks_blend_as_the_book_has_it),
        cmocka_unit_test(opaque_stays_opaque_and_full_cover_is_the_color),
        cmocka_unit_test(flat_and_rows_agree_with_masks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
