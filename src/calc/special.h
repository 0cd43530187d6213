// SPDX-License-Identifier: MIT
#pragma once
// The functions that libm lacks.

// The n-th derivative of digamma at x, for whole n from 0 to POLYGAMMA_MOST; NaN at
// the poles 0, -1, -2 … and for any other n.  Relative error about 1e-14 away from
// the zeros of the function.
enum { POLYGAMMA_MOST = 100 };
double special_polygamma(double n, double x);

// ln |gamma(x)|, safe with threads.
double special_lgamma(double x);
