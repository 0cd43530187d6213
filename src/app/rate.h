// SPDX-License-Identifier: MIT
#pragma once
// The learning rate of the chosen run: slider, number, zones.

#include "app/desk.h"

void rate_choose(struct desk *d);
