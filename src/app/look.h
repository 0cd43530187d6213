// SPDX-License-Identifier: MIT
#pragma once
// What of the runs the pointer is at: a step on the map, or one in the plot of f; the
// same step is shown in both.

#include "app/desk.h"

void look_in_chart(struct desk *d);     // and drags its target
void look_on_map(struct desk *d, bool hot);
bool look_inspects(struct desk *d);     // a click there tells the step from that place;
                                        // false: nothing is there
