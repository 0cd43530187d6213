// SPDX-License-Identifier: MIT
#include "scene/gallery.h"

#include <stddef.h>
#include <string.h>

#define CARD(id, ...) extern const char card_##id[];
#include "scene/gallery_cards.def"
#undef CARD

#define CARD(id, file, group, label, why) {#file, group, label, why, card_##id},
const struct gallery_card gallery[GALLERY_CARDS] = {
#include "scene/gallery_cards.def"
};

const struct gallery_card *gallery_find(const char *name)
{
    for (int i = 0; i < GALLERY_CARDS; i++)
        if (strcmp(gallery[i].name, name) == 0)
            return &gallery[i];
    return NULL;
}
