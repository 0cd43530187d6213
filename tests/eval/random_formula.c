// SPDX-License-Identifier: MIT
#include "random_formula.h"

unsigned chance_below(struct chance *c, unsigned n)
{
    c->state = c->state * 1664525u + 1013904223u;
    return (c->state >> 10) % n;
}

double chance_between(struct chance *c, double low, double high)
{
    return low + (high - low) * chance_below(c, 1 << 20) / (1 << 20);
}

static void leaf(struct text *out, struct chance *c)
{
    static const char *const leaves[] = {"x", "y", "x", "y", "x", "y", "2", "3", "0.5",
                                         "1.37", "pi", "10"};
    text_add(out, leaves[chance_below(c, sizeof leaves / sizeof *leaves)]);
}

static void call(struct text *out, struct chance *c, int depth)
{
    static const char *const names[] = {
        "sin", "cos", "exp", "sin", "cos", "exp", "ln", "sqrt", "abs", "tanh", "atan",
        "tan", "asin", "sinh", "cosh", "cbrt", "floor", "sigmoid", "softplus", "relu",
        "step", "sign", "sinc", "erf", "log2", "asinh", "round", "sec"};
    text_add(out, names[chance_below(c, sizeof names / sizeof *names)]);
    text_add(out, "(");
    random_formula(out, c, depth - 1);
    text_add(out, ")");
}

static void call_two(struct text *out, struct chance *c, int depth)
{
    static const char *const names[] = {"max", "min", "hypot", "atan2", "mod"};
    text_add(out, names[chance_below(c, sizeof names / sizeof *names)]);
    text_add(out, "(");
    random_formula(out, c, depth - 1);
    text_add(out, ", ");
    random_formula(out, c, depth - 1);
    text_add(out, ")");
}

static void choice(struct text *out, struct chance *c, int depth)
{
    static const char *const orders[] = {" < ", " >= ", " > "};
    text_add(out, "if(");
    random_formula(out, c, depth - 1);
    text_add(out, orders[chance_below(c, 3)]);
    random_formula(out, c, depth - 1);
    text_add(out, ", ");
    random_formula(out, c, depth - 1);
    text_add(out, ", ");
    random_formula(out, c, depth - 1);
    text_add(out, ")");
}

static void power(struct text *out, struct chance *c, int depth)
{
    static const char *const exponents[] = {"^2", "^3", "^2", "^(-1)", "^(-2)", "^0.5",
                                            "^1.5", "^(1/3)", "^4", "^7"};
    text_add(out, "(");
    random_formula(out, c, depth - 1);
    text_add(out, ")");
    text_add(out, exponents[chance_below(c, sizeof exponents / sizeof *exponents)]);
}

static void infix(struct text *out, struct chance *c, int depth)
{
    static const char *const marks[] = {" + ", " - ", "*", "*", "/", " + ", " - "};
    text_add(out, "(");
    random_formula(out, c, depth - 1);
    text_add(out, marks[chance_below(c, sizeof marks / sizeof *marks)]);
    random_formula(out, c, depth - 1);
    text_add(out, ")");
}

void random_formula(struct text *out, struct chance *c, int depth)
{
    unsigned kind = chance_below(c, 20);
    if (depth <= 0 || kind == 0)
        leaf(out, c);
    else if (kind < 10)
        infix(out, c, depth);
    else if (kind < 15)
        call(out, c, depth);
    else if (kind < 18)
        power(out, c, depth);
    else if (kind < 19)
        call_two(out, c, depth);
    else
        choice(out, c, depth);
}
