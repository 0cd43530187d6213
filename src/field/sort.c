// SPDX-License-Identifier: MIT
#include "field/sort.h"

#include <stdlib.h>

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

void sort_ascending(double *values, size_t count)
{
    qsort(values, count, sizeof *values, ascending);
}
