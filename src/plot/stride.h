// SPDX-License-Identifier: MIT
#pragma once
// A step in slow motion, in three parts: the gradient where it begins, the step that the
// method makes of it, and only then the way there.

#include "plot/inspect_layer.h"

// The steps to show of a path while so many are played: the last part of each moves.
double stride_shown(double played);

// The arrow of the first two parts, on each run that is under way.
void stride_draw(const struct quill *q, const struct model *m, const struct scene *s,
                 double played);
