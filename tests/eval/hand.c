// SPDX-License-Identifier: MIT
#include "hand.h"

#include "eval/kernel_math.h"

static const double pi = 3.14159265358979323846;

// `value` and `gradient` are the body of the loop over x, where X and Y are vectors.
#define HAND(name, value, gradient)                                               \
    static void name##_f(const double *xs, double y, double *f, double *fx,       \
                         double *fy, size_t count)                                \
    {                                                                             \
        (void)fx, (void)fy;                                                       \
        const vec Y = splat(y);                                                   \
        for (size_t i = 0; i < count; i += LANES) {                               \
            const vec X = load(xs + i);                                           \
            vec F;                                                                \
            value;                                                                \
            store(f + i, F);                                                      \
        }                                                                         \
        (void)Y;                                                                  \
    }                                                                             \
    static void name##_fg(const double *xs, double y, double *f, double *fx,      \
                          double *fy, size_t count)                               \
    {                                                                             \
        const vec Y = splat(y);                                                   \
        for (size_t i = 0; i < count; i += LANES) {                               \
            const vec X = load(xs + i);                                           \
            vec F, FX, FY;                                                        \
            gradient;                                                             \
            store(f + i, F);                                                      \
            store(fx + i, FX);                                                    \
            store(fy + i, FY);                                                    \
        }                                                                         \
    }

#define SINCOS(a, s, c) vec s, c; library_sincos(a, &s, &c)

HAND(quadratic, F = X * X + 2 * Y * Y,
     F = X * X + 2 * Y * Y; FX = 2 * X; FY = 4 * Y)

#define ROSENBROCK const vec u = 1 - X, t = Y - X * X; F = u * u + 100 * t * t
HAND(rosenbrock, ROSENBROCK,
     ROSENBROCK; FX = -2 * u - 400 * X * t; FY = 200 * t)

#define HIMMELBLAU const vec a = X * X + Y - 11, b = X + Y * Y - 7; F = a * a + b * b
HAND(himmelblau, HIMMELBLAU,
     HIMMELBLAU; FX = 4 * X * a + 2 * b; FY = 2 * a + 4 * Y * b)

#define ACKLEY                                                                    \
    const vec r = root(0.5 * (X * X + Y * Y)), E = library_exp(-0.2 * r)
HAND(ackley,
     ACKLEY;
     F = -20 * E - library_exp(0.5 * (library_cos(2 * pi * X)
                                      + library_cos(2 * pi * Y)))
         + 2.71828182845904523536 + 20,
     ACKLEY; SINCOS(2 * pi * X, sx, cx); SINCOS(2 * pi * Y, sy, cy);
     const vec W = library_exp(0.5 * (cx + cy)); const vec q = 2 * E / r;
     F = -20 * E - W + 2.71828182845904523536 + 20;
     FX = X * q + pi * sx * W; FY = Y * q + pi * sy * W)

HAND(rastrigin,
     F = 20 + X * X - 10 * library_cos(2 * pi * X) + Y * Y
         - 10 * library_cos(2 * pi * Y),
     SINCOS(2 * pi * X, sx, cx); SINCOS(2 * pi * Y, sy, cy);
     F = 20 + X * X - 10 * cx + Y * Y - 10 * cy;
     FX = 2 * X + 20 * pi * sx; FY = 2 * Y + 20 * pi * sy)

#define BEALE                                                                     \
    const vec y2 = Y * Y, y3 = y2 * Y, a = 1.5 - X + X * Y,                       \
              b = 2.25 - X + X * y2, c = 2.625 - X + X * y3;                      \
    F = a * a + b * b + c * c
HAND(beale, BEALE,
     BEALE; FX = 2 * (a * (Y - 1) + b * (y2 - 1) + c * (y3 - 1));
     FY = 2 * X * (a + 2 * Y * b + 3 * y2 * c))

HAND(x2y_sin, F = X * X * Y + library_sin(Y),
     SINCOS(Y, s, c); F = X * X * Y + s; FX = 2 * X * Y; FY = X * X + c)

#define SOFTPLUS                                                                  \
    const vec E = library_exp(-X * Y);                                            \
    F = library_log(1 + E) + 0.1 * (X * X + Y * Y)
HAND(softplus, SOFTPLUS,
     SOFTPLUS; const vec s = E / (1 + E); FX = 0.2 * X - Y * s; FY = 0.2 * Y - X * s)

HAND(sin_xy, F = library_sin(X * Y) / (1 + X * X + Y * Y),
     SINCOS(X * Y, s, c); const vec d = 1 / (1 + X * X + Y * Y);
     F = s * d; FX = (Y * c - 2 * X * F) * d; FY = (X * c - 2 * Y * F) * d)

#define PEAKS                                                                     \
    const vec u = 1 - X, v = Y + 1, w = X / 5 - X * X * X - Y * Y * Y * Y * Y,    \
              E1 = library_exp(-X * X - v * v), E2 = library_exp(-X * X - Y * Y), \
              E3 = library_exp(-(X + 1) * (X + 1) - Y * Y);                       \
    F = 3 * u * u * E1 - 10 * w * E2 - E3 / 3
HAND(peaks, PEAKS,
     PEAKS; const vec third = 2.0 / 3 * E3;
     FX = -6 * u * (1 + X * u) * E1 + (20 * X * w - 2 + 30 * X * X) * E2
          + (X + 1) * third;
     FY = -6 * v * u * u * E1 + (50 * Y * Y * Y * Y + 20 * Y * w) * E2 + Y * third)

#define TABLE_OF(isa) hand_##isa
#define TABLE(isa) TABLE_OF(isa)

const struct hand TABLE(ISA_NAME) = {
    {quadratic_f, rosenbrock_f, himmelblau_f, ackley_f, rastrigin_f, beale_f, x2y_sin_f,
     softplus_f, sin_xy_f, peaks_f},
    {quadratic_fg, rosenbrock_fg, himmelblau_fg, ackley_fg, rastrigin_fg, beale_fg,
     x2y_sin_fg, softplus_fg, sin_xy_fg, peaks_fg},
};
