// SPDX-License-Identifier: MIT
#pragma once
// Lines of a small language of ours, written out in one of those of programs.
//
//     ?weight_decay set g@ = g@ + {weight_decay}*@
//
// A line with @ stands for two, with x and y in its place; {name} is a number of the
// settings; it is left out unless the number ?name is not 0 and the number !name is.
// Words: var, set, if, loop NAME FROM TO, end, leave, ask 2 and ask 3 (gradient and
// Hessian), arrived, draw.  Calls: sqrt hypot abs max min cos floor pow value float.

#include "calc/language.h"
#include "field/descent.h"

struct pseudo {
    const struct language *language;
    struct text *out;
    int depth;                  // blocks
    struct descent settings;
    int born;                   // step at which the method began: {born}
    struct text known;          // variables of the function itself, each behind a blank
};

// A variable that the function has already is set anew.
void pseudo_write(struct pseudo *p, const char *lines);
void pseudo_free(struct pseudo *p);

// A number with a point, as all of them are here.
void pseudo_number(struct text *out, const struct language *l, double value);
