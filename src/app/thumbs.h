// SPDX-License-Identifier: MIT
#pragma once
// Small pictures of the gallery, painted one by one while it is open.

#include "base/pool.h"
#include "draw/font.h"
#include "draw/picture.h"
#include "scene/scene.h"

struct thumbs;
struct thumbs *thumbs_open(const struct font *font);    // NULL: out of memory
void thumbs_close(struct thumbs *t);                    // NULL is fine

// Paints the next one that is missing in the theme.  False: they are all there.
bool thumbs_paint(struct thumbs *t, enum theme_name theme, struct pool *pool);

// NULL or an image without pixels: not yet.  Painting in another theme frees it.
const struct image *thumbs_image(const struct thumbs *t, int card, enum theme_name theme);
