// SPDX-License-Identifier: MIT
#pragma once
// On x86-64 denormal numbers count as zero while programs run: they cost a hundredfold
// and carry nothing that could be seen.  Always on there, so that results are the same
// on every run.

#if defined(__x86_64__)
#include <xmmintrin.h>

// Rounding to nearest, nothing trapped, denormals as zero; returns what was before.
static inline unsigned float_mode_enter(void)
{
    unsigned before = _mm_getcsr();
    _mm_setcsr(0x9fc0);
    return before;
}

static inline void float_mode_leave(unsigned before)
{
    _mm_setcsr(before);
}
#else
static inline unsigned float_mode_enter(void) { return 0; }
static inline void float_mode_leave(unsigned before) { (void)before; }
#endif
