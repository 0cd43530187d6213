// SPDX-License-Identifier: MIT
#pragma once
// From a formula to a plan: the formula's own operations in their own order, with the
// parameters' values put in, whole powers as products, and derivatives masked where f
// may have no value.

#include "eval/plan.h"

// Fills an open plan with the parts in `need`.  False when out of memory.
bool lower(struct plan *p, const struct formula *f, const double *parameters,
           unsigned need);
