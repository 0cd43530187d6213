// SPDX-License-Identifier: MIT
#include "calc/language.h"

#include <stddef.h>

#define CALL(code) {code, LOOSE_ATOM, NULL}

static const char *const reserved[] = {"f", "lambda", NULL};

// Its numbers raise errors where others have ∞ or no value.
static const struct piece pieces[] = {
    {"asinh", NULL}, {"atan", NULL}, {"atan2", NULL}, {"copysign", NULL}, {"cos", NULL},
    {"e", NULL}, {"erf", NULL}, {"factorial", NULL}, {"hypot", NULL}, {"inf", NULL},
    {"isfinite", NULL}, {"isnan", NULL}, {"log", NULL}, {"log10", NULL}, {"log1p", NULL},
    {"log2", NULL}, {"nan", NULL}, {"pi", NULL}, {"sin", NULL}, {"sqrt", NULL},
    {"tan", NULL}, {"tanh", NULL}, {"tau", NULL},
    {"math", "import math\n"},
    {"exp", "def exp(a):\n"
            "    try:\n"
            "        return math.exp(a)\n"
            "    except OverflowError:\n"
            "        return inf\n"},
    {"sinh", "def sinh(a):\n"
             "    return copysign(inf, a) if abs(a) > 710 else math.sinh(a)\n"},
    {"cosh", "def cosh(a):\n    return inf if abs(a) > 710 else math.cosh(a)\n"},
    {"divide", "def divide(a, b):\n"
               "    if b != 0:\n"
               "        return a/b\n"
               "    return copysign(inf, a)*copysign(1, b) if a < 0 or a > 0 else "
               "nan\n"},
    {"power", "def power(a, b):\n"
              "    try:\n"
              "        return math.pow(a, b)\n"
              "    except OverflowError:\n"
              "        return -inf if a < 0 and b % 2 == 1 else inf\n"
              "    except ValueError:\n"
              "        if a == 0:\n"
              "            return copysign(inf, a) if b % 2 == 1 else inf\n"
              "        return nan\n"},
    {"odd_root", "def odd_root(a, degree):\n"
                 "    return copysign(abs(a)**(1/degree), a)\n"},
    {"real_sqrt", "def real_sqrt(a):\n    return sqrt(a) if a >= 0 else nan\n"},
    {"real_log", "def real_log(a):\n"
                 "    return log(a) if a > 0 else -inf if a == 0 else nan\n"},
    {"real_log2", "def real_log2(a):\n"
                  "    return log2(a) if a > 0 else -inf if a == 0 else nan\n"},
    {"real_log10", "def real_log10(a):\n"
                   "    return log10(a) if a > 0 else -inf if a == 0 else nan\n"},
    {"asin", "def asin(a):\n    return math.asin(a) if abs(a) <= 1 else nan\n"},
    {"acos", "def acos(a):\n    return math.acos(a) if abs(a) <= 1 else nan\n"},
    {"acosh", "def acosh(a):\n    return math.acosh(a) if a >= 1 else nan\n"},
    {"atanh", "def atanh(a):\n"
              "    if abs(a) < 1:\n"
              "        return math.atanh(a)\n"
              "    return copysign(inf, a) if abs(a) == 1 else nan\n"},
    {"real_sin", "def real_sin(a):\n    return sin(a) if isfinite(a) else nan\n"},
    {"real_cos", "def real_cos(a):\n    return cos(a) if isfinite(a) else nan\n"},
    {"real_tan", "def real_tan(a):\n    return tan(a) if isfinite(a) else nan\n"},
    {"cot", "def cot(a):\n    return divide(1, real_tan(a))\n"},
    {"csc", "def csc(a):\n    return divide(1, real_sin(a))\n"},
    {"sign", "def sign(a):\n    return a if isnan(a) else (a > 0) - (a < 0)\n"},
    {"floor", "def floor(a):\n    return math.floor(a) if isfinite(a) else a\n"},
    {"ceil", "def ceil(a):\n    return math.ceil(a) if isfinite(a) else a\n"},
    {"round_half_up", "def round_half_up(a):\n"
                      "    return floor(a) + 1 if a - floor(a) >= 0.5 else floor(a)\n"},
    {"sinc", "def sinc(a):\n    return real_sin(a)/a if a != 0 else 1\n"},
    {"sigmoid", "def sigmoid(a):\n    return 1/(1 + exp(-a))\n"},
    {"softplus", "def softplus(a):\n"
                 "    return a if isnan(a) else max(a, 0) + log1p(exp(-abs(a)))\n"},
    {"relu", "def relu(a):\n    return 0 if a < 0 else a\n"},
    {"step_at_0", "def step_at_0(a):\n    return a if isnan(a) else float(a >= 0)\n"},
    {"real_gamma", "def real_gamma(a):\n"
                   "    try:\n"
                   "        return math.gamma(a)\n"
                   "    except OverflowError:\n"
                   "        return inf\n"
                   "    except ValueError:\n"
                   "        return copysign(inf, a) if a == 0 else nan\n"},
    {"lgamma", "def lgamma(a):\n"
               "    try:\n"
               "        return math.lgamma(a)\n"
               "    except ValueError:\n"
               "        return inf\n"},
    {"polygamma", "def polygamma(n, x):\n"
                  "    \"\"\"The derivatives of log(gamma(x)): recurrence, then a "
                  "series.\"\"\"\n"
                  "    if not -1e6 < x or x <= 0 and x == floor(x):\n"
                  "        return nan\n"
                  "    total = 0.0\n"
                  "    while x < 16 + n:\n"
                  "        total += factorial(n)/x**(n + 1)\n"
                  "        x += 1\n"
                  "    total += -log(x) if n == 0 else factorial(n - 1)/x**n\n"
                  "    total += factorial(n)/(2*x**(n + 1))\n"
                  "    term = factorial(n + 1)/(2*x**(n + 2))\n"
                  "    bernoulli = [1/6, -1/30, 1/42, -1/30, 5/66, -691/2730, 7/6,\n"
                  "                 -3617/510, 43867/798, -174611/330]\n"
                  "    for k, number in enumerate(bernoulli, start=1):\n"
                  "        total += number*term\n"
                  "        term *= (2*k + n)*(2*k + n + 1)/((2*k + 1)*(2*k + 2)*x*x)\n"
                  "    return total if n % 2 else -total\n"},
    {"modulo", "def modulo(a, b):\n"
               "    return a % b if b != 0 and isfinite(a) else nan\n"},
    {"smaller", "def smaller(a, b):\n"
                "    return nan if isnan(a) or isnan(b) else min(a, b)\n"},
    {"larger", "def larger(a, b):\n"
               "    return nan if isnan(a) or isnan(b) else max(a, b)\n"},
    {"clamp", "def clamp(a, low, high):\n"
              "    if isnan(a) or isnan(low) or isnan(high):\n"
              "        return nan\n"
              "    return min(max(a, low), high)\n"},
    {"value", "def value(x, y):\n"
              "    try:\n"
              "        return f(x, y)\n"
              "    except (OverflowError, ValueError):  # too large a number\n"
              "        return nan\n"},
    {"normal", "def normal(seed):\n"
               "    \"\"\"Pairs of normal numbers: PCG32, Box and Muller.\"\"\"\n"
               "    def following(state):\n"
               "        return (state*6364136223846793005 + 109) % 2**64\n"
               "\n"
               "    def uniform(state):\n"
               "        mixed, turn = (state >> 18 ^ state) >> 27 & 0xffffffff, "
               "state >> 59\n"
               "        turned = mixed >> turn | mixed << (32 - turn) % 32 & "
               "0xffffffff\n"
               "        return (turned + 0.5)/2**32\n"
               "\n"
               "    state = following(following(0) + seed)\n"
               "    while True:\n"
               "        first, state = uniform(state), following(state)\n"
               "        second, state = uniform(state), following(state)\n"
               "        size = sqrt(-2*log(first))\n"
               "        yield size*cos(tau*second), size*sin(tau*second)\n"},
    {"finite_difference",
     "def finite_difference(x, y, h=1e-6):\n"
     "    return ((f(x + h, y) - f(x - h, y))/(2*h),\n"
     "            (f(x, y + h) - f(x, y - h))/(2*h))\n"},
    {0},
};

