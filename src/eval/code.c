// SPDX-License-Identifier: MIT
#include "eval/code.h"

#include <math.h>

int code_arity(int code)
{
    static const int more[CODE_COUNT - OP_COUNT] = {
        [CODE_FMA - OP_COUNT] = 3, [CODE_FMS - OP_COUNT] = 3,
        [CODE_FNMA - OP_COUNT] = 3, [CODE_SQUARE - OP_COUNT] = 1,
        [CODE_CUBE - OP_COUNT] = 1, [CODE_SQUARE_ADD - OP_COUNT] = 2,
        [CODE_RECIPROCAL - OP_COUNT] = 1, [CODE_LOG1P - OP_COUNT] = 1,
        [CODE_MASK - OP_COUNT] = 2, [CODE_COPY - OP_COUNT] = 1,
        [CODE_SINCOS - OP_COUNT] = 1,
    };
    return code < OP_COUNT ? op_table[code].arity : more[code - OP_COUNT];
}

double code_apply(int code, double a, double b, double c)
{
    switch (code) {
    case CODE_FMA: return a * b + c;
    case CODE_FMS: return a * b - c;
    case CODE_FNMA: return c - a * b;
    case CODE_SQUARE: return a * a;
    case CODE_CUBE: return a * a * a;
    case CODE_SQUARE_ADD: return a * a + b;
    case CODE_RECIPROCAL: return 1 / a;
    case CODE_LOG1P: return log1p(a);
    case CODE_MASK: return isnan(b) ? NAN : a;
    case CODE_COPY: return a;
    case CODE_SINCOS: return sin(a);
    default: return op_apply((enum op)code, a, b, c);
    }
}
