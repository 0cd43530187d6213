// SPDX-License-Identifier: MIT
#pragma once
// The figure of a scene as code for matplotlib, which follows f and its gradient.

#include "plot/program_subject.h"

// How runs are written there: they give their path.
struct language figure_script_language(void);

// Appends the code below f and gradient: the runs, the levels and colours of the window,
// and what draws them.  False when memory runs out.
bool figure_script_write(struct text *out, const struct program_subject *s);
