// SPDX-License-Identifier: MIT
#pragma once
// Before anything is traced: f and its gradient at the corners of the cells, what is
// known of each cell, and into how many parts it is cut.

#include "field/contour_work.h"

// Fills node, class, the marks and parts of the cells, most_on_edge.  False when
// memory runs out.
bool contour_plan_make(struct trace *t);
