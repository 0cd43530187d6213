// SPDX-License-Identifier: MIT
#pragma once
// The ten functions of the benchmark as a C programmer would write them by hand, pixel
// by pixel, with SLEEF and the vectors of the machine; compiled once for each kind.

#include <stddef.h>

enum { HAND_FUNCTIONS = 10 };

// One row: f at (xs[i], y), and the gradient where fx and fy are given.
typedef void hand_row(const double *xs, double y, double *f, double *fx, double *fy,
                      size_t count);

struct hand { hand_row *f[HAND_FUNCTIONS], *fg[HAND_FUNCTIONS]; };

extern const struct hand hand_sse2, hand_avx2, hand_avx512;
