// SPDX-License-Identifier: MIT
#pragma once
// Round numbers: contour levels chosen for a function in a view, and axis ticks.

#include "eval/evaluator.h"
#include "field/view.h"

enum { LEVELS_MOST = 400 };     // minor and major together

enum level_family { LEVELS_AUTO, LEVELS_EQUAL, LEVELS_LOG, LEVELS_SYMLOG,
                    LEVELS_AREA, LEVELS_GIVEN };

struct levels {
    enum level_family family;   // never AUTO once chosen
    double step;                // EQUAL: between neighbours; LOG: the factor; else 0
    int count;                  // 0: constant function or nothing defined in view
    double value[LEVELS_MOST];  // ascending
    bool major[LEVELS_MOST];    // drawn stronger and labelled
    double low, high;           // the finite range of f in the view; low > high: none;
                                // equal but for rounding: equal
    int below, above;           // how many lie out of the part they were chosen for
    bool failed;                // memory ran out; then none were chosen
};

// Chooses levels from f sampled over the view (contours.md 3.4, experience.md 3.6).
// `wanted` fixes the family, LEVELS_AUTO leaves the choice to the rules.
struct levels levels_choose(const struct evaluator *e, struct view view,
                            enum level_family wanted);
// The same, but chosen for a part of the view, and going on through all of it.  A part
// of the view's size is the view.
struct levels levels_choose_part(const struct evaluator *e, struct view view,
                                 struct view part, enum level_family wanted);

// Levels a person asked for: sorted, duplicates dropped, all major.  low > high: f was
// not looked at.
struct levels levels_given(const double *values, int count);

// Ticks at multiples of 1, 2 or 5 ×10^k inside [low, high], at most `most` of them and
// at least two where there is room.  Returns how many; *step is their distance.
int ticks(double low, double high, int most, double *out, double *step);
