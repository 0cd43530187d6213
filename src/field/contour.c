// SPDX-License-Identifier: MIT
#include "field/contour.h"

void contours_free(struct contours *c)
{
    array_free(&c->points);
    array_free(&c->lines);
}
