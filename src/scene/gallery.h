// SPDX-License-Identifier: MIT
#pragma once
// The scenes that come with the program, inside of it: found wherever it is moved to.
// To add one, put its file into assets/scenes and its row into gallery_cards.def; its
// name in src/meson.build lets the build notice when the file changes.

struct gallery_card {
    const char *name;           // "two-wells": its file without the ending
    const char *group;          // "Hard places"
    const char *label;          // "Two wells"
    const char *why;            // one line
    const char *scene;          // the file, JSON
};

enum {
#define CARD(...) + 1
    GALLERY_CARDS = 0
#include "scene/gallery_cards.def"
#undef CARD
};
extern const struct gallery_card gallery[GALLERY_CARDS];        // group by group

const struct gallery_card *gallery_find(const char *name);      // NULL: no such card
