// SPDX-License-Identifier: MIT
#pragma once
// One loop over many doubles for each code, for each kind of machine.

#include "eval/code.h"
#include "eval/light.h"

#include <stddef.h>

enum { KERNEL_LANES = 8 };      // counts are multiples of this

// Operands that are one number rather than many are pointers to that number; which
// ones is part of the choice of the kernel.  `out` may be one of the operands.  `out2`
// is the second result, if there is one.
typedef void kernel(double *out, double *out2, const double *a, const double *b,
                    const double *c, size_t count);

// table[code][scalars]: bit 0 of scalars for a, 1 for b, 2 for c.  NULL: not there, do
// it number by number.
struct kernels {
    kernel *table[CODE_COUNT][8];
    struct light_set light;
};

extern const struct kernels kernels_plain, kernels_sse2, kernels_avx2, kernels_avx512;
