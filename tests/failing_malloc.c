// SPDX-License-Identifier: MIT
#include "failing_malloc.h"

#include <stddef.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

static long seen, fail_at;
static bool sticky;

void fail_allocation(long k, bool and_all_after)
{
    seen = 0;
    fail_at = k;
    sticky = and_all_after;
}

long fail_stop(void)
{
    fail_at = 0;
    return seen;
}

static bool fails(void)
{
    if (!fail_at)
        return false;
    long now = __atomic_add_fetch(&seen, 1, __ATOMIC_RELAXED);
    return now == fail_at || (sticky && now > fail_at);
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return fails() ? NULL : __real_realloc(old, size);
}
