// SPDX-License-Identifier: MIT
#include "base/arena.h"

#include "failing_malloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void check_fresh(const unsigned char *p, size_t size)
{
    assert_non_null(p);
    assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
    for (size_t i = 0; i < size; i++)
        if (p[i])
            fail_msg("byte %zu of %zu is not zero", i, size);
}

static void pieces_are_aligned_zero_and_apart(void **state)
{
    (void)state;
    struct arena arena = {0};
    unsigned char *piece[400];
    size_t size[400];
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < 400; i++) {
            size[i] = i % 50 == 49 ? 100000 : 1 + i * 37 % 999;
            piece[i] = arena_new(&arena, size[i]);
            check_fresh(piece[i], size[i]);
            memset(piece[i], (int)(i % 255) + 1, size[i]);
        }
        for (size_t i = 0; i < 400; i++)
            for (size_t k = 0; k < size[i]; k++)
                if (piece[i][k] != i % 255 + 1)
                    fail_msg("piece %zu was written over", i);
        arena_clear(&arena);
    }
    arena_free(&arena);
    assert_null(arena.blocks);
}

static void empty_and_impossible(void **state)
{
    (void)state;
    struct arena arena = {0};
    arena_clear(&arena);
    arena_free(&arena);
    assert_null(arena_new(&arena, SIZE_MAX));
    assert_null(arena_new(&arena, SIZE_MAX - 3));
    assert_non_null(arena_new(&arena, 0));
    check_fresh(arena_new(&arena, 1), 1);
    arena_free(&arena);
}

static void clearing_keeps_memory(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_non_null(arena_new(&arena, 1000));
    arena_clear(&arena);
    fail_allocation(1, true);
    void *again = arena_new(&arena, 1000);
    long seen = fail_stop();
    assert_non_null(again);
    assert_int_equal(seen, 0);
    arena_free(&arena);
}

static void no_memory(void **state)
{
    (void)state;
    for (long k = 1; k <= 4; k++) {
        struct arena arena = {0};
        int got = 0;
        fail_allocation(k, true);
        while (got < 10 && arena_new(&arena, 70000))
            got++;
        fail_stop();
        assert_int_equal(got, k - 1);
        check_fresh(arena_new(&arena, 70000), 70000);
        arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_aligned_zero_and_apart),
        cmocka_unit_test(empty_and_impossible),
        cmocka_unit_test(clearing_keeps_memory),
        cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
