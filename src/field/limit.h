// SPDX-License-Identifier: MIT
#pragma once
// What the curvature at a place allows the learning rate of a descent to be.  Exact
// where f is quadratic, elsewhere it holds there only.
//
// Along an eigen-direction of curvature λ the distance obeys zₖ₊₁ = T·zₖ − D·zₖ₋₁, and
// stays bounded while |D| ≤ 1 and |T| ≤ 1 + D (Polyak 1964; Goh, Distill 2017):
//   gradient descent   T = 1 − ηλ,            D = 0
//   momentum           T = 1 + β − η(1 − τ)λ, D = β
//   Nesterov           T = (1 + β)(1 − ηλ),   D = β(1 − ηλ)
// Weight decay adds itself to every λ.  Climbing turns the sign of every λ.

#include "field/descent.h"

// Rates; NaN: there is no such rate.  0 ≤ slow ≤ zigzag ≤ rate, as the zones under the
// slider have it: slow, fast, zig-zag, diverges.
struct limit {
    double slow;                // below: steps take less than 0.3 of the steepest way
    double zigzag;              // above: the steepest way changes sides at every step
    double rate;                // above: the method would not stay there
    double best;                // 2/(λmin + λmax), for gradient descent in a bowl
    const char *formula;        // of `rate`: "2/λ", "(2 + 2β)/λ"; NULL: no limit
    const char *missing;        // why there is no limit: "no limit here (not a bowl)",
};                              // "this method rescales steps"; NULL: there is one

struct limit limit_of(const struct descent *d, struct eigen curvature);

// Is the curvature the same all over the view, so that the limit is not "here" only?
bool limit_everywhere(const struct evaluator *curvature, box view);

// What a step multiplies the distance to the bottom by along each eigen-direction:
// 1 − ηλ for gradient descent; with momentum what it comes to over many steps, where
// `turns` says that it swings about the bottom, slower than at every step.  NaN: there
// is no such number.
struct shrink { double low, high; bool low_turns, high_turns; };
struct shrink limit_shrink(const struct descent *d, struct eigen curvature);

// "shrinks ×0.80 per step along x, ×0.60 along y"; in a bowl that is turned "along the
// valley, ×0.60 across it"; nothing where there is no number.
enum { SHRINK_WORDS = 200 };
void limit_shrink_words(char out[SHRINK_WORDS], struct shrink s, struct eigen curvature);
