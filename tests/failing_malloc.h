// SPDX-License-Identifier: MIT
#pragma once
// Memory that runs out on purpose.  Link with failing_malloc.c and the wrap flags of
// tests/meson.build (oom_flags); then the k-th allocation from now on fails, alone or
// with all that follow.

#include <stdbool.h>

void fail_allocation(long k, bool and_all_after);       // k from 1
long fail_stop(void);                                   // allocations seen since
