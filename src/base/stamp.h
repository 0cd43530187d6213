// SPDX-License-Identifier: MIT
#pragma once
// FNV-1a, to notice change: equal things have equal stamps.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t stamp_bytes(uint64_t stamp, const void *bytes, size_t count)
{
    const unsigned char *at = bytes;
    if (!stamp)
        stamp = 0xcbf29ce484222325u;
    for (size_t i = 0; i < count; i++)
        stamp = (stamp ^ at[i]) * 0x100000001b3u;
    return stamp;
}

static inline uint64_t stamp_number(uint64_t stamp, double value)
{
    return stamp_bytes(stamp, &value, sizeof value);
}

static inline uint64_t stamp_text(uint64_t stamp, const char *text)
{
    return stamp_bytes(stamp, text, strlen(text) + 1);
}

// True when what was made of `kept` has to be made again; keeps the new one.
static inline bool stamp_renew(uint64_t *kept, uint64_t stamp)
{
    bool changed = *kept != stamp;
    *kept = stamp;
    return changed;
}
