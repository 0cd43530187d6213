// SPDX-License-Identifier: MIT
#include "calc/language.h"

#include <stddef.h>

#define CALL(code) {code, LOOSE_ATOM, NULL}

static const char *const reserved[] = {"f", NULL};

// No name here is a letter, which a constant of the program may be.
static const struct piece pieces[] = {
    {"PI", NULL}, {"TAU", NULL},
    {"odd_root", "fn odd_root(at: f64, degree: f64) -> f64 {\n"
                 "    at.abs().powf(1.0/degree).copysign(at)\n"
                 "}\n"},
    {"sign", "fn sign(at: f64) -> f64 {\n"
             "    if at == 0.0 { 0.0 } else { at.signum() }\n"
             "}\n"},
    {"round_half_up", "fn round_half_up(at: f64) -> f64 {\n"
                      "    if at - at.floor() >= 0.5 { at.floor() + 1.0 } else { "
                      "at.floor() }\n"
                      "}\n"},
    {"sinc", "fn sinc(at: f64) -> f64 {\n"
             "    if at == 0.0 { 1.0 } else { at.sin()/at }\n"
             "}\n"},
    {"sigmoid", "fn sigmoid(at: f64) -> f64 {\n"
                "    1.0/(1.0 + (-at).exp())\n"
                "}\n"},
    {"softplus", "fn softplus(at: f64) -> f64 {\n"
                 "    if at.is_nan() { at } else { at.max(0.0) + "
                 "(-at.abs()).exp().ln_1p() }\n"
                 "}\n"},
    {"relu", "fn relu(at: f64) -> f64 {\n"
             "    if at < 0.0 { 0.0 } else { at }\n"
             "}\n"},
    {"step_at_0", "fn step_at_0(at: f64) -> f64 {\n"
                  "    if at.is_nan() { at } else if at >= 0.0 { 1.0 } else { 0.0 }\n"
                  "}\n"},
    {"erf", "fn erf(at: f64) -> f64 {\n"
            "    let (mut sum, mut term, mut order) = (0.0, at, 0.0);\n"
            "    if at.abs() > 6.0 {\n"
            "        return at.signum();\n"
            "    }\n"
            "    while term != 0.0 && sum + term != sum {\n"
            "        sum += term;\n"
            "        order += 1.0;\n"
            "        term *= 2.0*at*at/(2.0*order + 1.0);\n"
            "    }\n"
            "    if at.is_nan() { at } else { 2.0/PI.sqrt()*(-at*at).exp()*sum }\n"
            "}\n"},
    {"stirling", "// The logarithm of gamma(x), for large x.\n"
                 "fn stirling(x: f64) -> f64 {\n"
                 "    let terms = [1.0/12.0, -1.0/360.0, 1.0/1260.0, -1.0/1680.0, "
                 "1.0/1188.0,\n"
                 "                 -691.0/360360.0, 1.0/156.0];\n"
                 "    let mut sum = (x - 0.5)*x.ln() - x + 0.5*TAU.ln();\n"
                 "    for (index, term) in terms.iter().enumerate() {\n"
                 "        sum += term/x.powi(2*index as i32 + 1);\n"
                 "    }\n"
                 "    sum\n"
                 "}\n"},
    {"gamma_of", "fn gamma_of(mut x: f64) -> f64 {\n"
                 "    let mut product = 1.0;\n"
                 "    if x == 0.0 {\n"
                 "        return f64::INFINITY.copysign(x);\n"
                 "    } else if x == f64::INFINITY || x > 180.0 {\n"
                 "        return f64::INFINITY;\n"
                 "    } else if x < 0.0 && (x == x.floor() || x < -1e6) {\n"
                 "        return if x == x.floor() { f64::NAN } else { 0.0 };\n"
                 "    }\n"
                 "    while x < 16.0 {\n"
                 "        product *= x;\n"
                 "        x += 1.0;\n"
                 "    }\n"
                 "    stirling(x).exp()/product\n"
                 "}\n"},
    {"lgamma", "fn lgamma(mut x: f64) -> f64 {\n"
               "    let mut sum = 0.0;\n"
               "    if x.is_infinite() || (x <= 0.0 && x == x.floor()) {\n"
               "        return f64::INFINITY;\n"
               "    } else if x < -1e6 {\n"
               "        return f64::NAN;\n"
               "    }\n"
               "    while x < 16.0 {\n"
               "        sum -= x.abs().ln();\n"
               "        x += 1.0;\n"
               "    }\n"
               "    sum + stirling(x)\n"
               "}\n"},
    {"polygamma",
     "// The derivatives of log(gamma(x)): recurrence, then a series.\n"
     "fn polygamma(order: f64, mut x: f64) -> f64 {\n"
     "    let bernoulli = [1.0/6.0, -1.0/30.0, 1.0/42.0, -1.0/30.0, 5.0/66.0,\n"
     "                     -691.0/2730.0, 7.0/6.0, -3617.0/510.0, 43867.0/798.0,\n"
     "                     -174611.0/330.0];\n"
     "    let below: f64 = (1..order as i32).map(|k1| k1 as f64).product();\n"
     "    let factorial = if order > 0.0 { order*below } else { 1.0 };\n"
     "    let mut sum = 0.0;\n"
     "    if !(x > -1e6) || (x <= 0.0 && x == x.floor()) {\n"
     "        return f64::NAN;\n"
     "    }\n"
     "    while x < 16.0 + order {\n"
     "        sum += factorial/x.powf(order + 1.0);\n"
     "        x += 1.0;\n"
     "    }\n"
     "    sum += if order == 0.0 { -x.ln() } else { below/x.powf(order) };\n"
     "    sum += factorial/(2.0*x.powf(order + 1.0));\n"
     "    let mut term = factorial*(order + 1.0)/(2.0*x.powf(order + 2.0));\n"
     "    for (place, number) in bernoulli.iter().enumerate() {\n"
     "        let index = 2.0*(place as f64 + 1.0);\n"
     "        sum += number*term;\n"
     "        term *= (index + order)*(index + order + 1.0);\n"
     "        term /= (index + 1.0)*(index + 2.0)*x*x;\n"
     "    }\n"
     "    if order % 2.0 != 0.0 { sum } else { -sum }\n"
     "}\n"},
    {"modulo", "fn modulo(at: f64, by: f64) -> f64 {\n"
               "    let rest = at % by;\n"
               "    if rest != 0.0 && (rest < 0.0) != (by < 0.0) { rest + by } else "
               "{ rest }\n"
               "}\n"},
    {"smaller", "fn smaller(at: f64, by: f64) -> f64 {\n"
                "    if at.is_nan() || by.is_nan() { f64::NAN } else { at.min(by) }\n"
                "}\n"},
    {"larger", "fn larger(at: f64, by: f64) -> f64 {\n"
               "    if at.is_nan() || by.is_nan() { f64::NAN } else { at.max(by) }\n"
               "}\n"},
    {"clamp", "fn clamp(at: f64, low: f64, high: f64) -> f64 {\n"
              "    if at.is_nan() || low.is_nan() || high.is_nan() {\n"
              "        return f64::NAN;\n"
              "    }\n"
              "    at.max(low).min(high)\n"
              "}\n"},
    {"uniform", "// PCG32.\n"
                "fn uniform(state: &mut u64) -> f64 {\n"
                "    let old = *state;\n"
                "    let mixed = ((old >> 18 ^ old) >> 27) as u32;\n"
                "    *state = "
                "old.wrapping_mul(6364136223846793005).wrapping_add(109);\n"
                "    (mixed.rotate_right((old >> 59) as u32) as f64 + "
                "0.5)/4294967296.0\n"
                "}\n"},
    {"normal", "// Box and Muller.\n"
               "fn normal(state: &mut u64) -> (f64, f64) {\n"
               "    let size = (-2.0*uniform(state).ln()).sqrt();\n"
               "    let angle = TAU*uniform(state);\n"
               "    (size*angle.cos(), size*angle.sin())\n"
               "}\n"},
    {"finite_difference",
     "fn finite_difference(x: f64, y: f64) -> (f64, f64) {\n"
     "    let size = 1e-6;\n"
     "    ((f(x + size, y) - f(x - size, y))/(2.0*size),\n"
     "     (f(x, y + size) - f(x, y - size))/(2.0*size))\n"
     "}\n"},
    {0},
};

