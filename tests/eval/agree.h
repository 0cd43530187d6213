// SPDX-License-Identifier: MIT
#pragma once
// A formula's compiled values against the plain tree walk of the same graph.

#include "eval/evaluator.h"
#include "eval/machine.h"

struct places { const double *x; size_t columns; const double *y; size_t rows; };

// All parts and some of them, on the lattice and at its points, one by one and
// together, on every kind of machine that is here.  Prints what is wrong; true when
// nothing is.
bool agree_text(const char *text, struct places at);
