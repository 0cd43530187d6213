// SPDX-License-Identifier: MIT
#include "eval/machine.h"

#if defined(__x86_64__)
#define X86 1
#else
#define X86 0
#endif

const char *isa_name(enum isa isa)
{
    static const char *const names[ISAS] = {"plain", "sse2", "avx2", "avx512"};
    return names[isa];
}

bool isa_here(enum isa isa)
{
    switch (isa) {
#if X86
    case ISA_SSE2: return true;
    case ISA_AVX2:
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case ISA_AVX512:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
               && __builtin_cpu_supports("avx512vl")
               && __builtin_cpu_supports("avx512bw");
#endif
    default: return isa == ISA_PLAIN;
    }
}

enum isa isa_best(void)
{
    enum isa best = ISA_AVX512;
    while (!isa_here(best))
        best--;
    return best;
}

const struct kernels *isa_kernels(enum isa isa)
{
    switch (isa) {
#if X86
    case ISA_SSE2: return &kernels_sse2;
    case ISA_AVX2: return &kernels_avx2;
    case ISA_AVX512: return &kernels_avx512;
#endif
    default: return &kernels_plain;
    }
}
