// SPDX-License-Identifier: MIT
#pragma once
// One step of a run written out, line by line, with its own numbers, for the inspector:
//   v ← β·v + ∇f
//     = 0.9·(5.200, 8.800) + (4.160, 5.280) = (8.840, 13.200)
//   θ ← θ − η·v
//     = (2.080, 1.320) − 0.1·(8.840, 13.200) = (1.196, 0.000)
// Products, squares, roots and quotients of pairs are per axis.

#include "field/descent.h"

// What a piece of a line stands for, so that it can have the colour of its arrow.
enum term {
    TERM_WORDS,
    TERM_POINT,                 // θ
    TERM_RATE,                  // η and what is made of it
    TERM_SLOPE,                 // ∇f, and g, what the method gets for it
    TERM_VELOCITY,              // v of momentum, m and m̂ of Adam
    TERM_SQUARES                // S, v and v̂: means of squares
};

enum { UPDATE_LINES = 16, UPDATE_PIECES = 24, UPDATE_TEXT = 64 };

struct update_piece { enum term term; char text[UPDATE_TEXT]; };
struct update_line { struct update_piece piece[UPDATE_PIECES]; int count; };

struct update {
    struct update_line line[UPDATE_LINES];      // rules and numbers by turns, then
    int count, rules;           // facts; all of them, and those before the facts
    vec2 step;                  // θₖ − θₖ₋₁
    double length;              // ‖step‖
    double promised, actual;    // change of f: ∇f·step, and the true one
    bool overshoots;            // ∇f·∇f′ < 0: across the bottom of the way it went
    bool worsens;               // f rises; climbing: falls
    vec2 scale;                 // the rate along each axis, such as η/(√v̂ + ε)
};

// Step k of the path, from 1 to its last row; `d` is what the step was made with.
void update_write(struct update *out, const struct path *p, int k,
                  const struct descent *d);

// "(2.600, 2.200)", without the dust of rounding.
const char *update_pair(char out[UPDATE_TEXT], vec2 v);

// A line as plain text.
void update_line_text(struct text *out, const struct update_line *line);
