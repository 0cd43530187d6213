// SPDX-License-Identifier: MIT
#pragma once
// exp, ln, sin and cos by range reduction and a polynomial, for machines with FMA:
// short enough to stand inside the loop over a block.  Errors stay below 3 units in the
// last place.  Rare arguments (huge, tiny, not finite) are given to the library, lane
// by lane.  The coefficients are Chebyshev fits over the reduced range, computed for
// this program at 50 digits.

#include "eval/kernel_library.h"

// An integer in the low bits: adding this rounds to nearest.
#define ROUNDER 0x1.8p52

INLINE vec polynomial(vec z, const double *k, int degree)
{
    vec sum = splat(k[degree]);
    for (int i = degree - 1; i >= 0; i--)
        sum = fma_(sum, z, splat(k[i]));
    return sum;
}

// x − q·(first + second + third)
INLINE vec reduce(vec x, vec q, double first, double second, double third)
{
    vec r = fnma_(q, splat(first), x);
    r = fnma_(q, splat(second), r);
    return fnma_(q, splat(third), r);
}

// Flips the sign where the bit given, counted from 0, of an integer is set.
INLINE vec flip(vec value, bits integer, int bit)
{
    return (vec)((bits)value ^ (integer >> bit) << 63);
}

#define FAR_WAVE 1e7            // beyond it the reduction would lose digits

// (sin r)/r on |r| <= π/2, as 1 + z·s(z) with z = r²
INLINE vec half_wave(vec r)
{
    static const double s[] = {
        -0.16666666666666666, 0.008333333333333316, -0.00019841269841254966,
        2.7557319219160833e-06, -2.505210761669045e-08, 1.6058977292642743e-10,
        -7.643969663988074e-13, 2.7314368769379893e-15};
    vec z = r * r;
    return r * fma_(z, polynomial(z, s, 7), splat(1));
}

// The parts are positive, so that the sine of minus zero stays minus zero.
#define PI_PARTS 3.141592653589793, 1.224646799147353e-16, 2.165713347843828e-32
#define HALF_PI_PARTS 1.5707963267948966, 6.123233995736765e-17, 1.082856673921914e-32

INLINE vec own_sin(vec x)
{
    vec rounded = fma_(x, splat(0.3183098861837907), splat(ROUNDER));
    vec r = reduce(x, rounded - splat(ROUNDER), PI_PARTS);
    vec value = flip(half_wave(r), (bits)rounded, 0);
    return WITH_RARE(value, absolute(x) <= splat(FAR_WAVE), library_sin, x);
}

// cos x = −sin(x − (k + 1/2)π)·(−1)^k
INLINE vec own_cos(vec x)
{
    vec rounded = fma_(x, splat(0.3183098861837907), splat(-0.5)) + splat(ROUNDER);
    vec r = reduce(x, rounded - splat(ROUNDER) + splat(0.5), PI_PARTS);
    vec value = flip(half_wave(-r), (bits)rounded, 0);
    return WITH_RARE(value, absolute(x) <= splat(FAR_WAVE), library_cos, x);
}

INLINE void own_sincos(vec x, vec *sine, vec *cosine)
{
    static const double s[] = {
        -0.16666666666666666, 0.008333333333330948, -0.00019841269836756774,
        2.7557316101617874e-06, -2.505113165023518e-08, 1.5918115263265974e-10};
    static const double c[] = {
        0.041666666666666664, -0.0013888888888887398, 2.480158729876456e-05,
        -2.7557317271145144e-07, 2.087614614655861e-09, -1.1382623647474604e-11};
    vec rounded = fma_(x, splat(0.6366197723675814), splat(ROUNDER));
    vec r = reduce(x, rounded - splat(ROUNDER), HALF_PI_PARTS), z = r * r;
    vec sr = r * fma_(z, polynomial(z, s, 5), splat(1));
    vec cr = fma_(z * z, polynomial(z, c, 5), fma_(z, splat(-0.5), splat(1)));
    ivec odd = (ivec)((bits)rounded << 63) < isplat(0);
    ivec usual = (ivec)(absolute(x) <= splat(FAR_WAVE));
    *sine = flip(choose(odd, cr, sr), (bits)rounded, 1);
    *cosine = flip(choose(odd, sr, cr), (bits)rounded + 1, 1);
    if (__builtin_expect(any(~usual), 0)) {
        *sine = choose(usual, *sine, library_sin(x));
        *cosine = choose(usual, *cosine, library_cos(x));
    }
}

// e^r on |r| <= ln 2 / 2
INLINE vec small_exp(vec r)
{
    static const double q[] = {
        0.5, 0.16666666666666669, 0.041666666666624164, 0.008333333333330065,
        0.0013888888917196719, 0.00019841269863040545, 2.4801521322368692e-05,
        2.7557268480310024e-06, 2.7620075879983367e-07, 2.5100375832561234e-08};
    return splat(1) + fma_(r * r, polynomial(r, q, 9), r);
}

#define LOG2_E 1.4426950408889634

// x − n·ln 2
INLINE vec reduce_exp(vec x, vec n)
{
    vec r = fnma_(n, splat(0.6931471805599453), x);
    return fnma_(n, splat(2.3190468138462996e-17), r);
}

#ifdef USE_AVX512
INLINE vec own_exp(vec x)
{
    vec within = _mm512_min_pd(splat(1000), _mm512_max_pd(splat(-1000), x));
    vec n = fma_(within, splat(LOG2_E), splat(ROUNDER)) - splat(ROUNDER);
    return _mm512_scalef_pd(small_exp(reduce_exp(within, n)), n);
}
#else
INLINE vec own_exp(vec x)
{
    vec rounded = fma_(x, splat(LOG2_E), splat(ROUNDER));
    vec p = small_exp(reduce_exp(x, rounded - splat(ROUNDER)));
    vec value = (vec)((bits)p + ((bits)rounded << 52));
    return WITH_RARE(value, absolute(x) <= splat(707), library_exp, x);
}
#endif

#ifndef USE_AVX512
// x = m·2^k with m near 1, f = m − 1, s = f/(2 + f):
// ln(1 + f) = f − f²/2 + s·(f²/2 + R(s²))
INLINE vec own_log(vec x)
{
    static const double r[] = {
        0.666666666666667, 0.39999999999899444, 0.2857142862600327, 0.22222211130259878,
        0.18182889455674947, 0.15331710618210773, 0.14616585424888623};
    const long long half_root = 0x3fe6a09e667f3bcd, one = 0x3ff0000000000000;
    bits scaled = (bits)x + (bits)isplat(one - half_root);
    vec k = (vec)((scaled >> 52 & 0xfff) | 0x4330000000000000) - splat(0x1p52 + 1023);
    vec f = (vec)((scaled & 0xfffffffffffff) + (bits)isplat(half_root)) - splat(1);
    vec s = f / (f + splat(2)), z = s * s, half = splat(0.5) * f * f;
    vec rest = fma_(s, fma_(z, polynomial(z, r, 6), half),
                    k * splat(5.497923018708371e-14));
    vec value = k * splat(0.6931471805598903) - ((half - rest) - f);
    ivec usual = (ivec)(x >= splat(0x1p-1022)) & (ivec)(x < splat(INFINITY));
    return WITH_RARE(value, usual, library_log, x);
}
#endif
