// SPDX-License-Identifier: MIT
#include "field/knob.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { BOUND_TEXT = NUMBER_TEXT + 16 };

int knob_find(const struct knob *knobs, const char *name)
{
    for (int i = 0; knobs[i].name; i++)
        if (strcmp(knobs[i].name, name) == 0)
            return i;
    return -1;
}

static const char *bound_low(char out[BOUND_TEXT], double low, double value)
{
    char number[NUMBER_TEXT];
    if (low == KNOB_ABOVE_0 && !(value > 0 && value < low))
        return "above 0";
    snprintf(out, BOUND_TEXT, "at least %s", number_shortest(number, low));
    return low <= -KNOB_MOST ? NULL : out;
}

static const char *bound_high(char out[BOUND_TEXT], double high)
{
    char number[NUMBER_TEXT];
    if (high == KNOB_BELOW_1)
        return "below 1";
    snprintf(out, BOUND_TEXT, "at most %s", number_shortest(number, high));
    return high >= KNOB_MOST ? NULL : out;
}

static bool kind_fits(const struct knob *knob, double value)
{
    return knob->kind == KNOB_REAL
           || (knob->kind == KNOB_WHOLE ? value == floor(value)
                                        : value == 0 || value == 1);
}

bool knob_check(const struct knob *knob, double value, struct fault *fault)
{
    char low_text[BOUND_TEXT], high_text[BOUND_TEXT], number[NUMBER_TEXT];
    if (value >= knob->low && value <= knob->high && kind_fits(knob, value))
        return true;
    if (knob->kind == KNOB_WHOLE)
        return fault_at(fault, 0, "%s must be a whole number from %s to %s", knob->name,
                        number_shortest(low_text, knob->low),
                        number_shortest(high_text, knob->high));
    number_shortest(number, value);
    if (knob->kind == KNOB_TOGGLE)
        return fault_at(fault, 0, "%s must be 0 or 1, not %s", knob->name, number);
    const char *low = bound_low(low_text, knob->low, value);
    const char *high = bound_high(high_text, knob->high);
    if (!low && !high)
        return fault_at(fault, 0, "%s must be a number, not %s", knob->name, number);
    return fault_at(fault, 0, "%s must be %s%s%s, not %s", knob->name, low ? low : "",
                    low && high ? " and " : "", high ? high : "", number);
}
