// SPDX-License-Identifier: MIT
#include "calc/op.h"

#include "calc/special.h"

#include <math.h>
#include <stddef.h>

const struct op_info op_table[OP_COUNT] = {
    [OP_ADD] = {NULL, 2, false},
    [OP_SUB] = {NULL, 2, false},
    [OP_MUL] = {NULL, 2, false},
    [OP_DIV] = {NULL, 2, false},
    [OP_NEG] = {NULL, 1, false},
    [OP_POW] = {NULL, 2, false},
    [OP_ROOT] = {NULL, 2, false},
    [OP_SIN] = {"sin", 1, false},
    [OP_COS] = {"cos", 1, false},
    [OP_TAN] = {"tan", 1, false},
    [OP_SEC] = {"sec", 1, false},
    [OP_CSC] = {"csc", 1, false},
    [OP_COT] = {"cot", 1, false},
    [OP_ASIN] = {"asin", 1, false},
    [OP_ACOS] = {"acos", 1, false},
    [OP_ATAN] = {"atan", 1, false},
    [OP_SINH] = {"sinh", 1, false},
    [OP_COSH] = {"cosh", 1, false},
    [OP_TANH] = {"tanh", 1, false},
    [OP_ASINH] = {"asinh", 1, false},
    [OP_ACOSH] = {"acosh", 1, false},
    [OP_ATANH] = {"atanh", 1, false},
    [OP_EXP] = {"exp", 1, false},
    [OP_LN] = {"ln", 1, false},
    [OP_LOG2] = {"log2", 1, false},
    [OP_LOG10] = {"log10", 1, false},
    [OP_SQRT] = {"sqrt", 1, false},
    [OP_CBRT] = {"cbrt", 1, false},
    [OP_ABS] = {"abs", 1, false},
    [OP_SIGN] = {"sign", 1, false},
    [OP_FLOOR] = {"floor", 1, false},
    [OP_CEIL] = {"ceil", 1, false},
    [OP_ROUND] = {"round", 1, false},
    [OP_SINC] = {"sinc", 1, false},
    [OP_SIGMOID] = {"sigmoid", 1, false},
    [OP_SOFTPLUS] = {"softplus", 1, false},
    [OP_RELU] = {"relu", 1, false},
    [OP_STEP] = {"step", 1, false},
    [OP_ERF] = {"erf", 1, false},
    [OP_GAMMA] = {"gamma", 1, false},
    [OP_LGAMMA] = {"lgamma", 1, false},
    [OP_DIGAMMA] = {"digamma", 1, false},
    [OP_TRIGAMMA] = {"trigamma", 1, false},
    [OP_POLYGAMMA] = {"polygamma", 2, false},
    [OP_ATAN2] = {"atan2", 2, false},
    [OP_MOD] = {"mod", 2, false},
    [OP_MIN] = {"min", 2, false},
    [OP_MAX] = {"max", 2, false},
    [OP_HYPOT] = {"hypot", 2, false},
    [OP_CLAMP] = {"clamp", 3, false},
    [OP_LT] = {NULL, 2, true},
    [OP_LE] = {NULL, 2, true},
    [OP_GT] = {NULL, 2, true},
    [OP_GE] = {NULL, 2, true},
    [OP_EQ] = {NULL, 2, true},
    [OP_NE] = {NULL, 2, true},
    [OP_AND] = {NULL, 2, true},
    [OP_OR] = {NULL, 2, true},
    [OP_NOT] = {NULL, 1, true},
    [OP_IF] = {"if", 3, false},
};

static const double pi = 3.14159265358979323846;
static const double e = 2.71828182845904523536;

static double odd_root(double a, double q)
{
    if (q == 3)
        return cbrt(a);
    return copysign(pow(fabs(a), 1 / q), a);
}

