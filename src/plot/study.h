// SPDX-License-Identifier: MIT
#pragma once
// What the laboratory makes of a scene's runs besides their paths: what forks left
// behind, the chosen run at other rates, good rates for a race.  Each part keeps the
// stamp of what it was made from and is made again only when that changed.

#include "base/pool.h"
#include "field/bottom.h"
#include "field/fan.h"
#include "field/limit.h"
#include "field/trials.h"
#include "plot/tuning.h"
#include "scene/scene.h"

enum { GHOST_HALF, GHOST_DOUBLE, GHOSTS, STUDY_STEPS = 500 };

struct study {
    bool moving;                        // wished: ghosts are at most STUDY_STEPS long
    struct path left[SCENE_FORKS];      // where the run would have gone without fork i
                                        // and all after it
    struct path ghost[GHOSTS];          // the chosen run at η/2 and at 2η, empty where
                                        // they are not shown
    struct bottom bottom;               // below the chosen run's start, in a race run A's
    struct limit limit;                 // of its method there
    struct goal goal;                   // of the trials
    struct trials trials;               // at the rates of the scene, rising, at most
                                        // STUDY_STEPS steps each
    struct thresholds thresholds;       // of the fan
    struct tuning tuning;               // for the race's good rates
    struct path scout;
    uint64_t stamp_left[SCENE_FORKS];
    uint64_t stamp_ghost, stamp_bottom, stamp_trials;
};                                      // zeroed is valid and empty

// Puts the runs of a race in their lanes: one start, and the rates its rule gives.
// `stamp`: of f and the view.  False when memory runs out.
bool study_line_up(struct study *t, struct scene *s, const struct terrain *land,
                   uint64_t stamp, struct pool *pool);

// The same with the rates that are known, without looking for more.
void study_give_rates(const struct study *t, struct scene *s);

// All the rest, of a scene that is lined up.
bool study_update(struct study *t, const struct scene *s, const struct terrain *land,
                  uint64_t stamp, struct pool *pool);

void study_free(struct study *t);
