// SPDX-License-Identifier: MIT
#pragma once
// What a font must answer: how large a text is and which pixels it covers, whichever
// thread asks.  The real one stands in shell/, tests have one whose every letter is 0.6
// em wide.

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
    // cover stays valid until the font forgets or is closed.  False when memory runs out.
    bool (*cover)(void *self, enum face face, float size, float angle,
                  const char *text, struct cover *out);

    // The TrueType file of a face, for who embeds it; it lives as long as the font.
    // NULL: this font has none.
    const void *(*program)(enum face face, size_t *bytes);

    // Between these it forgets no cover; several may hold it at once.  NULL: it never
    // forgets any.
    void (*hold)(void *self);
    void (*release)(void *self);
};

static inline void font_hold(const struct font *font)
{
    if (font->hold)
        font->hold(font->self);
}

static inline void font_release(const struct font *font)
{
    if (font->release)
        font->release(font->self);
}
