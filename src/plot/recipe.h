// SPDX-License-Identifier: MIT
#pragma once
// The methods and schedules of field/ in the words of plot/pseudo, to be written out as
// programs: the same steps with the same rounding, nearly.

struct recipe {
    const char *name;           // of the method
    const char *memory;         // before its first step
    const char *step;           // from gx, gy and rate to another x, y
};

const struct recipe *recipe_of_method(const char *name);
const char *recipe_of_schedule(const char *name);       // sets the rate from step

// The gradient of the objective at x, y as the method gets it: gx, gy.
extern const char recipe_aim[];
