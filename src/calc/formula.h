// SPDX-License-Identifier: MIT
#pragma once
// A formula as a person typed it, read once and for all: f, its exact gradient and
// Hessian as expressions of one graph, the names of its parameters.  Immutable.

#include "base/fault.h"
#include "base/text.h"
#include "calc/expr.h"
#include "calc/limits.h"

enum part { PART_F, PART_FX, PART_FY, PART_FXX, PART_FXY, PART_FYY, PARTS };

struct formula {
    struct graph graph;
    expr as_typed;              // prints as the echo; f itself
    expr part[PARTS];           // simplified; part[PART_F] has the value of as_typed
    int parameters;
    char parameter[FORMULA_MOST_PARAMETERS][FORMULA_NAME];   // "a", "β", "w_1"
};

// Reads UTF-8 text of `length` bytes, as language.md 1 has it.  NULL on failure; the
// fault has a column in characters from 1 and one sentence of at most 60 characters.
// Only f is read: call formula_derive for the other parts.
struct formula *formula_read(const char *text, size_t length, struct fault *fault);

// The same with names that are parameters although they have another reading ("r",
// "theta"); `names` is read during the call only.
struct formula *formula_read_with(const char *text, size_t length,
                                  const char *const *names, int count,
                                  struct fault *fault);

// A text that could not be read for this fault: is it the beginning of one that can?  So
// are "x^", "sin(", "sqr" and "f(x, y"; "2 + *" is not.
bool formula_is_unfinished(const char *text, size_t length, const struct fault *fault);

// Fills part[PART_FX] … by rule.  `hessian` false: the gradient alone.  False when
// memory or EXPR_MOST_NODES runs out.  A derivative may have a value where f has none
// (1/x for ln x): it does not count there, and evaluators answer NaN.
bool formula_derive(struct formula *f, bool hessian, struct fault *fault);

void formula_free(struct formula *f);                   // NULL is fine

// The index of a parameter of that name, or -1.
int formula_parameter(const struct formula *f, const char *name);

// All parts at one point by the plain tree walk (those not derived are as f), with
// the derivatives NaN where f is.  False when memory runs out.
bool formula_eval(const struct formula *f, const double *parameters, double x, double y,
                  double out[PARTS]);

// A constant expression such as "pi/2" or "-1" (no x, y or parameters), for options.
bool formula_constant(const char *text, size_t length, double *value,
                      struct fault *fault);

// Canonical text of an expression, which parses back to the same graph; past
// FORMULA_MOST_TEXT it ends in " …".
void formula_print(struct text *out, const struct formula *f, expr e);
