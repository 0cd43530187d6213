// SPDX-License-Identifier: MIT
#pragma once
// What the first picture asks for: a ring on the map, and a sentence below it.

#include "app/desk.h"

// Where the sentence stands; empty where there is no hint.
rect hint_chip(const struct attention *mind, const struct camera *camera,
               const struct layout *layout, const struct font *font);

void hint_draw(struct picture *p, const struct attention *mind,
               const struct camera *camera, const struct layout *layout,
               const struct theme *theme, const struct font *font);
