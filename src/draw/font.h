// SPDX-License-Identifier: MIT
#pragma once
// What a font must answer: how large a text is and which pixels it covers.  The real
// one stands in shell/, tests have one whose every letter is 0.6 em wide.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum face { FACE_NORMAL, FACE_BOLD, FACE_CONDENSED, FACE_CONDENSED_BOLD, FACES };

struct extent { float width, ascent, descent; };        // pixels; descent positive

// Coverage of a text: alpha[y * width + x], 0…255, its first pixel at (left, top)
// relative to the origin of the text (left end of the baseline, y down).
struct cover { int left, top, width, height; const uint8_t *alpha; };

struct font {
    void *self;

    // The size of a UTF-8 text whose em is `size` pixels.
    struct extent (*measure)(void *self, enum face face, float size, const char *text);

    // Its pixels, turned by `angle` radians counter-clockwise about the origin.  The
    // cover stays valid until the font is told to forget or closed.  False when memory runs out.
    // Called from one thread only.
    bool (*cover)(void *self, enum face face, float size, float angle,
                  const char *text, struct cover *out);

    // The TrueType file of a face, for who embeds it; it lives as long as the font.
    // NULL: this font has none.
    const void *(*program)(enum face face, size_t *bytes);
};
