// SPDX-License-Identifier: MIT
#pragma once
// The key of the map: one arrow with its number, and in words what its length and the
// distance of the lines mean.

#include "draw/font.h"
#include "draw/picture.h"
#include "draw/theme.h"
#include "plot/layout.h"
#include "plot/model.h"

enum { KEY_ITEMS = 15, KEY_TEXT = 120 };

struct key {
    rect box;                   // empty: nothing to say
    struct { char text[KEY_TEXT]; pt at; } item[KEY_ITEMS];
    int items;
    float sample;               // length of the sample arrow, pixels; 0: none
    float size;                 // em of its text
    bool bare;                  // outside of the map, on no card
};

// Lays the key out in the lower left of the map, `above` pixels over its border, or in
// one line under a framed map.
struct key key_make(const struct model *m, const struct scene *s,
                    const struct layout *layout, const struct font *font, float above);
// Where it is, moved by so many pixels.
void key_move(struct key *key, float right, float down);

void key_draw(const struct key *key, const struct theme *theme,
              const struct sizes *sizes, struct picture *p);
