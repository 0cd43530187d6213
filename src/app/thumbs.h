// SPDX-License-Identifier: MIT
#pragma once
// Small pictures of the gallery, each painted once at the size it is seen in.

#include "base/pool.h"
#include "draw/font.h"
#include "draw/picture.h"
#include "scene/scene.h"

struct thumbs;
struct thumbs *thumbs_open(const struct font *font);    // NULL: out of memory
void thumbs_close(struct thumbs *t);                    // NULL is fine

// That card's picture, so many pixels wide and high; NULL: not yet, it is wished for.
// Another theme or size than the last one's makes all the pictures anew.
const struct image *thumbs_image(struct thumbs *t, int card, enum theme_name theme,
                                 int width, int height);

// Paints one that was wished for.  False: there is none.
bool thumbs_paint(struct thumbs *t, struct pool *pool);
bool thumbs_wished(const struct thumbs *t);             // there is, or one is new
