// SPDX-License-Identifier: MIT
#pragma once
// Extrema without a gradient: where f has a kink, its values alone must tell.

#include "field/critical_work.h"

// The minimum (`sign` 1) or maximum (−1) of f near `start`, no farther than a few
// `reach`: found by halving steps, proved as well as values can by rings around it.
bool ring_extremum(const struct search *s, vec2 start, vec2 reach, double sign,
                   vec2 *out);
