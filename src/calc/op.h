// SPDX-License-Identifier: MIT
#pragma once
// Every operation of the formula language, once.  Values are doubles; a truth value
// is 1 or 0 (NaN where a comparison has NaN on either side).  Evaluation is total:
// where there is no value the result is NaN, at a pole ±inf.

#include <stdbool.h>

enum op {
    // leaves
    OP_CONST,                   // a literal: node.value
    OP_PI, OP_TAU, OP_E,        // kept by name so that they print as themselves
    OP_X, OP_Y,
    OP_PARAM,                   // node.a: index of the parameter
    OP_UNDEFINED,               // NaN: what a choice without "otherwise" falls to

    // arithmetic
    OP_ADD, OP_SUB, OP_MUL, OP_DIV, OP_NEG,
    OP_POW,                     // a^b as C's pow
    OP_ROOT,                    // b: odd literal q >= 3; the real q-th root of a

    // functions of one argument
    OP_SIN, OP_COS, OP_TAN, OP_SEC, OP_CSC, OP_COT,
    OP_ASIN, OP_ACOS, OP_ATAN,
    OP_SINH, OP_COSH, OP_TANH, OP_ASINH, OP_ACOSH, OP_ATANH,
    OP_EXP, OP_LN, OP_LOG2, OP_LOG10, OP_SQRT, OP_CBRT,
    OP_ABS, OP_SIGN, OP_FLOOR, OP_CEIL, OP_ROUND,    // round: half up
    OP_SINC,                    // sin(x)/x, 1 at 0
    OP_SIGMOID, OP_SOFTPLUS, OP_RELU,
    OP_STEP,                    // 1 for a >= 0
    OP_ERF, OP_GAMMA, OP_LGAMMA, OP_DIGAMMA, OP_TRIGAMMA,

    // functions of two and three
    OP_POLYGAMMA,               // a: literal n >= 0, b: argument
    OP_ATAN2,                   // atan2(a = y, b = x)
    OP_MOD,                     // floored: sign of the divisor
    OP_MIN, OP_MAX, OP_HYPOT,
    OP_CLAMP,                   // clamp(a, low = b, high = c)

    // choices
    OP_LT, OP_LE, OP_GT, OP_GE, OP_EQ, OP_NE,
    OP_AND, OP_OR, OP_NOT,
    OP_IF,                      // a: condition, b: value if true, c: otherwise

    OP_COUNT
};

struct op_info {
    const char *name;           // as typed and printed; NULL for leaves and operators
    int arity;                  // children: a, b, c
    bool truth;                 // the result is a truth value
};

extern const struct op_info op_table[OP_COUNT];

// The value of an operation on plain numbers: the one definition that folding, the
// tree walk and the tests of the fast evaluator go by.  Unused arguments are ignored;
// leaves but the named constants yield NaN.
double op_apply(enum op op, double a, double b, double c);
