// SPDX-License-Identifier: MIT
#include "field/sort.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, PASSES = 6, FEW = 500 };

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// Bits that sort as the numbers do, and back.
static uint64_t key_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

static double value_of(uint64_t key)
{
    uint64_t bits = key >> 63 ? key & ~((uint64_t)1 << 63) : ~key;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

// Moves the keys to `to` in order of one digit, keeping that of the lower ones.
static void pass(const uint64_t *from, uint64_t *to, size_t count, int shift)
{
    size_t place[DIGITS] = {0}, total = 0;
    for (size_t i = 0; i < count; i++)
        place[from[i] >> shift & (DIGITS - 1)]++;
    for (size_t d = 0; d < DIGITS; d++) {
        size_t here = place[d];
        place[d] = total;
        total += here;
    }
    for (size_t i = 0; i < count; i++)
        to[place[from[i] >> shift & (DIGITS - 1)]++] = from[i];
}

void sort_ascending(double *values, size_t count)
{
    uint64_t *keys = count > FEW ? malloc(2 * count * sizeof *keys) : NULL;
    if (!keys) {
        if (count > 1)
            qsort(values, count, sizeof *values, ascending);
        return;
    }
    uint64_t *other = keys + count;
    for (size_t i = 0; i < count; i++)
        keys[i] = key_of(values[i]);
    for (int i = 0; i < PASSES; i += 2) {
        pass(keys, other, count, i * DIGIT_BITS);
        pass(other, keys, count, (i + 1) * DIGIT_BITS);
    }
    for (size_t i = 0; i < count; i++)
        values[i] = value_of(keys[i]);
    free(keys);
}
