// SPDX-License-Identifier: MIT
#include "cli/values.h"

#include "calc/formula.h"
#include "scene/assign.h"

#include <string.h>

static const char *read_side(const char *at, int *side)
{
    const char *start = at;
    *side = 0;
    for (; *at >= '0' && *at <= '9'; at++)
        *side = *side > 999999 ? *side : *side * 10 + *at - '0';
    return at > start ? at : NULL;
}

bool size_read(const char *text, struct size least, struct size most, struct size *out,
               struct fault *fault)
{
    const char *at = read_side(text, &out->width);
    at = at && *at == 'x' ? read_side(at + 1, &out->height) : NULL;
    if (!at || *at)
        return fault_at(fault, 0, "--size takes WIDTHxHEIGHT in pixels, as in "
                                  "1920x1080");
    if (out->width >= least.width && out->width <= most.width
        && out->height >= least.height && out->height <= most.height)
        return true;
    return fault_at(fault, 0, "--size must be from %dx%d to %dx%d", least.width,
                    least.height, most.width, most.height);
}

bool values_read(const char *what, const char *shape, const char *text, double *out,
                 int count, struct fault *fault)
{
    int got = assign_numbers(what, text, out, count, formula_constant, fault);
    if (got >= 0 && got < count)
        fault_at(fault, 0, "%s takes %s", what, shape);
    return got == count;
}
