// SPDX-License-Identifier: MIT
#pragma once
// What is typed into the formula box and what became of it.  While it cannot be read, the
// last formula that could be is the one that is shown.

#include "base/fault.h"
#include "scene/scene.h"

enum { ECHO = 512 };

struct reading {
    char typed[SCENE_FORMULA];  // what was read last
    char shown[SCENE_FORMULA];  // the last that has a meaning; "": none yet
    char echo[ECHO];            // as it was read
    struct fault fault;         // text "": none
    bool unfinished;            // more text may put it right
    bool waits;                 // it has new letters that may become a word
    double since;               // when the text changed, seconds
    char known[SCENE_PARAMETERS][SCENE_NAME];   // letters nobody has to be told of
    int knowns;
};

// Reads the scene's formula; its letters become the scene's parameters.  Before typing
// `rested` new letters are awaited (s, si, then sin): what is shown stays.
void reading_take(struct reading *r, struct scene *scene, bool rested);
// All letters of the scene are known.
void reading_know(struct reading *r, const struct scene *scene);
// Letters that are not known, as "a, b"; "" : none.
void reading_news(const struct reading *r, const struct scene *scene, char *out,
                  size_t size);

extern const double reading_rest;        // seconds before new letters are taken

// Seconds of rest before a fault is told: more of them while somebody is in the box and
// the text may be about to become a formula.
double reading_patience(const struct reading *r, bool in_box);
// The scene as it is shown.
void reading_show(const struct reading *r, struct scene *scene);
