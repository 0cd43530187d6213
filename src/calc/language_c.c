// SPDX-License-Identifier: MIT
#include "calc/language.h"

#include <stddef.h>

#define CALL(code) {code, LOOSE_ATOM, NULL}

// Words of math.h among them.
static const char *const reserved[] = {"f", "gamma", NULL};

static const struct piece pieces[] = {
    {"pi", "static const double pi = 3.14159265358979323846;\n"},
    {"tau", "static const double tau = 6.28318530717958647692;\n"},
    {"e", "static const double e = 2.71828182845904523536;\n"},
    {"point", "struct point { double x, y; };\n"},
    {"bend", "struct bend { double xx, xy, yy; };\n"},
    {"odd_root", "static double odd_root(double a, double degree)\n"
                 "{\n"
                 "    return copysign(pow(fabs(a), 1/degree), a);\n"
                 "}\n"},
    {"sign", "static double sign(double a)\n"
             "{\n"
             "    return isnan(a) ? a : (a > 0) - (a < 0);\n"
             "}\n"},
    {"round_half_up", "static double round_half_up(double a)\n"
                      "{\n"
                      "    return a - floor(a) >= 0.5 ? floor(a) + 1 : floor(a);\n"
                      "}\n"},
    {"sinc", "static double sinc(double a)\n"
             "{\n"
             "    return a == 0 ? 1 : sin(a)/a;\n"
             "}\n"},
    {"sigmoid", "static double sigmoid(double a)\n"
                "{\n"
                "    return 1/(1 + exp(-a));\n"
                "}\n"},
    {"softplus", "static double softplus(double a)\n"
                 "{\n"
                 "    return isnan(a) ? a : (a > 0 ? a : 0) + log1p(exp(-fabs(a)));\n"
                 "}\n"},
    {"relu", "static double relu(double a)\n"
             "{\n"
             "    return a < 0 ? 0 : a;\n"
             "}\n"},
    {"step_at_0", "static double step_at_0(double a)\n"
                  "{\n"
                  "    return isnan(a) ? a : a >= 0;\n"
                  "}\n"},
    {"polygamma",
     "// The derivatives of log(gamma(x)): recurrence, then a series.\n"
     "static double polygamma(double n, double x)\n"
     "{\n"
     "    static const double bernoulli[] = {\n"
     "        1.0/6, -1.0/30, 1.0/42, -1.0/30, 5.0/66, -691.0/2730, 7.0/6,\n"
     "        -3617.0/510, 43867.0/798, -174611.0/330};\n"
     "    double sum = 0;\n"
     "    if (!(x > -1e6) || (x <= 0 && x == floor(x)))\n"
     "        return NAN;\n"
     "    for (; x < 16 + n; x++)\n"
     "        sum += tgamma(n + 1)/pow(x, n + 1);\n"
     "    sum += n == 0 ? -log(x) : tgamma(n)/pow(x, n);\n"
     "    sum += tgamma(n + 1)/(2*pow(x, n + 1));\n"
     "    double term = tgamma(n + 2)/(2*pow(x, n + 2));\n"
     "    for (int k = 1; k <= 10; k++) {\n"
     "        sum += bernoulli[k - 1]*term;\n"
     "        term *= (2*k + n)*(2*k + n + 1)/((2*k + 1)*(2*k + 2)*x*x);\n"
     "    }\n"
     "    return fmod(n, 2) != 0 ? sum : -sum;\n"
     "}\n"},
    {"modulo", "static double modulo(double a, double b)\n"
               "{\n"
               "    double rest = fmod(a, b);\n"
               "    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;\n"
               "}\n"},
    {"smaller", "static double smaller(double a, double b)\n"
                "{\n"
                "    return isnan(a) || isnan(b) ? NAN : fmin(a, b);\n"
                "}\n"},
    {"larger", "static double larger(double a, double b)\n"
               "{\n"
               "    return isnan(a) || isnan(b) ? NAN : fmax(a, b);\n"
               "}\n"},
    {"clamp", "static double clamp(double a, double low, double high)\n"
              "{\n"
              "    if (isnan(a) || isnan(low) || isnan(high))\n"
              "        return NAN;\n"
              "    return fmin(fmax(a, low), high);\n"
              "}\n"},
    {"uniform", "// PCG32.\n"
                "static double uniform(uint64_t *state)\n"
                "{\n"
                "    uint64_t old = *state;\n"
                "    uint32_t mixed = (uint32_t)((old >> 18 ^ old) >> 27);\n"
                "    uint32_t turn = (uint32_t)(old >> 59);\n"
                "    *state = old*6364136223846793005u + 109;\n"
                "    return ((mixed >> turn | mixed << (-turn & 31)) + 0.5)*0x1p-32;\n"
                "}\n"},
    {"normal", "// Box and Muller.\n"
               "static struct point normal(uint64_t *state)\n"
               "{\n"
               "    double size = sqrt(-2*log(uniform(state)));\n"
               "    double angle = 6.28318530717958647692*uniform(state);\n"
               "    return (struct point){size*cos(angle), size*sin(angle)};\n"
               "}\n"},
    {"finite_difference",
     "static double f(double x, double y);\n\n"
     "static struct point finite_difference(double x, double y)\n"
     "{\n"
     "    const double h = 1e-6;\n"
     "    return (struct point){(f(x + h, y) - f(x - h, y))/(2*h),\n"
     "                          (f(x, y + h) - f(x, y - h))/(2*h)};\n"
     "}\n"},
    {0},
};

