// SPDX-License-Identifier: MIT
#pragma once
// What is written on the map about runs and critical points, and where: letters of
// starts, chips that say how a run ended, numbers of steps, values at critical points.
// Nothing overlaps: what finds no room is left out.

#include "draw/font.h"
#include "plot/echo.h"
#include "plot/model.h"
#include "plot/probe_place.h"
#include "plot/trail.h"

enum { NOTES_MOST = 96, NOTES_FLAT = 12, NOTES_BOXES = 512,
       NOTE_TEXT = 64 };

struct note {
    char text[NOTE_TEXT];
    rect box;
    float size;                 // em
    enum face face;
    bool chip;                  // on a card of its own
    bool letter;                // of a run: stays when numbers are covered
};

struct notes {
    struct note note[NOTES_MOST];
    int count;
    rect mark[NOTES_BOXES];     // rings, ends and critical points: not to be written on
    int marks;
    struct stroke probe[PROBE_STROKES];         // kept off where there is room
    int strokes;
    float flat;                 // diameter of a critical point's mark: smaller in crowds
    struct trail trail[SCENE_RUNS];
    struct echo echo[ECHOES];
    struct trail echo_trail[ECHOES];
    int echoes;
    int trial;                  // for the caller to set: of the fan, that is pointed at
};                              // zeroed is valid and empty

// First where the runs go and what must not be written on; then, keeping out of `taken`
// (ticks, key) too, what is written.  False when memory runs out.
// `shown`: so many steps of the runs, INFINITY for all.
bool notes_trace(struct notes *n, const struct model *m, const struct scene *s,
                 const struct layout *layout, double shown);
void notes_place(struct notes *n, const struct model *m, const struct scene *s,
                 const struct layout *layout, const struct font *font,
                 const rect *taken, int takens);

// How a run ended, in the fewest words: "✓ step 39", "⚠ diverged at step 17"; at its
// limit nothing.
void notes_name_end(const struct path *path, char out[NOTE_TEXT]);

void notes_draw(const struct notes *n, const struct theme *theme,
                const struct sizes *sizes, bool covered, struct picture *p);
void notes_free(struct notes *n);
