// SPDX-License-Identifier: MIT
#pragma once
// What widgets are made of.

#include "draw/picture.h"
#include "draw/theme.h"

enum icon { ICON_NONE, ICON_PLAY, ICON_PAUSE, ICON_STEP, ICON_BACK, ICON_CLOSE,
            ICON_MENU };

bool shape_is_empty(rect where);                        // or is no number

// A frame whose outer edge is the rectangle's.
void shape_frame(struct picture *p, rect where, float radius, float width, rgba color);
// The focus ring, around the rectangle.
void shape_focus(struct picture *p, rect around, const struct sizes *sizes, rgba color);
// Within a square that is `size` high and wide.
void shape_icon(struct picture *p, enum icon icon, pt center, float size, rgba color);
