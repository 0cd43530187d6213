// SPDX-License-Identifier: MIT
#pragma once
// The functions of the formula language on a few doubles at once, each from where it is
// fastest.

#include "calc/op.h"
#include "eval/kernel_library.h"
#include "eval/kernel_own.h"

// SLEEF squares the argument of these.
INLINE vec math_asinh(vec a)
{
    return WITH_RARE(library_asinh(a), absolute(a) <= splat(1e150), huge_asinh, a);
}

INLINE vec math_acosh(vec a)
{
    return WITH_RARE(library_acosh(a), a <= splat(1e150), huge_acosh, a);
}

// SLEEF's zeros have no sign where the gamma function underflows.
INLINE vec math_gamma(vec a)
{
    return WITH_RARE(library_gamma(a), a >= splat(-170), small_gamma, a);
}

// The rest a − q·b without rounding, and how large a quotient q it bears.  Without FMA b
// is taken in two parts, so that the products are exact.
#if defined(USE_AVX2) || defined(USE_AVX512)
#define MOST_QUOTIENT 0x1p50
INLINE vec rest_of(vec a, vec q, vec b)
{
    return fnma_(q, b, a);
}
#else
#define MOST_QUOTIENT 0x1p24
INLINE vec rest_of(vec a, vec q, vec b)
{
    vec high = (vec)((bits)b & 0xfffffffff8000000);
    return (a - q * high) - q * (b - high);
}
#endif

INLINE vec rare_mod(vec usual, ivec is_usual, vec a, vec b)
{
    for (int i = 0; i < LANES; i++)
        usual[i] = is_usual[i] ? usual[i] : op_apply(OP_MOD, a[i], b[i], 0);
    return usual;
}

// Floored, as op_apply: a rest of the other sign than b is b more.  A rest of zero has
// the sign of a.
INLINE vec math_mod(vec a, vec b)
{
    vec quotient = a / b, zero = splat(0);
    vec rest = rest_of(a, down(quotient + splat(0.5)), b);
    ivec astray = (ivec)(rest < zero) ^ (ivec)(b < zero);
    vec value = choose(astray, rest + b, rest);
    value = choose((ivec)(rest == zero), a * zero, value);
    ivec usual = (ivec)(absolute(quotient) < splat(MOST_QUOTIENT))
                 & (ivec)(absolute(b) < splat(INFINITY));
    return __builtin_expect(any(~usual), 0) ? rare_mod(value, usual, a, b) : value;
}

// Our own where they are faster.
#if defined(USE_AVX2) || defined(USE_AVX512)
#define math_sin own_sin
#define math_cos own_cos
#define math_exp own_exp
#define math_sincos own_sincos
#else
#define math_sin library_sin
#define math_cos library_cos
#define math_exp library_exp
#define math_sincos library_sincos
#endif
#ifdef USE_AVX2
#define math_log own_log
#else
#define math_log library_log
#endif
