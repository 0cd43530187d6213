// SPDX-License-Identifier: MIT
#pragma once
// Formulas of many kinds that tests draw: smooth, steep, wild, broken, empty.

static const char *const gallery[] = {
    "x^2 + 2y^2", "x^2 y + sin y", "(1-x)^2 + 100(y-x^2)^2",
    "(x^2+y-11)^2 + (x+y^2-7)^2",
    "20 + x^2 - 10cos(2pi x) + y^2 - 10cos(2pi y)",
    "(1.5-x+xy)^2 + (2.25-x+xy^2)^2 + (2.625-x+xy^3)^2",
    "3(1-x)^2 e^(-x^2-(y+1)^2) - 10(x/5-x^3-y^5)e^(-x^2-y^2) - 1/3 e^(-(x+1)^2-y^2)",
    "abs(x) + abs(y)", "tan(x) y", "1/x", "x/y", "ln(x^2+y^2)", "1/(x^2+y^2)",
    "e^x y", "x^3 - 3x y^2", "x^2", "exp(-x^2-y^2)", "x + y", "5", "ln(x)",
    "sqrt(4-x^2-y^2)", "atan2(y,x)", "floor(x) + 0.3y", "x y/(x^2+y^2)", "sqrt(-1-x^2)",
    "1e300 x", "1e-300 x y", "a x^2 + b y^2", "max(x, y)", "sin(50 x) cos(50 y)",
    "x^y", "gamma(x) y", "x mod 1 + y", "1e15 + x", "sign(x)",
};

enum { GALLERY = sizeof gallery / sizeof *gallery };