const struct language language_c = {
     .reserved = reserved, .pieces = pieces,
    .typed = "", .points = true, .infinite = "INFINITY", .is_undefined = "isnan(%a)",
    .square = {"%a*%a", LOOSE_PRODUCT, NULL}, .whole = CALL("pow(%a, %b)"),
    .below_0 = true,
    .form = {
        LANGUAGE_ARITHMETIC, LANGUAGE_JOINS,
        [OP_DIV] = {"%a3/%b1", LOOSE_PRODUCT, NULL},
        [OP_PI] = CALL("pi"), [OP_TAU] = CALL("tau"), [OP_E] = CALL("e"),
        [OP_UNDEFINED] = CALL("NAN"),
        [OP_POW] = CALL("pow(%a, %b)"), [OP_ROOT] = CALL("odd_root(%a, %b)"),
        [OP_SIN] = CALL("sin(%a)"), [OP_COS] = CALL("cos(%a)"),
        [OP_TAN] = CALL("tan(%a)"), [OP_SEC] = {"1/cos(%a)", LOOSE_PRODUCT, NULL},
        [OP_CSC] = {"1/sin(%a)", LOOSE_PRODUCT, NULL},
        [OP_COT] = {"1/tan(%a)", LOOSE_PRODUCT, NULL},
        [OP_ASIN] = CALL("asin(%a)"), [OP_ACOS] = CALL("acos(%a)"),
        [OP_ATAN] = CALL("atan(%a)"), [OP_SINH] = CALL("sinh(%a)"),
        [OP_COSH] = CALL("cosh(%a)"), [OP_TANH] = CALL("tanh(%a)"),
        [OP_ASINH] = CALL("asinh(%a)"), [OP_ACOSH] = CALL("acosh(%a)"),
        [OP_ATANH] = CALL("atanh(%a)"), [OP_EXP] = CALL("exp(%a)"),
        [OP_LN] = CALL("log(%a)"), [OP_LOG2] = CALL("log2(%a)"),
        [OP_LOG10] = CALL("log10(%a)"), [OP_SQRT] = CALL("sqrt(%a)"),
        [OP_CBRT] = CALL("cbrt(%a)"), [OP_ABS] = CALL("fabs(%a)"),
        [OP_SIGN] = CALL("sign(%a)"), [OP_FLOOR] = CALL("floor(%a)"),
        [OP_CEIL] = CALL("ceil(%a)"), [OP_ROUND] = CALL("round_half_up(%a)"),
        [OP_SINC] = CALL("sinc(%a)"), [OP_SIGMOID] = CALL("sigmoid(%a)"),
        [OP_SOFTPLUS] = CALL("softplus(%a)"), [OP_RELU] = CALL("relu(%a)"),
        [OP_STEP] = CALL("step_at_0(%a)"), [OP_ERF] = CALL("erf(%a)"),
        [OP_GAMMA] = CALL("tgamma(%a)"), [OP_LGAMMA] = CALL("lgamma(%a)"),
        [OP_DIGAMMA] = CALL("polygamma(0, %a)"),
        [OP_TRIGAMMA] = CALL("polygamma(1, %a)"),
        [OP_POLYGAMMA] = CALL("polygamma(%a, %b)"),
        [OP_ATAN2] = CALL("atan2(%a, %b)"), [OP_MOD] = CALL("modulo(%a, %b)"),
        [OP_MIN] = {"fmin(%a, %b)", LOOSE_ATOM, "smaller(%a, %b)"},
        [OP_MAX] = {"fmax(%a, %b)", LOOSE_ATOM, "larger(%a, %b)"},
        [OP_HYPOT] = CALL("hypot(%a, %b)"), [OP_CLAMP] = CALL("clamp(%a, %b, %c)"),
        [OP_IF] = {"%a7 ? %b7 : %c", LOOSE_CHOICE, NULL},
    },
    .grammar = {
        .comment = "//",
        .head = "#include <math.h>\n#include <stdint.h>\n#include <stdio.h>\n\n",
        .import = "", .constant = "static const double %a = %b;",
        .local = "double %a = %b;", .variable = "double %a = %b;", .assign = "%a = %b;",
        .when = "if (%a) {", .loop = "for (int %a = %b; %a < %c; %a++) {",
        .counter = "%a", .end = "}", .leave = "break;",
        .function = {NULL, "static double %a(double x, double y)\n{",
                     "static struct point %a(double x, double y)\n{",
                     "static struct bend %a(double x, double y)\n{"},
        .result = {NULL, "return %a;", "return (struct point){%a, %b};",
                   "return (struct bend){%a, %b, %c};"},
        .no_result = {NULL, NULL,
                      "if (isnan(f(x, y)))\n    return (struct point){NAN, NAN};",
                      "if (isnan(f(x, y)))\n    return (struct bend){NAN, NAN, NAN};"},
        .unused = "(void)%a;",
        .walk = "static struct point %a(double x, double y)\n{",
        .arrived = "return (struct point){x, y};",
        .ask = {NULL, NULL,
                "struct point up = gradient(x, y);\n"
                "double gx = up.x, gy = up.y;",
                "struct bend bend = hessian(x, y);\n"
                "double hxx = bend.xx, hxy = bend.xy, hyy = bend.yy;"},
        .value = "f(%a, %b)",
        .noise = "uint64_t noise = %a;\n"
                 "noise = (109 + noise)*6364136223846793005u + 109;",
        .draw = "struct point drawn = normal(&noise);\n"
                "double nx = drawn.x, ny = drawn.y;",
        .begin = "int main(void)\n{\n", .finish = "    return 0;\n}\n",
        .check = "    double x = %a, y = %b;\n"
                 "    struct point exact = gradient(x, y), near = "
                 "finite_difference(x, y);\n"
                 "    printf(\"gradient          %.15g %.15g\\n\", exact.x, exact.y);\n"
                 "    printf(\"finite difference %.15g %.15g\\n\", near.x, near.y);\n",
        .run = "    struct point end = descend(%a, %b);\n"
               "    printf(\"endpoint          %.15g %.15g  f %.15g\\n\", end.x, "
               "end.y,\n"
               "           f(end.x, end.y));\n",
    },
};
