// SPDX-License-Identifier: MIT
#include "draw/circle.h"

static pt turned(double x, double y, int turn)
{
    switch (turn) {
    case 0: return (pt){(float)x, (float)y};
    case 1: return (pt){(float)-y, (float)x};
    case 2: return (pt){(float)-x, (float)-y};
    default: return (pt){(float)y, (float)-x};
    }
}

// An arc of angle h strays r·h²/8 from its chord; the parametrisation's steps are at
// most 4/π times the mean one.
size_t circle_quarter(pt *out, pt center, float radius, int turn, bool whole)
{
    double wanted = 7.1 * sqrt((double)radius) + 2;
    size_t steps = wanted < CIRCLE_MOST - 1 ? (size_t)wanted : CIRCLE_MOST - 1;
    for (size_t i = 0; i < steps + whole; i++) {
        double t = (double)i / (double)steps, k = radius / (1 + t * t);
        pt at = turned((1 - t * t) * k, 2 * t * k, turn);
        out[i] = (pt){center.x + at.x, center.y + at.y};
    }
    return steps + whole;
}
