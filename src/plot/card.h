// SPDX-License-Identifier: MIT
#pragma once
// A card: a round box of its own colour and lines of words in it, from the top.

#include "draw/font.h"
#include "draw/picture.h"
#include "draw/theme.h"

enum { CARD_WORDS = 256 };      // bytes of a line

struct card {
    struct picture *p;
    const struct font *font;
    const struct theme *theme;
    const struct sizes *sizes;
    rect where;
    float left, right, y;       // where words may stand; the top of the next line
};

struct card card_open(struct picture *p, rect where, const struct theme *theme,
                      const struct sizes *sizes, const struct font *font);

// How high a card is with so many lines of each size.
float card_height(const struct sizes *sizes, int titles, int rows, int large);

// The middle of the next line of that size.
float card_line(struct card *c, float size);

// Words from x on; what is too long shrinks, then ends in dots; what stands below the
// card is left out.
void card_write(const struct card *c, float x, float middle, enum face face, float size,
                rgba color, const char *words);

void card_title(struct card *c, const char *words);     // small and bold
void card_row(struct card *c, const char *name, const char *value, float em);
                                // the value `em` letters from the left
void card_words(struct card *c, const char *words);     // a small line, or two
