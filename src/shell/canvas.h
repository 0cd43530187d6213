// SPDX-License-Identifier: MIT
#pragma once
// Letters drawn on paper just large enough, then turned.

#include "base/arena.h"
#include "shell/faces.h"

struct canvas {
    int x, y;                   // of the origin of the text
    int width, height;
    uint8_t *alpha;             // owned; NULL: nothing to see
};

// Draws a text upright.  False when memory runs out.
bool canvas_write(struct canvas *canvas, struct faces *faces, enum face face, float em,
                  bool hinted, const char *text);
void canvas_free(struct canvas *canvas);

// Turns by a number of quarters counter-clockwise, pixel by pixel.
bool canvas_turn_quarters(struct canvas *canvas, int quarters);

// Turns by any angle and shrinks, each pixel the mean of shrink² samples.
bool canvas_turn(struct canvas *canvas, float angle, int shrink);

// Copies it into the arena.
bool canvas_keep(const struct canvas *canvas, struct arena *arena, struct cover *out);
