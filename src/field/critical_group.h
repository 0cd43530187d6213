// SPDX-License-Identifier: MIT
#pragma once
// Which of n things hang together: a forest, of[k] being the parent of k, and k itself
// where k stands for its group.  The least of a group stands for it.

#include <stddef.h>
#include <stdint.h>

static inline void groups_start(uint32_t *of, size_t count)
{
    for (size_t k = 0; k < count; k++)
        of[k] = (uint32_t)k;
}

static inline uint32_t group_root(uint32_t *of, uint32_t k)
{
    while (of[k] != k)
        k = of[k] = of[of[k]];
    return k;
}

static inline void group_unite(uint32_t *of, uint32_t a, uint32_t b)
{
    a = group_root(of, a);
    b = group_root(of, b);
    of[a > b ? a : b] = a > b ? b : a;
}

// Numbers the groups from 0, in the order of their least; how many there are.
static inline size_t groups_number(uint32_t *of, size_t count)
{
    uint32_t groups = 0;
    for (size_t k = 0; k < count; k++)
        of[k] = of[k] == k ? groups++ : of[of[k]];
    return groups;
}
