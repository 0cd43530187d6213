// SPDX-License-Identifier: MIT
#include "field/step.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>

static const double most_mantissa = 1e15;       // more digits than labels show

double step_decimal(double mantissa, int exponent)
{
    char text[64];
    double value = 0;
    snprintf(text, sizeof text, "%.0fe%d", fabs(mantissa), exponent);
    number_scan(text, text + sizeof text, &value);
    return mantissa < 0 ? -value : value;
}

double step_value(struct step s)
{
    return step_decimal(s.digit, s.exponent);
}

double step_multiple(struct step s, double k)
{
    return step_decimal(k * s.digit, s.exponent);
}

struct step step_wider(struct step s)
{
    switch (s.digit) {
    case 1: return (struct step){2, s.exponent};
    case 2: return (struct step){5, s.exponent};
    default: return (struct step){1, s.exponent + 1};
    }
}

struct step step_finer(struct step s)
{
    switch (s.digit) {
    case 5: return (struct step){2, s.exponent};
    case 2: return (struct step){1, s.exponent};
    default: return (struct step){5, s.exponent - 1};
    }
}

struct step step_below(double size)
{
    struct step s = {1, (int)floor(log10(size)) - 1};
    for (struct step next = step_wider(s); step_value(next) <= size;
         next = step_wider(next))
        s = next;
    return s;
}

bool step_span(struct step s, double low, double high, double *first, double *last)
{
    double size = step_value(s);
    if (!(size > 0)
        || !(fmax(fabs(low), fabs(high)) / size * s.digit < most_mantissa))
        return false;
    double from = ceil(low / size) - 1, to = floor(high / size) + 1;
    while (step_multiple(s, from) < low)
        from++;
    while (step_multiple(s, to) > high)
        to--;
    *first = from;
    *last = to;
    return from <= to;
}
