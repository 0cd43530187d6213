// SPDX-License-Identifier: MIT
#pragma once
// Lines of critical points: followed along the direction in which the gradient stays
// zero, corrected across it by Newton.

#include "field/critical.h"
#include "field/critical_sweep.h"

// Follows the lines through the seeds, each once, into the vertices and curves of
// `out`; what turns out to be a mere point becomes a speck.  Memory running out is
// remembered there.
void curves_trace(struct critical *out, const struct search *s, struct sweep *w);

// Drops the vertices inside straight pieces, when all else is done.
void curves_thin(struct critical *c, const struct search *s);

// The middle of a curve by length.
vec2 curve_middle(const struct critical *c, const struct search *s, size_t curve);

// Whether one of the curves passes a point as near as its chords do.
bool curves_pass(const struct critical *c, const struct search *s, vec2 at, vec2 reach);

// Numbers the connected loci from 0: group[i] of curve i.  Returns how many there are.
size_t curves_group(const struct critical *c, const struct search *s, size_t *group);
