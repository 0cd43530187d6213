// SPDX-License-Identifier: MIT
#pragma once
// One growable array.  Declare it as  struct { T *at; size_t count, capacity;
// bool failed; } ; zeroed is valid and empty.  When memory runs out the array
// keeps what it has, ignores further pushes and remembers it in `failed`: look
// once, at the end of the operation.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// Room for `need` items in all; false (and *failed) when there is no memory.
static inline bool array_room_(void **at, size_t *capacity, bool *failed,
                               size_t need, size_t size)
{
    if (need <= *capacity)
        return !*failed;
    size_t wanted = *capacity ? *capacity : 16;
    while (wanted < need)
        wanted += wanted / 2 + 1;
    void *bigger = *failed || wanted > SIZE_MAX / 2 / size
                       ? NULL : realloc(*at, wanted * size);
    if (!bigger) {
        *failed = true;
        return false;
    }
    *at = bigger;
    *capacity = wanted;
    return true;
}

#define array_reserve(array, need)                                                \
    array_room_((void **)&(array)->at, &(array)->capacity, &(array)->failed,      \
                (need), sizeof *(array)->at)

// Appends a value.  True unless memory ran out now or before.
#define array_push(array, ...)                                                    \
    (array_reserve((array), (array)->count + 1)                                   \
         ? ((array)->at[(array)->count++] = (__VA_ARGS__), true) : false)

// Frees the items and leaves an empty array.
#define array_free(array)                                                         \
    (free((array)->at), memset((array), 0, sizeof *(array)))
