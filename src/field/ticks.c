// SPDX-License-Identifier: MIT
#include "field/levels.h"
#include "field/step.h"

static const double least_span = 1e-306;        // narrower is subnormal

int ticks(double low, double high, int most, double *out, double *step)
{
    double half = high / 2 - low / 2, first, last;
    *step = 0;
    if (!(2 * half > least_span) || !isfinite(low) || !isfinite(high) || most < 1)
        return 0;
    struct step s = step_below(half / most * 2);
    while (step_span(s, low, high, &first, &last) && last - first >= most)
        s = step_wider(s);
    *step = step_value(s);
    if (!step_span(s, low, high, &first, &last))
        return 0;
    int count = 0;
    for (double k = first; k <= last; k++)
        out[count++] = step_multiple(s, k);
    return count;
}
