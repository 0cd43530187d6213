// SPDX-License-Identifier: MIT
// Compiled once for each kind of machine; see simd.h.
#include "eval/kernel.h"

#include "eval/kernel_math.h"

#if defined(USE_AVX512)
#include "eval/light_kernel.h"
#define LIGHT {8 * LANES, light_forms, (light_code *)light_end, light_run}
#else
#define LIGHT {0}
#endif

#ifdef __clang__
#define UNROLL _Pragma("unroll 4")
#else
#define UNROLL _Pragma("GCC unroll 4")
#endif

#define ARGUMENTS                                                                 \
    double *out, double *out2, const double *a, const double *b, const double *c, \
        size_t count

// One loop for each choice of single numbers among the operands; in EXPRESSION the
// operands are called p, q and r.
#define LOOP(name, arity, EXPRESSION)                                             \
    INLINE void name##_loop(ARGUMENTS, int scalars)                               \
    {                                                                             \
        (void)out2;                                                               \
        vec p = arity > 0 && (scalars & 1) ? splat(*a) : splat(0), q = p, r = p;  \
        q = arity > 1 && (scalars & 2) ? splat(*b) : q;                           \
        r = arity > 2 && (scalars & 4) ? splat(*c) : r;                           \
        UNROLL                                                                    \
        for (size_t i = 0; i < count; i += LANES) {                               \
            if (arity > 0 && !(scalars & 1))                                      \
                p = load(a + i);                                                  \
            if (arity > 1 && !(scalars & 2))                                      \
                q = load(b + i);                                                  \
            if (arity > 2 && !(scalars & 4))                                      \
                r = load(c + i);                                                  \
            EXPRESSION;                                                           \
        }                                                                         \
        (void)q, (void)r;                                                         \
    }

#define FORM(name, scalars)                                                       \
    static void name##_##scalars(ARGUMENTS)                                       \
    {                                                                             \
        name##_loop(out, out2, a, b, c, count, scalars);                          \
    }

#define GIVES(value) store(out + i, value)

#define KERNEL1(name, value) LOOP(name, 1, GIVES(value)) FORM(name, 0)
#define KERNEL2(name, value)                                                      \
    LOOP(name, 2, GIVES(value)) FORM(name, 0) FORM(name, 1) FORM(name, 2)
#define KERNEL3(name, value)                                                      \
    LOOP(name, 3, GIVES(value))                                                   \
    FORM(name, 0) FORM(name, 1) FORM(name, 2) FORM(name, 3)                       \
    FORM(name, 4) FORM(name, 5) FORM(name, 6)

INLINE vec not_a_number(void)
{
    return splat(NAN);
}

// 1, 0, or NaN where either side is NaN.
INLINE vec truth(ivec is, vec a, vec b)
{
    vec one = choose(is, splat(1), splat(0));
    return choose(is_nan(a) | is_nan(b), not_a_number(), one);
}

INLINE vec lesser(ivec first, vec a, vec b)
{
    return choose(is_nan(a) | is_nan(b), not_a_number(), choose(first, a, b));
}

INLINE vec both_ordered(vec value, vec a, vec b)
{
    return choose(is_nan(a) | is_nan(b), not_a_number(), value);
}

INLINE vec round_half_up(vec a)
{
    vec below = down(a);
    return choose((ivec)(a - below >= splat(0.5)), below + splat(1), below);
}

INLINE vec sign(vec a)
{
    vec one = choose((ivec)(a > splat(0)), splat(1), splat(0));
    return choose(is_nan(a), a, choose((ivec)(a < splat(0)), splat(-1), one));
}

