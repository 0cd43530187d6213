// SPDX-License-Identifier: MIT
#include "field/ladder.h"

#include "field/step.h"

#include <math.h>
#include <stddef.h>

struct ladder { int rungs, decades, tenths[6]; };

enum { LADDERS = 10, MAJOR_EVERY = 5 };
static const struct ladder ladders[LADDERS] = {
    {6, 1, {10, 15, 20, 30, 50, 70}}, {3, 1, {10, 20, 50}}, {2, 1, {10, 30}},
    {1, 1, {10}}, {1, 2, {10}}, {1, 5, {10}}, {1, 10, {10}}, {1, 20, {10}},
    {1, 50, {10}}, {1, 100, {10}},
};

const struct ladder *ladder_finest(void)
{
    return ladders;
}

const struct ladder *ladder_coarser(const struct ladder *l)
{
    return l + 1 < ladders + LADDERS ? l + 1 : NULL;
}

static int whole(int rung, int rungs)
{
    return rung >= 0 ? rung / rungs : -((rungs - 1 - rung) / rungs);
}

double ladder_value(const struct ladder *l, int rung)
{
    int round = whole(rung, l->rungs);
    return step_decimal(l->tenths[rung - round * l->rungs], round * l->decades - 1);
}

double ladder_factor(const struct ladder *l)
{
    return pow(10, (double)l->decades / l->rungs);
}

int ladder_major(const struct ladder *l)
{
    return l->rungs > 1 ? l->rungs : MAJOR_EVERY;
}

int ladder_above(const struct ladder *l, double value)
{
    int rung = (int)floor(log10(value) / l->decades) * l->rungs;
    while (ladder_value(l, rung) > value)
        rung--;
    while (ladder_value(l, rung) <= value)
        rung++;
    return rung;
}

int ladder_rungs(const struct ladder *l, double low, double high)
{
    return ladder_above(l, high) - ladder_above(l, low);
}