const struct language language_python = {
     .reserved = reserved,
    .pieces = pieces, .typed = "", .infinite = "inf", .is_undefined = "isnan(%a)",
    .whole = {"%a0**%b", LOOSE_POWER, "power(%a, %b)"}, .growth = {"%a0**%b0", LOOSE_POWER, NULL},
    .form = {
        LANGUAGE_ARITHMETIC,
        [OP_DIV] = {"%a3/%b1", LOOSE_PRODUCT, "divide(%a, %b)"},
        [OP_PI] = CALL("pi"), [OP_TAU] = CALL("tau"), [OP_E] = CALL("e"),
        [OP_UNDEFINED] = CALL("nan"),
        [OP_POW] = CALL("power(%a, %b)"), [OP_ROOT] = CALL("odd_root(%a, %b)"),
        [OP_SIN] = {"sin(%a)", LOOSE_ATOM, "real_sin(%a)"},
        [OP_COS] = {"cos(%a)", LOOSE_ATOM, "real_cos(%a)"},
        [OP_TAN] = {"tan(%a)", LOOSE_ATOM, "real_tan(%a)"},
        [OP_SEC] = {"1/cos(%a)", LOOSE_PRODUCT, "(1/real_cos(%a))"},
        [OP_CSC] = CALL("csc(%a)"), [OP_COT] = CALL("cot(%a)"),
        [OP_ASIN] = CALL("asin(%a)"), [OP_ACOS] = CALL("acos(%a)"),
        [OP_ATAN] = CALL("atan(%a)"), [OP_SINH] = CALL("sinh(%a)"),
        [OP_COSH] = CALL("cosh(%a)"), [OP_TANH] = CALL("tanh(%a)"),
        [OP_ASINH] = CALL("asinh(%a)"), [OP_ACOSH] = CALL("acosh(%a)"),
        [OP_ATANH] = CALL("atanh(%a)"), [OP_EXP] = CALL("exp(%a)"),
        [OP_LN] = {"log(%a)", LOOSE_ATOM, "real_log(%a)"},
        [OP_LOG2] = {"log2(%a)", LOOSE_ATOM, "real_log2(%a)"},
        [OP_LOG10] = {"log10(%a)", LOOSE_ATOM, "real_log10(%a)"},
        [OP_SQRT] = {"sqrt(%a)", LOOSE_ATOM, "real_sqrt(%a)"},
        [OP_CBRT] = CALL("odd_root(%a, 3)"), [OP_ABS] = CALL("abs(%a)"),
        [OP_SIGN] = CALL("sign(%a)"), [OP_FLOOR] = CALL("floor(%a)"),
        [OP_CEIL] = CALL("ceil(%a)"), [OP_ROUND] = CALL("round_half_up(%a)"),
        [OP_SINC] = CALL("sinc(%a)"), [OP_SIGMOID] = CALL("sigmoid(%a)"),
        [OP_SOFTPLUS] = CALL("softplus(%a)"), [OP_RELU] = CALL("relu(%a)"),
        [OP_STEP] = CALL("step_at_0(%a)"), [OP_ERF] = CALL("erf(%a)"),
        [OP_GAMMA] = CALL("real_gamma(%a)"), [OP_LGAMMA] = CALL("lgamma(%a)"),
        [OP_DIGAMMA] = CALL("polygamma(0, %a)"),
        [OP_TRIGAMMA] = CALL("polygamma(1, %a)"),
        [OP_POLYGAMMA] = CALL("polygamma(%a, %b)"),
        [OP_ATAN2] = CALL("atan2(%a, %b)"), [OP_MOD] = CALL("modulo(%a, %b)"),
        [OP_MIN] = {"min(%a, %b)", LOOSE_ATOM, "smaller(%a, %b)"},
        [OP_MAX] = {"max(%a, %b)", LOOSE_ATOM, "larger(%a, %b)"},
        [OP_HYPOT] = CALL("hypot(%a, %b)"), [OP_CLAMP] = CALL("clamp(%a, %b, %c)"),
        [OP_AND] = {"%a5 and %b5", LOOSE_JOIN, NULL},
        [OP_OR] = {"%a5 or %b5", LOOSE_JOIN, NULL},
        [OP_NOT] = {"not %a5", LOOSE_NOT, NULL},
        [OP_IF] = {"%b7 if %a7 else %c", LOOSE_CHOICE, NULL},
    },
    .grammar = {
        .comment = "#", .head = "", .import = "from math import %a\n\n",
        .constant = "%a = %b", .local = "%a = %b", .variable = "%a = %b",
        .assign = "%a = %b", .when = "if %a:", .loop = "for %a in range(%b, %c):",
        .counter = "%a", .end = "", .leave = "break",
        .function = {NULL, "def %a(x, y):", "def %a(x, y):", "def %a(x, y):"},
        .result = {NULL, "return %a", "return %a, %b", "return %a, %b, %c"},
        .no_result = {NULL, NULL, "if isnan(f(x, y)):\n    return nan, nan",
                      "if isnan(f(x, y)):\n    return nan, nan, nan"},
        .walk = "def %a(x, y):", .arrived = "return x, y",
        .ask = {NULL, NULL, "gx, gy = gradient(x, y)",
                "hxx, hxy, hyy = hessian(x, y)"},
        .value = "value(%a, %b)", .noise = "noise = normal(%a)",
        .draw = "nx, ny = next(noise)", .begin = "", .finish = "",
        .check = "x, y = %a, %b\n"
                 "print(\"gradient         \", *gradient(x, y))\n"
                 "print(\"finite difference\", *finite_difference(x, y))\n",
        .run = "x, y = descend(%a, %b)\n"
               "print(\"endpoint         \", x, y, \" f\", %c)\n",
    },
};
