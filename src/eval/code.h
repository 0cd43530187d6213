// SPDX-License-Identifier: MIT
#pragma once
// What a compiled program can do: every operation of calc/op.h, and the few more that
// make programs short.

#include "calc/op.h"

enum code {
    CODE_FMA = OP_COUNT,        // a·b + c, rounded once where the machine can
    CODE_FMS,                   // a·b − c
    CODE_FNMA,                  // c − a·b
    CODE_SQUARE,                // a²
    CODE_CUBE,                  // a³
    CODE_SQUARE_ADD,            // a² + b
    CODE_RECIPROCAL,            // 1/a
    CODE_LOG1P,                 // ln(1 + a)
    CODE_MASK,                  // a where b has a value, else NaN
    CODE_COPY,                  // a
    CODE_SINCOS,                // sin a, and cos a as a second result
    CODE_COUNT
};

int code_arity(int code);                               // children, 0 to 3

// The value on plain numbers; for the codes of enum op that is op_apply.
double code_apply(int code, double a, double b, double c);
