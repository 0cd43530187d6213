// SPDX-License-Identifier: MIT
#pragma once

#include <stddef.h>

void sort_ascending(double *values, size_t count);      // no NaN among them
