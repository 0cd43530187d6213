// SPDX-License-Identifier: MIT
#pragma once
// A few doubles at once, on the machine this file is compiled for: ISA_NAME is one of
// plain, sse2, avx2 and avx512 and USE_… the same as a switch, none being plain.
// Everything acts lane by lane, so that a value never depends on its neighbours.

#include <math.h>
#include <stddef.h>
#include <string.h>

#if defined(USE_SSE2) || defined(USE_AVX2) || defined(USE_AVX512)
#include <immintrin.h>
#endif

#if defined(USE_AVX512)
enum { LANES = 8 };
#elif defined(USE_AVX2)
enum { LANES = 4 };
#else
enum { LANES = 2 };
#endif

typedef double vec __attribute__((vector_size(LANES * 8)));
typedef long long ivec __attribute__((vector_size(LANES * 8)));     // truth: -1, 0
typedef unsigned long long bits                                     // wraps around
    __attribute__((vector_size(LANES * 8)));
typedef double vec_anywhere
    __attribute__((vector_size(LANES * 8), aligned(8), may_alias));

#define INLINE static inline __attribute__((always_inline, unused))

INLINE vec load(const double *from)
{
    return (vec)*(const vec_anywhere *)from;
}

INLINE void store(double *to, vec a)
{
    *(vec_anywhere *)to = (vec_anywhere)a;
}

INLINE vec splat(double a)
{
    return a - (vec){0};
}

INLINE ivec isplat(long long a)
{
    return a - (ivec){0};
}

INLINE vec choose(ivec truth, vec yes, vec no)
{
#if defined(USE_AVX512)
    return _mm512_mask_blend_pd(_mm512_movepi64_mask((__m512i)truth), no, yes);
#elif defined(USE_AVX2)
    return _mm256_blendv_pd(no, yes, (__m256d)truth);
#else
    return (vec)((truth & (ivec)yes) | (~truth & (ivec)no));
#endif
}

INLINE int any(ivec truth)
{
#if defined(USE_AVX512)
    return _mm512_movepi64_mask((__m512i)truth);
#elif defined(USE_AVX2)
    return _mm256_movemask_pd((__m256d)truth);
#else
    return truth[0] || truth[1];
#endif
}

// a·b + c; rounded once where the machine can do so fast.
INLINE vec fma_(vec a, vec b, vec c)
{
#if defined(USE_AVX512)
    return _mm512_fmadd_pd(a, b, c);
#elif defined(USE_AVX2)
    return _mm256_fmadd_pd(a, b, c);
#else
    return a * b + c;
#endif
}

INLINE vec fms_(vec a, vec b, vec c)
{
    return fma_(a, b, -c);
}

INLINE vec fnma_(vec a, vec b, vec c)
{
    return fma_(-a, b, c);
}

INLINE vec absolute(vec a)
{
    return (vec)((ivec)a & isplat(0x7fffffffffffffff));
}

INLINE ivec is_nan(vec a)
{
    return (ivec)(a != a);
}

#define LANE_BY_LANE(name, function)                                              \
    INLINE vec name(vec a)                                                        \
    {                                                                             \
        for (int i = 0; i < LANES; i++)                                           \
            a[i] = function(a[i]);                                                \
        return a;                                                                 \
    }

#if defined(USE_AVX512)
INLINE vec root(vec a) { return _mm512_sqrt_pd(a); }
INLINE vec down(vec a) { return _mm512_roundscale_pd(a, 9); }
INLINE vec up(vec a) { return _mm512_roundscale_pd(a, 10); }
#elif defined(USE_AVX2)
INLINE vec root(vec a) { return _mm256_sqrt_pd(a); }
INLINE vec down(vec a) { return _mm256_floor_pd(a); }
INLINE vec up(vec a) { return _mm256_ceil_pd(a); }
#else
#if defined(USE_SSE2)
INLINE vec root(vec a) { return _mm_sqrt_pd(a); }
#else
LANE_BY_LANE(root, sqrt)
#endif
LANE_BY_LANE(down, floor)
LANE_BY_LANE(up, ceil)
#endif
