// SPDX-License-Identifier: MIT
#pragma once
// Round distances, 1, 2 or 5 ×10^k, and their exact multiples: what ticks, contour
// levels and the arrow lattice are laid out with.

#include <stdbool.h>

struct step { int digit, exponent; };                   // digit·10^exponent

// The number mantissa·10^exponent (mantissa whole, at most 2^53), rounded once, so
// that 3 and −1 make the double that prints as 0.3.  Huge exponents yield 0 or inf.
double step_decimal(double mantissa, int exponent);

double step_value(struct step s);
double step_multiple(struct step s, double k);          // k·s, k whole

struct step step_wider(struct step s);                  // 1 → 2 → 5 → 10
struct step step_finer(struct step s);                  // 10 → 5 → 2 → 1
struct step step_below(double size);    // the widest step ≤ size; size normal, > 0

// The first and last multiples of s in [low, high] as whole numbers.  False when there
// is none, or when doubles of that size cannot tell neighbours apart.
bool step_span(struct step s, double low, double high, double *first, double *last);
