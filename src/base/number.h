// SPDX-License-Identifier: MIT
#pragma once
// Numbers in and out of text.  The decimal mark is a point whatever the locale.

#include <stdbool.h>
#include <stddef.h>

enum { NUMBER_TEXT = 40 };                              // room for any of these

// Reads the longest unsigned decimal number at `text` ("2", ".5", "1e-3", "2.");
// an exponent part needs a digit.  Returns the bytes read, 0 if there is none.
size_t number_scan(const char *text, const char *end, double *value);

// Reads a whole text as one finite number, sign allowed.
bool number_read(const char *text, double *value);

// The shortest text that reads back as the same double: "0.1", "1e+300", "nan",
// "inf", "-inf".  Minus zero is "0".  Returns `out`.
const char *number_shortest(char out[NUMBER_TEXT], double value);

// A number for a person: true minus sign (U+2212), `decimals` places, scientific
// outside 1e-3…1e5, never "−0.000"; "—" when it is not finite.  Returns `out`.
const char *number_shown(char out[NUMBER_TEXT], double value, int decimals);

// A round number as ticks and contour labels have it: no trailing zeros, true
// minus, scientific when that is shorter ("1e6").  Returns `out`.
const char *number_round(char out[NUMBER_TEXT], double value);

// The same of its first six digits.
const char *number_brief(char out[NUMBER_TEXT], double value);
