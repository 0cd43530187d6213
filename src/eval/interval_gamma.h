// SPDX-License-Identifier: MIT
#pragma once
// Gamma and its kin over intervals, piece by piece between their poles 0, −1, −2 …

#include "calc/op.h"
#include "eval/interval_value.h"

// OP_GAMMA or OP_LGAMMA: |gamma| and its logarithm are convex on every piece.
struct interval interval_gamma(enum op op, struct interval a);

// The n-th derivative of digamma.  For even n it rises on every piece; for odd n it is
// convex, and falls for x > 0.
struct interval interval_polygamma(double n, struct interval a);
