// SPDX-License-Identifier: MIT
#pragma once
// Where things stand in a picture of a given size.

#include "base/vec.h"
#include "draw/theme.h"
#include "scene/scene.h"

struct layout {
    struct sizes sizes;
    rect strip;                 // the formula; empty when there is none
    rect map;                   // whole pixels
    rect focus;                 // the part of it that the scene's view is fitted to
    rect cards;                 // what stands beside or under the map; empty: nothing
};

// `clean`: the strip is a caption of 5u under the map, else 9u above it, and there are
// no cards.
struct layout layout_for(int width, int height, const struct scene *s, bool clean);
