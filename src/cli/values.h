// SPDX-License-Identifier: MIT
#pragma once
// The values of options.

#include "base/fault.h"

// Exactly `count` finite numbers, as constant expressions parted by commas: "pi/2,-1".
// A fault's sentence begins with `what` ("--at") and names the `shape` ("X,Y").
bool values_read(const char *what, const char *shape, const char *text, double *out,
                 int count, struct fault *fault);

// A size in pixels as "1920x1080", within limits, for --size.
struct size { int width, height; };
bool size_read(const char *text, struct size least, struct size most, struct size *out,
               struct fault *fault);
