// SPDX-License-Identifier: MIT
#pragma once
// A coarse look at f over a whole view, to choose levels by: some 20 000 samples, the
// border included, and how well given levels would show them.

#include "eval/evaluator.h"
#include "field/view.h"

struct survey {
    int columns, rows;          // as square a lattice as the view allows
    double *value;              // row by row; NaN: no finite value
    double *sorted;             // the finite values, ascending
    double *magnitude;          // their absolute values, ascending
    size_t count;               // of finite values
    double low, high;           // how far levels go on: theirs, or that of a wider view
};

// How levels show the function (contours.md 1).
struct verdict {
    double evenness;            // entropy of the band areas over its most, 0 … 1
    double dead;                // share of the defined view far from any line
    double crowded;             // share where lines nearly touch
};

// False when memory runs out (then `s` is empty).
bool survey_open(struct survey *s, const struct evaluator *e, struct view view);
void survey_close(struct survey *s);

// The value below which `share` of the samples lie; needs count > 0.
double survey_quantile(const struct survey *s, double share);
double survey_magnitude(const struct survey *s, double share);      // of |f|

// `bands` is the number of bands whose evenness is the ideal.
// False when memory runs out.
bool survey_judge(const struct survey *s, const double *levels, int count, int bands,
                  struct verdict *verdict);
