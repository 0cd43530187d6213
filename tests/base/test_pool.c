// SPDX-License-Identifier: MIT
#include "base/pool.h"

#include "failing_malloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { PIECES = 5000 };

struct job {
    unsigned char done[PIECES];
    uint64_t result[PIECES];
    atomic_int strange;         // worker numbers out of range
    int workers;
};

static void work(void *context, size_t piece, int worker)
{
    struct job *job = context;
    if (worker < 0 || worker >= job->workers)
        atomic_fetch_add(&job->strange, 1);
    job->done[piece]++;
    uint64_t x = piece + 1;
    for (int i = 0; i < 50; i++)
        x = x * 6364136223846793005u + 1442695040888963407u;
    job->result[piece] = x;
}

static void check(struct pool *pool, struct job *job, const struct job *alone,
                  size_t pieces)
{
    memset(job, 0, sizeof *job);
    job->workers = pool_size(pool);
    pool_run(pool, pieces, work, job);
    for (size_t i = 0; i < PIECES; i++)
        if (job->done[i] != (i < pieces))
            fail_msg("piece %zu of %zu was done %d times", i, pieces, job->done[i]);
    assert_memory_equal(job->result, alone->result, pieces * sizeof *job->result);
    assert_int_equal(atomic_load(&job->strange), 0);
}

static void every_piece_once_by_any_number(void **state)
{
    (void)state;
    struct job *job = malloc(sizeof *job), *alone = calloc(1, sizeof *alone);
    assert_true(job && alone);
    alone->workers = 1;
    pool_run(NULL, PIECES, work, alone);
    for (int threads = 1; threads <= 8; threads++) {
        struct pool *pool = pool_open(threads);
        assert_int_equal(pool_size(pool), threads);
        check(pool, job, alone, PIECES);
        for (size_t pieces = 0; pieces < 20; pieces++)
            check(pool, job, alone, pieces);
        pool_close(pool);
    }
    free(job);
    free(alone);
}

static void count(void *context, size_t piece, int worker)
{
    (void)piece;
    (void)worker;
    atomic_fetch_add((atomic_long *)context, 1);
}

static void many_small_jobs(void **state)
{
    (void)state;
    struct pool *pool = pool_open(4);
    atomic_long total = 0;
    for (size_t i = 0; i < 3000; i++)
        pool_run(pool, i % 7, count, &total);
    pool_close(pool);
    long expected = 0;
    for (long i = 0; i < 3000; i++)
        expected += i % 7;
    assert_int_equal(atomic_load(&total), expected);
}

static void dawdle(void *context, size_t piece, int worker)
{
    (void)piece;
    if (worker > 0)
        nanosleep(&(struct timespec){0, 3000000}, NULL);
    atomic_fetch_add((atomic_long *)context, 1);
}

static void waits_for_the_slowest(void **state)
{
    (void)state;
    struct pool *pool = pool_open(4);
    for (int i = 0; i < 30; i++) {
        atomic_long total = 0;
        pool_run(pool, 2000, dawdle, &total);
        assert_int_equal(atomic_load(&total), 2000);
    }
    pool_close(pool);
}

static void opening_and_closing(void **state)
{
    (void)state;
    pool_close(NULL);
    assert_int_equal(pool_size(NULL), 1);
    for (int i = 0; i < 50; i++)
        pool_close(pool_open(1 + i % 8));
    struct pool *all = pool_open(0);
    assert_true(pool_size(all) >= 1);
    pool_close(all);
    struct pool *crowd = pool_open(100000);
    assert_in_range(pool_size(crowd), 1, 1000);
    pool_close(crowd);
}

static void no_memory_means_alone(void **state)
{
    (void)state;
    atomic_long total = 0;
    fail_allocation(1, true);
    struct pool *pool = pool_open(4);
    fail_stop();
    assert_null(pool);
    pool_run(pool, 10, count, &total);
    assert_int_equal(atomic_load(&total), 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_piece_once_by_any_number),
        cmocka_unit_test(many_small_jobs),
        cmocka_unit_test(waits_for_the_slowest),
        cmocka_unit_test(opening_and_closing),
        cmocka_unit_test(no_memory_means_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
