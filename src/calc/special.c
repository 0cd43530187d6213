// SPDX-License-Identifier: MIT
#include "calc/special.h"

#include <math.h>

enum { EVEN = 12 };
static const double far = 16;                           // where the series is exact
static const double pi = 3.14159265358979323846;

// Bernoulli numbers B2, B4 … B24.
static const double bernoulli[EVEN] = {
    1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6,
    -3617.0 / 510, 43867.0 / 798, -174611.0 / 330, 854513.0 / 138,
    -236364091.0 / 2730};

double special_lgamma(double x)
{
    int sign;
    return lgamma_r(x, &sign);
}

// x > 0: recurrence up to `far`, then the asymptotic series (DLMF 5.11.2).
static double digamma(double x)
{
    double sum = 0, tail = 0;
    for (; x < far; x++)
        sum -= 1 / x;
    double square = 1 / (x * x), power = 1;
    for (int j = 0; j < EVEN; j++) {
        power *= square;
        tail += bernoulli[j] / (2 * (j + 1)) * power;
    }
    return sum + log(x) - 0.5 / x - tail;
}

// Hurwitz zeta for x > 0 and s >= 2, by Euler and Maclaurin (DLMF 25.11.5).
static double hurwitz(double s, double x)
{
    double sum = 0;
    for (; x < far + s; x++)
        sum += pow(x, -s);
    double power = pow(x, -s), rising = s / x;
    double tail = pow(x, 1 - s) / (s - 1) + power / 2, factorial = 2;
    for (int j = 0; j < EVEN; j++) {
        tail += bernoulli[j] / factorial * rising * power;
        rising *= (s + 2 * j + 1) / x * ((s + 2 * j + 2) / x);
        factorial *= (2.0 * j + 3) * (2.0 * j + 4);
    }
    return sum + tail;
}

// The n-th derivative of cot at u, as a polynomial in c = cot u: p' becomes
// -(1 + c^2) dp/dc.
static double cot_derivative(int n, double u)
{
    double p[POLYGAMMA_MOST + 3] = {0, 1}, c = 1 / tan(u), sum = 0;
    for (int k = 0; k < n; k++) {
        double next[POLYGAMMA_MOST + 3] = {0};
        for (int i = 1; i <= k + 1; i++) {
            next[i - 1] -= i * p[i];
            next[i + 1] -= i * p[i];
        }
        for (int i = 0; i <= k + 2; i++)
            p[i] = next[i];
    }
    for (int i = n + 1; i >= 0; i--)
        sum = sum * c + p[i];
    return sum;
}

double special_polygamma(double n, double x)
{
    if (!(n >= 0 && n <= POLYGAMMA_MOST) || n != floor(n) || isnan(x))
        return NAN;
    double sign = fmod(n, 2) == 0 ? 1 : -1;
    if (x <= 0) {                                       // reflection, DLMF 5.15.6
        if (x == floor(x))
            return NAN;
        double turn = pow(pi, n + 1) * cot_derivative((int)n, pi * (x - floor(x)));
        return sign * special_polygamma(n, 1 - x) - turn;
    }
    if (n == 0)
        return digamma(x);
    return -sign * tgamma(n + 1) * hurwitz(n + 1, x);
}
