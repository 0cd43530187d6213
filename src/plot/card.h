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
    bool covered;               // numbers that follow from the scene are not written
};

// `p` NULL: it is laid out and not drawn.
struct card card_open(struct picture *p, rect where, const struct theme *theme,
                      const struct sizes *sizes, const struct font *font);

// How high a card is with so many lines of each size.
float card_height(const struct sizes *sizes, int titles, int rows, int large);

// How wide words may be in a card of that width.
float card_room(const struct sizes *sizes, float width);

// The middle of the next line of that size.
float card_line(struct card *c, float size);

// The size that words from x on shrink to.
float card_size(const struct card *c, float x, enum face face, float size,
                const char *words);

// Words from x on; what is too long shrinks, then ends in dots; what stands below the
// card is left out.
void card_write(const struct card *c, float x, float middle, enum face face, float size,
                rgba color, const char *words);

extern const char card_dots[];  // instead of a number

// Words of a number that follows from the scene; dots while numbers are covered.
const char *card_number(const struct card *c, const char *words);

bool card_fits(const struct card *c, float x, enum face face, float size,
               const char *words);

// And where they may shrink.
bool card_fits_shrunk(const struct card *c, float x, enum face face, float size,
                      const char *words);

// "arrow", "number" at the end of a line; left out where the words before it, which
// end at `x`, need the room.  Returns where it begins.
float card_chip(const struct card *c, float x, float middle, const char *words);

void card_title(struct card *c, const char *words);     // small and bold
void card_row(struct card *c, const char *name, const char *value, float em);
                                // the value `em` letters from the left
void card_paragraph(struct card *c, rgba color, int most, const char *words);
                                // small lines, so many at most
int card_lines(const struct card *c, int most, const char *words);      // it takes
// Small lines, cut only where `between` stands, as few as they fit in.  Returns how many.
int card_pieces(struct card *c, rgba color, const char *words, const char *between);
void card_say(struct card *c, rgba color, const char *words);   // a small line, or two
void card_words(struct card *c, const char *words);     // a small line, or two
