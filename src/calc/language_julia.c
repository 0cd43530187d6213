// SPDX-License-Identifier: MIT
#include "calc/language.h"

#include <stddef.h>

#define CALL(code) {code, LOOSE_ATOM, NULL}

static const char *const reserved[] = {"f", "im", NULL};

// Its functions raise errors where others have no value.
static const struct piece pieces[] = {
    {"power", "power(a, b) = a >= 0 || b == floor(b) ? float(a)^b : NaN\n"},
    {"odd_root", "odd_root(a, degree) = copysign(abs(a)^(1/degree), a)\n"},
    {"real_sqrt", "real_sqrt(a) = a >= 0 ? sqrt(a) : NaN\n"},
    {"real_log", "real_log(a) = a >= 0 ? log(a) : NaN\n"},
    {"real_log2", "real_log2(a) = a >= 0 ? log2(a) : NaN\n"},
    {"real_log10", "real_log10(a) = a >= 0 ? log10(a) : NaN\n"},
    {"real_asin", "real_asin(a) = abs(a) <= 1 ? asin(a) : NaN\n"},
    {"real_acos", "real_acos(a) = abs(a) <= 1 ? acos(a) : NaN\n"},
    {"real_acosh", "real_acosh(a) = a >= 1 ? acosh(a) : NaN\n"},
    {"real_atanh", "real_atanh(a) = abs(a) <= 1 ? atanh(a) : NaN\n"},
    {"real_sin", "real_sin(a) = isfinite(a) ? sin(a) : NaN\n"},
    {"real_cos", "real_cos(a) = isfinite(a) ? cos(a) : NaN\n"},
    {"real_tan", "real_tan(a) = isfinite(a) ? tan(a) : NaN\n"},
    {"round_half_up",
     "round_half_up(a) = a - floor(a) >= 0.5 ? floor(a) + 1 : floor(a)\n"},
    {"sine_ratio", "sine_ratio(a) = a == 0 ? 1.0 : real_sin(a)/a\n"},
    {"sigmoid", "sigmoid(a) = 1/(1 + exp(-a))\n"},
    {"softplus", "softplus(a) = max(a, 0) + log1p(exp(-abs(a)))\n"},
    {"relu", "relu(a) = a < 0 ? 0.0 : a\n"},
    {"step_at_0", "step_at_0(a) = isnan(a) ? a : a >= 0 ? 1.0 : 0.0\n"},
    {"erf", "function erf(a)\n"
            "    total, term, n = 0.0, float(a), 0\n"
            "    if abs(a) > 6\n"
            "        return sign(a)\n"
            "    end\n"
            "    while term != 0 && total + term != total\n"
            "        total += term\n"
            "        n += 1\n"
            "        term *= 2*a*a/(2*n + 1)\n"
            "    end\n"
            "    return isnan(a) ? NaN : 2/sqrt(Float64(pi))*exp(-a*a)*total\n"
            "end\n"},
    {"stirling", "# The logarithm of gamma(x), for large x.\n"
                 "function stirling(x)\n"
                 "    terms = [1/12, -1/360, 1/1260, -1/1680, 1/1188, -691/360360, "
                 "1/156]\n"
                 "    total = (x - 0.5)*log(x) - x + 0.5*log(2*Float64(pi))\n"
                 "    for (k, term) in enumerate(terms)\n"
                 "        total += term/x^(2*k - 1)\n"
                 "    end\n"
                 "    return total\n"
                 "end\n"},
    {"gamma_of", "function gamma_of(x)\n"
                 "    product = 1.0\n"
                 "    if x == 0\n"
                 "        return copysign(Inf, x)\n"
                 "    elseif isnan(x) || x > 180\n"
                 "        return isnan(x) ? NaN : Inf\n"
                 "    elseif x < 0 && (x == floor(x) || x < -1e6)\n"
                 "        return x == floor(x) ? NaN : 0.0\n"
                 "    end\n"
                 "    while x < 16\n"
                 "        product *= x\n"
                 "        x += 1\n"
                 "    end\n"
                 "    return exp(stirling(x))/product\n"
                 "end\n"},
    {"lgamma", "function lgamma(x)\n"
               "    total = 0.0\n"
               "    if isinf(x) || (x <= 0 && x == floor(x))\n"
               "        return Inf\n"
               "    elseif isnan(x) || x < -1e6\n"
               "        return NaN\n"
               "    end\n"
               "    while x < 16\n"
               "        total -= log(abs(x))\n"
               "        x += 1\n"
               "    end\n"
               "    return total + stirling(x)\n"
               "end\n"},
    {"polygamma",
     "# The derivatives of log(gamma(x)): recurrence, then a series.\n"
     "function polygamma(n, x)\n"
     "    bernoulli = [1/6, -1/30, 1/42, -1/30, 5/66, -691/2730, 7/6, -3617/510,\n"
     "                 43867/798, -174611/330]\n"
     "    below = prod(1.0:(n - 1))  # (n - 1)!\n"
     "    fact = n > 0 ? n*below : 1.0\n"
     "    total = 0.0\n"
     "    if !(x > -1e6) || (x <= 0 && x == floor(x))\n"
     "        return NaN\n"
     "    end\n"
     "    while x < 16 + n\n"
     "        total += fact/float(x)^(n + 1)\n"
     "        x += 1\n"
     "    end\n"
     "    total += n == 0 ? -log(x) : below/float(x)^n\n"
     "    total += fact/(2*float(x)^(n + 1))\n"
     "    term = fact*(n + 1)/(2*float(x)^(n + 2))\n"
     "    for (k, number) in enumerate(bernoulli)\n"
     "        total += number*term\n"
     "        term *= (2*k + n)*(2*k + n + 1)/((2*k + 1)*(2*k + 2)*x*x)\n"
     "    end\n"
     "    return isodd(n) ? total : -total\n"
     "end\n"},
    {"modulo", "modulo(a, b) = b == 0 || isinf(a) ? NaN : mod(a, b)\n"},
    {"restrict", "restrict(a, low, high) = min(max(a, low), high)\n"},
    {"value", "function value(x, y)\n"
              "    try\n"
              "        return f(x, y)\n"
              "    catch  # too large a number\n"
              "        return NaN\n"
              "    end\n"
              "end\n"},
    {"uniform", "# PCG32.\n"
                "function uniform(state)\n"
                "    old = state[]\n"
                "    mixed = (xor(old >> 18, old) >> 27) % UInt32\n"
                "    state[] = old*6364136223846793005 + 109\n"
                "    return (bitrotate(mixed, -Int(old >> 59)) + 0.5)/2.0^32\n"
                "end\n"},
    {"normal", "# Box and Muller.\n"
               "function normal(state)\n"
               "    size = sqrt(-2*log(uniform(state)))\n"
               "    angle = 2*Float64(pi)*uniform(state)\n"
               "    return size*cos(angle), size*sin(angle)\n"
               "end\n"},
    {"finite_difference",
     "finite_difference(x, y, h=1e-6) =\n"
     "    ((f(x + h, y) - f(x - h, y))/(2*h), (f(x, y + h) - f(x, y - h))/(2*h))\n"},
    {0},
};