const struct language language_rust = {
     .reserved = reserved,
    .pieces = pieces, .typed = "_f64", .points = true, .infinite = "f64::INFINITY",
    .is_undefined = "%a0.is_nan()", .whole = CALL("%a0.powi(%b)"), .below_0 = true,
    .form = {
        LANGUAGE_ARITHMETIC, LANGUAGE_JOINS,
        [OP_DIV] = {"%a3/%b1", LOOSE_PRODUCT, NULL},
        [OP_PI] = CALL("PI"), [OP_TAU] = CALL("TAU"), [OP_E] = CALL("std::f64::consts::E"),
        [OP_UNDEFINED] = CALL("f64::NAN"),
        [OP_POW] = CALL("%a0.powf(%b)"), [OP_ROOT] = CALL("odd_root(%a, %b)"),
        [OP_SIN] = CALL("%a0.sin()"), [OP_COS] = CALL("%a0.cos()"),
        [OP_TAN] = CALL("%a0.tan()"), [OP_SEC] = CALL("%a0.cos().recip()"),
        [OP_CSC] = CALL("%a0.sin().recip()"), [OP_COT] = CALL("%a0.tan().recip()"),
        [OP_ASIN] = CALL("%a0.asin()"), [OP_ACOS] = CALL("%a0.acos()"),
        [OP_ATAN] = CALL("%a0.atan()"), [OP_SINH] = CALL("%a0.sinh()"),
        [OP_COSH] = CALL("%a0.cosh()"), [OP_TANH] = CALL("%a0.tanh()"),
        [OP_ASINH] = CALL("%a0.asinh()"), [OP_ACOSH] = CALL("%a0.acosh()"),
        [OP_ATANH] = CALL("%a0.atanh()"), [OP_EXP] = CALL("%a0.exp()"),
        [OP_LN] = CALL("%a0.ln()"), [OP_LOG2] = CALL("%a0.log2()"),
        [OP_LOG10] = CALL("%a0.log10()"), [OP_SQRT] = CALL("%a0.sqrt()"),
        [OP_CBRT] = CALL("%a0.cbrt()"), [OP_ABS] = CALL("%a0.abs()"),
        [OP_SIGN] = CALL("sign(%a)"), [OP_FLOOR] = CALL("%a0.floor()"),
        [OP_CEIL] = CALL("%a0.ceil()"), [OP_ROUND] = CALL("round_half_up(%a)"),
        [OP_SINC] = CALL("sinc(%a)"), [OP_SIGMOID] = CALL("sigmoid(%a)"),
        [OP_SOFTPLUS] = CALL("softplus(%a)"), [OP_RELU] = CALL("relu(%a)"),
        [OP_STEP] = CALL("step_at_0(%a)"), [OP_ERF] = CALL("erf(%a)"),
        [OP_GAMMA] = CALL("gamma_of(%a)"), [OP_LGAMMA] = CALL("lgamma(%a)"),
        [OP_DIGAMMA] = CALL("polygamma(0.0, %a)"),
        [OP_TRIGAMMA] = CALL("polygamma(1.0, %a)"),
        [OP_POLYGAMMA] = CALL("polygamma(%a, %b)"),
        [OP_ATAN2] = CALL("%a0.atan2(%b)"), [OP_MOD] = CALL("modulo(%a, %b)"),
        [OP_MIN] = {"%a0.min(%b)", LOOSE_ATOM, "smaller(%a, %b)"},
        [OP_MAX] = {"%a0.max(%b)", LOOSE_ATOM, "larger(%a, %b)"},
        [OP_HYPOT] = CALL("%a0.hypot(%b)"), [OP_CLAMP] = CALL("clamp(%a, %b, %c)"),
        [OP_IF] = {"if %a { %b } else { %c }", LOOSE_CHOICE, NULL},
    },
    .grammar = {
        .comment = "//", .head = "#![allow(non_upper_case_globals, unused)]\n\n",
        .import = "use std::f64::consts::{%a};\n\n", .constant = "const %a: f64 = %b;",
        .local = "let %a = %b;", .variable = "let mut %a: f64 = %b;",
        .assign = "%a = %b;", .when = "if %a {", .loop = "for %a in %b..%c {",
        .counter = "(%a as f64)", .end = "}", .leave = "break;",
        .function = {NULL, "fn %a(x: f64, y: f64) -> f64 {",
                     "fn %a(x: f64, y: f64) -> (f64, f64) {",
                     "fn %a(x: f64, y: f64) -> (f64, f64, f64) {"},
        .result = {NULL, "%a", "(%a, %b)", "(%a, %b, %c)"},
        .no_result = {NULL, NULL,
                      "if f(x, y).is_nan() {\n    return (f64::NAN, f64::NAN);\n}",
                      "if f(x, y).is_nan() {\n"
                      "    return (f64::NAN, f64::NAN, f64::NAN);\n}"},
        .walk = "fn %a(mut x: f64, mut y: f64) -> (f64, f64) {",
        .arrived = "return (x, y);",
        .ask = {NULL, NULL, "let (mut gx, mut gy) = gradient(x, y);",
                "let (mut hxx, mut hxy, mut hyy) = hessian(x, y);"},
        .value = "f(%a, %b)",
        .noise = "let mut noise = 109_u64.wrapping_add(%a)\n"
                 "    .wrapping_mul(6364136223846793005).wrapping_add(109);",
        .draw = "let (nx, ny) = normal(&mut noise);",
        .begin = "fn main() {\n", .finish = "}\n",
        .check = "    let (x, y) = (%a, %b);\n"
                 "    let (exact, near) = (gradient(x, y), finite_difference(x, y));\n"
                 "    println!(\"gradient          {:?} {:?}\", exact.0, exact.1);\n"
                 "    println!(\"finite difference {:?} {:?}\", near.0, near.1);\n",
        .run = "    let (x, y) = descend(%a, %b);\n"
               "    println!(\"endpoint          {:?} {:?}  f {:?}\", x, y, f(x, "
               "y));\n",
    },
};
