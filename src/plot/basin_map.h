// SPDX-License-Identifier: MIT
#pragma once
// Basins of attraction as an image: each start has the colour of the minimum it leads
// to, the fainter the more steps it takes, with a line between two of them; ▧ where it
// diverges, ▨ where it comes to where f has no value, faint unless that is at its start,
// plain where it reaches nothing.  Refined slice by slice.

#include "base/pool.h"
#include "draw/picture.h"
#include "draw/theme.h"
#include "field/basin.h"
#include "field/view.h"

enum { BASIN_STEPS = 1000 };    // a start has at least so many to arrive

struct basin_map {
    struct basins basins;
    struct image image;         // as large as the view
    struct image before;        // another view's, scaled to this one; clear where it ends
    bool replaces;              // until the coarse cells are there, that is shown
    box seen;                   // by the image
    int cell;                   // pixels of a cell's side: 1 but in very large images
    bool climbs;                // to maxima
    int steps;                  // that a start has
    int few, many;              // steps where colours are strongest and palest
    bool fate[BASIN_UNDECIDED + 1];     // seen in the image; LEFT: after a step or more
    uint8_t color[BASIN_MINIMA];        // of each minimum: which of the runs'
    size_t colored;             // minima that have one
    size_t painted;             // cells known when the image was painted
    uint64_t kind;              // of the cells, wherever they are
    uint64_t made_of, stamp;    // of the cells, of the image
};                              // zeroed is valid and empty

// `home`: where each run arrives, not a number where it does not; that minimum has the
// run's colour.
struct basin_style { const struct theme *theme; float u; vec2 home[THEME_RUNS]; };

// The descent that a map of these basins is made with: with steps enough to arrive.
struct descent basin_descent(const struct descent *run);

// False when memory runs out.  `kind`: a stamp of all but the view.  Where it is the same
// and the view has moved by whole pixels, what is known stays; where it is another view,
// the picture of the last one is shown until there is a new one.
bool basin_map_begin(struct basin_map *m, const struct descent *d,
                     const struct terrain *land, struct view view, uint64_t kind);

// Goes on for about `steps` steps of single walks, 0: to the end.  Paints what came
// where that is worth it.
void basin_map_work(struct basin_map *m, long steps, struct basin_style style,
                    struct pool *pool);

double basin_map_done(const struct basin_map *m);       // 0 to 1; 1 when empty
rgba basin_map_color(const struct basin_map *m, size_t minimum, const struct theme *theme);
void basin_map_free(struct basin_map *m);
