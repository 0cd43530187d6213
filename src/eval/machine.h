// SPDX-License-Identifier: MIT
#pragma once
// The kinds of machine that programs are compiled for.

#include "eval/kernel.h"

#include <stdbool.h>

enum isa { ISA_PLAIN, ISA_SSE2, ISA_AVX2, ISA_AVX512, ISAS };

const char *isa_name(enum isa isa);
bool isa_here(enum isa isa);                            // does this machine have it?
enum isa isa_best(void);
const struct kernels *isa_kernels(enum isa isa);