const struct language language_julia = {
     .reserved = reserved,
    .pieces = pieces, .typed = "", .infinite = "Inf", .is_undefined = "isnan(%a)",
    .whole = {"%a0^%b", LOOSE_POWER, NULL}, .below_0 = true,
    .growth = {"%a0^%b0", LOOSE_POWER, NULL},
    .form = {
        LANGUAGE_ARITHMETIC, LANGUAGE_JOINS,
        [OP_DIV] = {"%a3/%b1", LOOSE_PRODUCT, NULL},
        [OP_PI] = CALL("Float64(pi)"), [OP_TAU] = {"2*Float64(pi)", LOOSE_PRODUCT, NULL},
        [OP_E] = CALL("exp(1)"), [OP_UNDEFINED] = CALL("NaN"),
        [OP_POW] = CALL("power(%a, %b)"), [OP_ROOT] = CALL("odd_root(%a, %b)"),
        [OP_SIN] = {"sin(%a)", LOOSE_ATOM, "real_sin(%a)"},
        [OP_COS] = {"cos(%a)", LOOSE_ATOM, "real_cos(%a)"},
        [OP_TAN] = {"tan(%a)", LOOSE_ATOM, "real_tan(%a)"},
        [OP_SEC] = {"sec(%a)", LOOSE_ATOM, "(1/real_cos(%a))"},
        [OP_CSC] = {"csc(%a)", LOOSE_ATOM, "(1/real_sin(%a))"},
        [OP_COT] = {"cot(%a)", LOOSE_ATOM, "(1/real_tan(%a))"},
        [OP_ASIN] = CALL("real_asin(%a)"), [OP_ACOS] = CALL("real_acos(%a)"),
        [OP_ATAN] = CALL("atan(%a)"), [OP_SINH] = CALL("sinh(%a)"),
        [OP_COSH] = CALL("cosh(%a)"), [OP_TANH] = CALL("tanh(%a)"),
        [OP_ASINH] = CALL("asinh(%a)"), [OP_ACOSH] = CALL("real_acosh(%a)"),
        [OP_ATANH] = CALL("real_atanh(%a)"), [OP_EXP] = CALL("exp(%a)"),
        [OP_LN] = {"log(%a)", LOOSE_ATOM, "real_log(%a)"},
        [OP_LOG2] = {"log2(%a)", LOOSE_ATOM, "real_log2(%a)"},
        [OP_LOG10] = {"log10(%a)", LOOSE_ATOM, "real_log10(%a)"},
        [OP_SQRT] = {"sqrt(%a)", LOOSE_ATOM, "real_sqrt(%a)"},
        [OP_CBRT] = CALL("cbrt(%a)"), [OP_ABS] = CALL("abs(%a)"),
        [OP_SIGN] = CALL("sign(%a)"), [OP_FLOOR] = CALL("floor(%a)"),
        [OP_CEIL] = CALL("ceil(%a)"), [OP_ROUND] = CALL("round_half_up(%a)"),
        [OP_SINC] = CALL("sine_ratio(%a)"), [OP_SIGMOID] = CALL("sigmoid(%a)"),
        [OP_SOFTPLUS] = CALL("softplus(%a)"), [OP_RELU] = CALL("relu(%a)"),
        [OP_STEP] = CALL("step_at_0(%a)"), [OP_ERF] = CALL("erf(%a)"),
        [OP_GAMMA] = CALL("gamma_of(%a)"), [OP_LGAMMA] = CALL("lgamma(%a)"),
        [OP_DIGAMMA] = CALL("polygamma(0, %a)"),
        [OP_TRIGAMMA] = CALL("polygamma(1, %a)"),
        [OP_POLYGAMMA] = CALL("polygamma(%a, %b)"),
        [OP_ATAN2] = CALL("atan(%a, %b)"), [OP_MOD] = CALL("modulo(%a, %b)"),
        [OP_MIN] = CALL("min(%a, %b)"), [OP_MAX] = CALL("max(%a, %b)"),
        [OP_HYPOT] = CALL("hypot(%a, %b)"), [OP_CLAMP] = CALL("restrict(%a, %b, %c)"),
        [OP_IF] = {"%a7 ? %b7 : %c", LOOSE_CHOICE, NULL},
    },
    .grammar = {
        .comment = "#", .head = "", .import = "", .constant = "const %a = %b",
        .local = "%a = %b", .variable = "%a = %b", .assign = "%a = %b", .when = "if %a",
        .loop = "for %a in %b:%c", .inclusive = true, .counter = "%a", .end = "end",
        .leave = "break",
        .function = {NULL, "function %a(x, y)", "function %a(x, y)",
                     "function %a(x, y)"},
        .result = {NULL, "return %a", "return %a, %b", "return %a, %b, %c"},
        .no_result = {NULL, NULL, "if isnan(f(x, y))\n    return NaN, NaN\nend",
                      "if isnan(f(x, y))\n    return NaN, NaN, NaN\nend"},
        .walk = "function %a(x, y)", .arrived = "return x, y",
        .ask = {NULL, NULL, "gx, gy = gradient(x, y)",
                "hxx, hxy, hyy = hessian(x, y)"},
        .value = "value(%a, %b)",
        .noise = "noise = Ref((109 + UInt64(%a))*6364136223846793005 + 109)",
        .draw = "nx, ny = normal(noise)", .begin = "", .finish = "",
        .check = "x, y = %a, %b\n"
                 "println(\"gradient          \", join(gradient(x, y), \" \"))\n"
                 "println(\"finite difference \", join(finite_difference(x, y), \" "
                 "\"))\n",
        .run = "x, y = descend(%a, %b)\n"
               "println(\"endpoint          \", x, \" \", y, \"  f \", %c)\n",
    },
};
