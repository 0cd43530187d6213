// SPDX-License-Identifier: MIT
#pragma once
// The bundled faces, opened at the sizes that are asked for, and which of them has the
// letters of a text.

#include "base/text.h"
#include "draw/font.h"

#include <SDL_ttf.h>

enum { FACES_OPEN = 24 };

struct open_face {
    TTF_Font *font;
    enum face face;
    int em;                     // 1/72 pixel
    bool hinted;
    uint64_t used;              // when last
};

struct faces {
    struct open_face open[FACES_OPEN];
    uint64_t uses;
};                              // zeroed is valid and empty

// The file of a face, and its length; it lives as long as the program.
const void *face_program(enum face face, size_t *bytes);

// The face with an em of `em` pixels, 1…1000.  Hinted letters are crisp
// where they stand upright, the others keep their shape when turned.  Valid until another
// two are asked for; NULL when memory runs out.
TTF_Font *faces_at(struct faces *faces, enum face face, float em, bool hinted);
void faces_close(struct faces *faces);

// A text in the face that is wanted, as far as one face has all its letters.
struct run { TTF_Font *font; struct text text; };

// Reads the next run from *at, valid UTF-8 whatever stood there; what no face has
// becomes U+FFFD.  False at the end, or with a NULL font when memory ran out.
bool faces_run(struct faces *faces, enum face face, float em, bool hinted,
               const char **at, struct run *run);
