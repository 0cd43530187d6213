// SPDX-License-Identifier: MIT
#pragma once
// The chains of light.h for the machine this is compiled for.  Each step ends in a call
// of the next with eight vectors as arguments, which compilers turn into a jump.

#include "eval/code.h"
#include "eval/light.h"
#include "eval/simd.h"

#include <stdint.h>

#define UNUSED __attribute__((unused))

#define VECTORS                                                                   \
    vec v0, vec v1, vec v2, vec v3, vec v4, vec v5, vec v6, vec v7
#define VECTORS_OF(v) v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]

typedef void light_step(const struct light *at, size_t offset, VECTORS);

INLINE vec operand(int way, const double *from, vec one, vec last)
{
    return way == FROM_MANY ? load(from) : way == FROM_ONE ? one : last;
}

INLINE vec number_of(int way, const double *from)
{
    return way == FROM_ONE ? splat(*from) : splat(0);
}

#define LIGHT_STEP(name, wa, wb, wc, stores, EXPRESSION)                          \
    static void light_##name##_##wa##wb##wc##stores(const struct light *at,       \
                                                    size_t offset, VECTORS)       \
    {                                                                             \
        vec v[] = {v0, v1, v2, v3, v4, v5, v6, v7};                               \
        vec a = number_of(wa, at->a), b = number_of(wb, at->b);                   \
        vec c = number_of(wc, at->c);                                             \
        _Pragma("GCC unroll 8")                                                   \
        for (int i = 0; i < 8; i++) {                                             \
            size_t lane = offset + (size_t)i * LANES;                             \
            vec p = operand(wa, at->a + lane, a, v[i]);                           \
            vec q = operand(wb, at->b + lane, b, v[i]);                           \
            vec r = operand(wc, at->c + lane, c, v[i]);                           \
            v[i] = EXPRESSION;                                                    \
            if (stores)                                                           \
                store(at->out + lane, v[i]);                                      \
            (void)q, (void)r;                                                     \
        }                                                                         \
        ((light_step *)at[1].run)(at + 1, offset, VECTORS_OF(v));                 \
    }

#define LIGHT_BOTH(name, wa, wb, wc, e)                                           \
    LIGHT_STEP(name, wa, wb, wc, 0, e) LIGHT_STEP(name, wa, wb, wc, 1, e)
#define LIGHT1(name, e) LIGHT_BOTH(name, 0, 0, 0, e) LIGHT_BOTH(name, 2, 0, 0, e)
#define LIGHT2_(name, wc, e)                                                      \
    LIGHT_BOTH(name, 0, 0, wc, e) LIGHT_BOTH(name, 1, 0, wc, e)                   \
    LIGHT_BOTH(name, 2, 0, wc, e) LIGHT_BOTH(name, 0, 1, wc, e)                   \
    LIGHT_BOTH(name, 2, 1, wc, e) LIGHT_BOTH(name, 0, 2, wc, e)                   \
    LIGHT_BOTH(name, 1, 2, wc, e) LIGHT_BOTH(name, 2, 2, wc, e)
#define LIGHT2(name, e) LIGHT2_(name, 0, e)
#define LIGHT3(name, e)                                                           \
    LIGHT2_(name, 0, e) LIGHT2_(name, 1, e) LIGHT2_(name, 2, e)                   \
    LIGHT_BOTH(name, 1, 1, 0, e) LIGHT_BOTH(name, 1, 1, 2, e)

#define FORM_AT(name, wa, wb, wc, s)                                              \
    [((s * LIGHT_WAYS + wc) * LIGHT_WAYS + wb) * LIGHT_WAYS + wa]                 \
        = (light_code *)light_##name##_##wa##wb##wc##s
#define FORM_BOTH(name, wa, wb, wc)                                               \
    FORM_AT(name, wa, wb, wc, 0), FORM_AT(name, wa, wb, wc, 1)
#define FORMS1(name) FORM_BOTH(name, 0, 0, 0), FORM_BOTH(name, 2, 0, 0)
#define FORMS2_(name, wc)                                                         \
    FORM_BOTH(name, 0, 0, wc), FORM_BOTH(name, 1, 0, wc), FORM_BOTH(name, 2, 0, wc), \
    FORM_BOTH(name, 0, 1, wc), FORM_BOTH(name, 2, 1, wc), FORM_BOTH(name, 0, 2, wc), \
    FORM_BOTH(name, 1, 2, wc), FORM_BOTH(name, 2, 2, wc)
#define FORMS2(name) FORMS2_(name, 0)
#define FORMS3(name)                                                              \
    FORMS2_(name, 0), FORMS2_(name, 1), FORMS2_(name, 2), FORM_BOTH(name, 1, 1, 0), \
    FORM_BOTH(name, 1, 1, 2)

LIGHT2(add, p + q)
LIGHT2(sub, p - q)
LIGHT2(mul, p * q)
LIGHT1(neg, -p)
LIGHT1(square, p * p)
LIGHT1(cube, p * p * p)
LIGHT2(square_add, fma_(p, p, q))
LIGHT3(fma, fma_(p, q, r))
LIGHT3(fms, fms_(p, q, r))
LIGHT3(fnma, fnma_(p, q, r))

static UNUSED light_code *const *light_forms(int code)
{
    static light_code *const add[LIGHT_FORMS] = {FORMS2(add)};
    static light_code *const sub[LIGHT_FORMS] = {FORMS2(sub)};
    static light_code *const mul[LIGHT_FORMS] = {FORMS2(mul)};
    static light_code *const neg[LIGHT_FORMS] = {FORMS1(neg)};
    static light_code *const square[LIGHT_FORMS] = {FORMS1(square)};
    static light_code *const cube[LIGHT_FORMS] = {FORMS1(cube)};
    static light_code *const square_add[LIGHT_FORMS] = {FORMS2(square_add)};
    static light_code *const fma[LIGHT_FORMS] = {FORMS3(fma)};
    static light_code *const fms[LIGHT_FORMS] = {FORMS3(fms)};
    static light_code *const fnma[LIGHT_FORMS] = {FORMS3(fnma)};
    switch (code) {
    case OP_ADD: return add;
    case OP_SUB: return sub;
    case OP_MUL: return mul;
    case OP_NEG: return neg;
    case CODE_SQUARE: return square;
    case CODE_CUBE: return cube;
    case CODE_SQUARE_ADD: return square_add;
    case CODE_FMA: return fma;
    case CODE_FMS: return fms;
    case CODE_FNMA: return fnma;
    default: return NULL;
    }
}

static UNUSED void light_end(const struct light *at, size_t offset, VECTORS)
{
    (void)at, (void)offset;
    (void)v0, (void)v1, (void)v2, (void)v3, (void)v4, (void)v5, (void)v6, (void)v7;
}

static UNUSED void light_run(const struct light *chain, size_t count)
{
    vec zero = splat(0);
    for (size_t offset = 0; offset < count; offset += 8 * LANES)
        ((light_step *)chain->run)(chain, offset, zero, zero, zero, zero, zero, zero,
                                   zero, zero);
}
