// SPDX-License-Identifier: MIT
#include "eval/interval_gamma.h"

#include "eval/interval_round.h"

static bool has_gamma_pole(interval a)
{
    return a.low <= 0 && floor(smaller(a.high, 0)) >= ceil(a.low);
}

// Less exact functions of libm or ours, above all beside their poles.
static interval loosely(interval v, interval a)
{
    double away = smaller(fabs(a.low - round(a.low)), fabs(a.high - round(a.high)));
    double loose = 1e-12 + (a.low > 0 ? 0 : 4e-15 / away);
    return wide(v.low - fabs(v.low) * loose, v.high + fabs(v.high) * loose, v.marks);
}

// A convex function over a, with its values and slopes at the ends: no lower than
// where its tangents meet.
static interval basin(interval a, const double value[2], const double slope[2])
{
    double p = value[0], q = value[1], least = smaller(p, q);
    if (slope[0] < 0 && slope[1] > 0) {
        double way = (p - q + slope[1] * (a.high - a.low)) / (slope[1] - slope[0]);
        least = smaller(least, p + slope[0] * way);
    }
    return wide(least, larger(p, q), a.marks);
}

interval interval_gamma(enum op op, interval a)
{
    static const double bottom = 1.4616321449683623;
    double end[2] = {a.low, a.high}, value[2], slope[2];
    if (has_gamma_pole(a))
        return whole(a.marks | INTERVAL_BROKEN);
    for (int i = 0; i < 2; i++)
        value[i] = op_apply(op, end[i], 0, 0);
    if (a.low > 0) {
        double least = has(a, bottom) ? op_apply(op, bottom, 0, 0) : INFINITY;
        least = smaller(least, smaller(value[0], value[1]));
        return loosely(wide(least, larger(value[0], value[1]), a.marks), a);
    }
    bool below = op == OP_GAMMA && fmod(floor(a.low), 2) != 0;
    for (int i = 0; i < 2; i++) {
        value[i] = below ? -value[i] : value[i];
        slope[i] = op_apply(OP_DIGAMMA, end[i], 0, 0);
        slope[i] *= op == OP_GAMMA ? value[i] : 1;
    }
    interval v = loosely(basin(a, value, slope), a);
    return below ? (interval){-v.high, -v.low, v.marks} : v;
}

interval interval_polygamma(double n, interval a)
{
    double end[2] = {a.low, a.high}, value[2], slope[2] = {0, 0};
    if (has_gamma_pole(a))
        return whole(a.marks | INTERVAL_BROKEN);
    for (int i = 0; i < 2; i++) {
        value[i] = op_apply(OP_POLYGAMMA, n, end[i], 0);
        if (a.low <= 0 && fmod(n, 2) != 0)
            slope[i] = op_apply(OP_POLYGAMMA, n + 1, end[i], 0);
    }
    if (isinf(a.high) && n > 0)
        value[1] = 0;
    if (isnan(slope[0]) || isnan(slope[1]))
        return whole(a.marks);
    return loosely(basin(a, value, slope), a);
}
