// SPDX-License-Identifier: MIT
#pragma once
// The transcendental functions on a few doubles at once as the library has them:
// SLEEF's where it is there, else the C library's, number by number.

#include "calc/special.h"
#include "eval/simd.h"

#if defined(HAVE_SLEEF) && defined(USE_AVX512)
#define SLEEF(name, ulp) Sleef_##name##d8_##ulp##avx512f
#elif defined(HAVE_SLEEF) && defined(USE_AVX2)
#define SLEEF(name, ulp) Sleef_##name##d4_##ulp##avx2
#elif defined(HAVE_SLEEF) && defined(USE_SSE2)
#define SLEEF(name, ulp) Sleef_##name##d2_##ulp##sse2
#endif

#ifdef SLEEF
#include <sleef.h>
#define MATH1(name, ulp, function)                                                \
    INLINE vec name(vec a) { return (vec)SLEEF(function, ulp)(a); }
#define MATH2(name, ulp, function)                                                \
    INLINE vec name(vec a, vec b) { return (vec)SLEEF(function, ulp)(a, b); }
#else
#define MATH1(name, ulp, function) LANE_BY_LANE(name, function)
#define MATH2(name, ulp, function)                                                \
    INLINE vec name(vec a, vec b)                                                 \
    {                                                                             \
        for (int i = 0; i < LANES; i++)                                           \
            a[i] = function(a[i], b[i]);                                          \
        return a;                                                                 \
    }
#endif

MATH1(library_sin, u35, sin)
MATH1(library_cos, u35, cos)
MATH1(library_exp, u10, exp)
MATH1(library_log, u35, log)
MATH1(math_tan, u35, tan)
MATH1(math_asin, u35, asin)
MATH1(math_acos, u35, acos)
MATH1(math_atan, u35, atan)
MATH1(math_sinh, u35, sinh)
MATH1(math_cosh, u35, cosh)
MATH1(math_tanh, u35, tanh)
MATH1(library_asinh, u10, asinh)
MATH1(library_acosh, u10, acosh)
LANE_BY_LANE(huge_asinh, asinh)
LANE_BY_LANE(huge_acosh, acosh)
MATH1(math_atanh, u10, atanh)
MATH1(math_log2, u10, log2)
MATH1(math_log10, u10, log10)
MATH1(math_log1p, u10, log1p)
MATH1(math_cbrt, u10, cbrt)
MATH1(math_erf, u10, erf)
MATH1(library_gamma, u10, tgamma)
LANE_BY_LANE(small_gamma, tgamma)
#ifdef SLEEF
MATH1(math_lgamma, u10, lgamma)
#else
LANE_BY_LANE(math_lgamma, special_lgamma)
#endif
MATH2(math_pow, u10, pow)
MATH2(math_atan2, u10, atan2)
MATH2(math_hypot, u05, hypot)

// A usual value, or the library's for the lanes where the argument is rare.
#define WITH_RARE(value, usual, library, a)                                       \
    (__builtin_expect(any(~(ivec)(usual)), 0)                                     \
         ? choose((ivec)(usual), value, library(a))                               \
         : (value))

INLINE void library_sincos(vec a, vec *sine, vec *cosine)
{
#ifdef SLEEF
    __typeof__(SLEEF(sincos, u35)(a)) both = SLEEF(sincos, u35)(a);
    *sine = (vec)both.x;
    *cosine = (vec)both.y;
#else
    *sine = library_sin(a);
    *cosine = library_cos(a);
#endif
}