static double modulo(double a, double b)
{
    double rest = fmod(a, b);
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

static double round_half_up(double a)
{
    double below = floor(a);
    return a - below >= 0.5 ? below + 1 : below;
}

static double sigmoid(double a)
{
    return 1 / (1 + exp(-a));
}

static double softplus(double a)
{
    return (a > 0 ? a : 0) + log1p(exp(-fabs(a)));
}

static double sinc(double a)
{
    return a == 0 ? 1 : sin(a) / a;
}

static double of_constant(enum op op)
{
    switch (op) {
    case OP_PI: return pi;
    case OP_TAU: return 2 * pi;
    case OP_E: return e;
    default: return NAN;
    }
}

static double of_arithmetic(enum op op, double a, double b)
{
    switch (op) {
    case OP_ADD: return a + b;
    case OP_SUB: return a - b;
    case OP_MUL: return a * b;
    case OP_DIV: return a / b;
    case OP_NEG: return -a;
    case OP_POW: return pow(a, b);
    default: return odd_root(a, b);
    }
}

static double of_circle(enum op op, double a)
{
    switch (op) {
    case OP_SIN: return sin(a);
    case OP_COS: return cos(a);
    case OP_TAN: return tan(a);
    case OP_SEC: return 1 / cos(a);
    case OP_CSC: return 1 / sin(a);
    case OP_COT: return 1 / tan(a);
    case OP_ASIN: return asin(a);
    case OP_ACOS: return acos(a);
    case OP_ATAN: return atan(a);
    case OP_SINH: return sinh(a);
    case OP_COSH: return cosh(a);
    case OP_TANH: return tanh(a);
    case OP_ASINH: return asinh(a);
    case OP_ACOSH: return acosh(a);
    default: return atanh(a);
    }
}

static double of_one(enum op op, double a)
{
    switch (op) {
    case OP_EXP: return exp(a);
    case OP_LN: return log(a);
    case OP_LOG2: return log2(a);
    case OP_LOG10: return log10(a);
    case OP_SQRT: return sqrt(a);
    case OP_CBRT: return cbrt(a);
    case OP_ABS: return fabs(a);
    case OP_SIGN: return isnan(a) ? a : (a > 0) - (a < 0);
    case OP_FLOOR: return floor(a);
    case OP_CEIL: return ceil(a);
    case OP_ROUND: return round_half_up(a);
    case OP_SINC: return sinc(a);
    case OP_SIGMOID: return sigmoid(a);
    case OP_SOFTPLUS: return isnan(a) ? a : softplus(a);
    case OP_RELU: return a < 0 ? 0 : a;
    case OP_STEP: return isnan(a) ? a : a >= 0;
    case OP_ERF: return erf(a);
    case OP_GAMMA: return tgamma(a);
    case OP_LGAMMA: return special_lgamma(a);
    case OP_DIGAMMA: return special_polygamma(0, a);
    default: return special_polygamma(1, a);
    }
}

static double of_several(enum op op, double a, double b, double c)
{
    if (isnan(a) || isnan(b) || (op == OP_CLAMP && isnan(c)))
        return NAN;
    switch (op) {
    case OP_POLYGAMMA: return special_polygamma(a, b);
    case OP_ATAN2: return atan2(a, b);
    case OP_MOD: return modulo(a, b);
    case OP_MIN: return a < b ? a : b;
    case OP_MAX: return a > b ? a : b;
    case OP_HYPOT: return hypot(a, b);
    default: return fmin(fmax(a, b), c);
    }
}

static double of_choice(enum op op, double a, double b, double c)
{
    if (op == OP_IF)
        return isnan(a) ? NAN : a != 0 ? b : c;
    if (isnan(a) || (op != OP_NOT && isnan(b)))
        return NAN;
    switch (op) {
    case OP_LT: return a < b;
    case OP_LE: return a <= b;
    case OP_GT: return a > b;
    case OP_GE: return a >= b;
    case OP_EQ: return a == b;
    case OP_NE: return a != b;
    case OP_AND: return a != 0 && b != 0;
    case OP_OR: return a != 0 || b != 0;
    default: return a == 0;
    }
}

double op_apply(enum op op, double a, double b, double c)
{
    if (op < OP_ADD)
        return of_constant(op);
    if (op < OP_SIN)
        return of_arithmetic(op, a, b);
    if (op < OP_EXP)
        return of_circle(op, a);
    if (op < OP_POLYGAMMA)
        return of_one(op, a);
    if (op < OP_LT)
        return of_several(op, a, b, c);
    return of_choice(op, a, b, c);
}
