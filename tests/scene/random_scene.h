// SPDX-License-Identifier: MIT
#pragma once
// Scenes by chance: every setting anything that its row allows.

#include "scene/scene.h"

#include <stdint.h>

double random_number(uint64_t *state);                  // any size, either sign
unsigned random_below(uint64_t *state, unsigned most);
struct descent random_run(uint64_t *state);
struct scene random_scene(uint64_t *state);