KERNEL2(add, p + q)
KERNEL2(sub, p - q)
KERNEL2(mul, p * q)
KERNEL2(div, p / q)
KERNEL1(neg, -p)
KERNEL2(pow, math_pow(p, q))
KERNEL1(sin, math_sin(p))
KERNEL1(cos, math_cos(p))
KERNEL1(tan, math_tan(p))
KERNEL1(asin, math_asin(p))
KERNEL1(acos, math_acos(p))
KERNEL1(atan, math_atan(p))
KERNEL1(sinh, math_sinh(p))
KERNEL1(cosh, math_cosh(p))
KERNEL1(tanh, math_tanh(p))
KERNEL1(asinh, math_asinh(p))
KERNEL1(acosh, math_acosh(p))
KERNEL1(atanh, math_atanh(p))
KERNEL1(exp, math_exp(p))
KERNEL1(ln, math_log(p))
KERNEL1(log2, math_log2(p))
KERNEL1(log10, math_log10(p))
KERNEL1(log1p, math_log1p(p))
KERNEL1(sqrt, root(p))
KERNEL1(cbrt, math_cbrt(p))
KERNEL1(abs, absolute(p))
KERNEL1(sign, sign(p))
KERNEL1(floor, down(p))
KERNEL1(ceil, up(p))
KERNEL1(round, round_half_up(p))
KERNEL1(relu, choose((ivec)(p < splat(0)), splat(0), p))
KERNEL1(erf, math_erf(p))
KERNEL1(gamma, math_gamma(p))
KERNEL1(lgamma, math_lgamma(p))
KERNEL2(atan2, both_ordered(math_atan2(p, q), p, q))
KERNEL2(mod, math_mod(p, q))
KERNEL2(hypot, both_ordered(math_hypot(p, q), p, q))
KERNEL2(min, lesser((ivec)(p < q), p, q))
KERNEL2(max, lesser((ivec)(p > q), p, q))
KERNEL2(lt, truth((ivec)(p < q), p, q))
KERNEL2(le, truth((ivec)(p <= q), p, q))
KERNEL2(gt, truth((ivec)(p > q), p, q))
KERNEL2(ge, truth((ivec)(p >= q), p, q))
KERNEL2(eq, truth((ivec)(p == q), p, q))
KERNEL2(ne, truth((ivec)(p != q), p, q))
KERNEL2(and, truth((ivec)(p != splat(0)) & (ivec)(q != splat(0)), p, q))
KERNEL2(or, truth((ivec)(p != splat(0)) | (ivec)(q != splat(0)), p, q))
KERNEL1(not, truth((ivec)(p == splat(0)), p, p))
KERNEL3(if, choose(is_nan(p), not_a_number(), choose((ivec)(p != splat(0)), q, r)))
KERNEL3(fma, fma_(p, q, r))
KERNEL3(fms, fms_(p, q, r))
KERNEL3(fnma, fnma_(p, q, r))
KERNEL1(square, p * p)
KERNEL1(cube, p * p * p)
KERNEL2(square_add, fma_(p, p, q))
KERNEL1(reciprocal, splat(1) / p)
KERNEL2(mask, choose(is_nan(q), not_a_number(), p))
KERNEL1(copy, p)
FORM(copy, 1)

INLINE void sincos_store(double *sine, double *cosine, vec a)
{
    vec s, c;
    math_sincos(a, &s, &c);
    store(sine, s);
    store(cosine, c);
}

LOOP(sincos, 1, sincos_store(out + i, out2 + i, p))
FORM(sincos, 0)

#define ROW1(name) {name##_0}
#define ROW2(name) {name##_0, name##_1, name##_2}
#define ROW3(name)                                                                \
    {name##_0, name##_1, name##_2, name##_3, name##_4, name##_5, name##_6}

#define TABLE_OF(isa) kernels_##isa
#define TABLE(isa) TABLE_OF(isa)

const struct kernels TABLE(ISA_NAME) = {.table = {
    [OP_ADD] = ROW2(add), [OP_SUB] = ROW2(sub), [OP_MUL] = ROW2(mul),
    [OP_DIV] = ROW2(div), [OP_NEG] = ROW1(neg), [OP_POW] = ROW2(pow),
    [OP_SIN] = ROW1(sin), [OP_COS] = ROW1(cos), [OP_TAN] = ROW1(tan),
    [OP_ASIN] = ROW1(asin), [OP_ACOS] = ROW1(acos), [OP_ATAN] = ROW1(atan),
    [OP_SINH] = ROW1(sinh), [OP_COSH] = ROW1(cosh), [OP_TANH] = ROW1(tanh),
    [OP_ASINH] = ROW1(asinh), [OP_ACOSH] = ROW1(acosh), [OP_ATANH] = ROW1(atanh),
    [OP_EXP] = ROW1(exp), [OP_LN] = ROW1(ln), [OP_LOG2] = ROW1(log2),
    [OP_LOG10] = ROW1(log10), [OP_SQRT] = ROW1(sqrt), [OP_CBRT] = ROW1(cbrt),
    [OP_ABS] = ROW1(abs), [OP_SIGN] = ROW1(sign), [OP_FLOOR] = ROW1(floor),
    [OP_CEIL] = ROW1(ceil), [OP_ROUND] = ROW1(round), [OP_RELU] = ROW1(relu),
    [OP_ERF] = ROW1(erf), [OP_GAMMA] = ROW1(gamma), [OP_LGAMMA] = ROW1(lgamma),
    [OP_ATAN2] = ROW2(atan2), [OP_MOD] = ROW2(mod), [OP_HYPOT] = ROW2(hypot),
    [OP_MIN] = ROW2(min), [OP_MAX] = ROW2(max), [OP_LT] = ROW2(lt), [OP_LE] = ROW2(le),
    [OP_GT] = ROW2(gt), [OP_GE] = ROW2(ge), [OP_EQ] = ROW2(eq), [OP_NE] = ROW2(ne),
    [OP_AND] = ROW2(and), [OP_OR] = ROW2(or), [OP_NOT] = ROW1(not), [OP_IF] = ROW3(if),
    [CODE_FMA] = ROW3(fma), [CODE_FMS] = ROW3(fms), [CODE_FNMA] = ROW3(fnma),
    [CODE_SQUARE] = ROW1(square), [CODE_CUBE] = ROW1(cube),
    [CODE_SQUARE_ADD] = ROW2(square_add), [CODE_RECIPROCAL] = ROW1(reciprocal),
    [CODE_LOG1P] = ROW1(log1p), [CODE_MASK] = ROW2(mask),
    [CODE_COPY] = {copy_0, copy_1}, [CODE_SINCOS] = ROW1(sincos),
}, .light = LIGHT};
