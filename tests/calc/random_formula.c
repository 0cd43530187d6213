// SPDX-License-Identifier: MIT
#include "random_formula.h"

// splitmix64, Steele, Lea and Flood 2014.
uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

double random_between(uint64_t *state, double least, double most)
{
    return least + (most - least) * (double)(random_next(state) >> 11) / 9007199254740992;
}

static const char *pick(uint64_t *state, const char *const *from, size_t count)
{
    return from[random_next(state) % count];
}

#define PICK(state, ...)                                                          \
    pick(state, (const char *const[]){__VA_ARGS__},                               \
         sizeof (const char *const[]){__VA_ARGS__} / sizeof(char *))

static void leaf(struct text *out, uint64_t *state)
{
    text_add(out, PICK(state, "x", "y", "x", "y", "x", "y", "x", "y", "2", "3", "0.5",
                       "1", "pi", "e", "1.3", "r", "theta", "½", "7", "10", "0.1"));
}

static void compare(struct text *out, uint64_t *state, int depth)
{
    random_formula(out, state, depth - 1);
    text_add(out, PICK(state, " < ", " > ", " <= ", " >= ", " != "));
    random_formula(out, state, depth - 1);
    if (random_next(state) % 4 == 0) {
        text_add(out, PICK(state, " and ", " or ", " and not "));
        compare(out, state, depth - 1);
    }
}

static void binary(struct text *out, uint64_t *state, int depth)
{
    text_add(out, "(");
    random_formula(out, state, depth - 1);
    text_add(out, ")");
    text_add(out, PICK(state, " + ", " - ", "*", "/", "", "*", " + ", " - "));
    text_add(out, "(");
    random_formula(out, state, depth - 1);
    text_add(out, ")");
}

static void bare(struct text *out, uint64_t *state, int depth)
{
    random_formula(out, state, depth - 1);
    text_add(out, PICK(state, " + ", " - ", "·", "/", " + ", " - ", "·"));
    random_formula(out, state, depth - 1);
}

static void power(struct text *out, uint64_t *state, int depth)
{
    text_add(out, "(");
    random_formula(out, state, depth - 1);
    text_add(out, ")");
    text_add(out, PICK(state, "²", "^2", "^3", "^-1", "^(1/3)", "^(2/3)", "^0.5", "⁻²",
                       "^x", "^y", "^2^x", "^(-1/5)", "^1.5", "^4"));
}

static void call(struct text *out, uint64_t *state, int depth)
{
    text_add(out, PICK(state, "sin", "cos", "tan", "sec", "csc", "cot", "asin", "acos",
                       "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "exp",
                       "exp", "ln", "ln", "log2", "log10", "sqrt", "sqrt", "cbrt", "abs",
                       "sign", "floor", "ceil", "round", "sinc", "sigmoid", "softplus",
                       "relu", "step", "erf", "gamma", "lgamma", "-", "e^", "√", "∛",
                       "digamma", "sin^2", "cos²"));
    text_add(out, "(");
    random_formula(out, state, depth - 1);
    text_add(out, ")");
}

static void call_several(struct text *out, uint64_t *state, int depth)
{
    const char *name = PICK(state, "atan2", "mod", "min", "max", "hypot", "clamp", "max");
    text_add(out, name);
    text_add(out, "(");
    random_formula(out, state, depth - 1);
    for (int i = name[0] == 'c' ? 2 : 1; i > 0; i--) {
        text_add(out, ", ");
        random_formula(out, state, depth - 1);
    }
    text_add(out, ")");
}

static void choice(struct text *out, uint64_t *state, int depth)
{
    text_add(out, "{");
    compare(out, state, depth);
    text_add(out, ": ");
    random_formula(out, state, depth - 1);
    if (random_next(state) % 2) {
        text_add(out, ", ");
        random_formula(out, state, depth - 1);
    }
    text_add(out, "}");
}

void random_formula(struct text *out, uint64_t *state, int depth)
{
    int kind = (int)(random_next(state) % 20);
    if (depth <= 0 || kind < 2)
        leaf(out, state);
    else if (kind < 8)
        binary(out, state, depth);
    else if (kind < 11)
        bare(out, state, depth);
    else if (kind < 14)
        power(out, state, depth);
    else if (kind < 18)
        call(out, state, depth);
    else if (kind < 19)
        call_several(out, state, depth);
    else
        choice(out, state, depth);
}
