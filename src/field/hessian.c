// SPDX-License-Identifier: MIT
#include "field/hessian.h"

// The vector that the matrix minus λ sends to zero; of its two rows the longer one is
// the safer witness.
static vec2 eigenvector(struct hessian h, double value, vec2 otherwise)
{
    vec2 first = {-h.xy, h.xx - value}, second = {h.yy - value, -h.xy};
    double a = vec2_length(first), b = vec2_length(second);
    if (!(fmax(a, b) > 0))
        return otherwise;
    return a > b ? vec2_scale(first, 1 / a) : vec2_scale(second, 1 / b);
}

// Of the two ways along a line the one to the right, or up.
static vec2 rightward(vec2 way)
{
    bool turn = way.x < 0 || (way.x == 0 && way.y < 0);
    return turn ? (vec2){0 - way.x, 0 - way.y} : (vec2){0 + way.x, 0 + way.y};
}

struct eigen hessian_eigen(struct hessian h)
{
    double middle = h.xx / 2 + h.yy / 2;
    double reach = hypot(h.xx / 2 - h.yy / 2, h.xy);
    double low = middle - reach, high = middle + reach;
    double product = h.xx * h.yy - h.xy * h.xy;     // gives the smaller one exactly
    if (isfinite(product) && fabs(low) < fabs(high))
        low = product / high;
    else if (isfinite(product) && fabs(high) < fabs(low))
        high = product / low;
    vec2 high_way = eigenvector(h, high, (vec2){0, 1});
    return (struct eigen){low, high, rightward((vec2){high_way.y, -high_way.x}),
                          rightward(high_way)};
}

struct rates rates_of(struct eigen e)
{
    struct rates r = {NAN, NAN, NAN, NAN, NAN, NAN};
    if (!(e.high > 0))
        return r;
    r.limit = 2 / e.high;
    r.safe = 1 / e.high;
    if (!(e.low > 0))
        return r;
    double slow = sqrt(e.low), fast = sqrt(e.high);
    r.best = 2 / (e.low + e.high);
    r.condition = e.high / e.low;
    r.tuned_rate = 4 / ((fast + slow) * (fast + slow));
    r.tuned_momentum = (fast - slow) * (fast - slow) / ((fast + slow) * (fast + slow));
    return r;
}
