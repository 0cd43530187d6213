// SPDX-License-Identifier: MIT
#pragma once
// "Good η for each": the search for the rates of a race, a few at a time, so that one
// sees it go and hands need not wait.  What a lane has found stays until its search,
// which any change of the lane, of f or of the target begins anew, has found another.

#include "base/pool.h"
#include "field/search.h"
#include "scene/scene.h"

struct tuning_lane {
    struct { double lr; int reached; } tried[TRIALS_MOST];     // −1: not
    int count;
    bool done;
    double good;                // 0: not known yet; NaN: none is any good
    uint64_t stamp;
};

struct tuning {
    int pace;                   // wished: rates tried in one update, 0: all
    bool more;                  // it is not done
    struct goal goal;
    struct tuning_lane lane[SCENE_RUNS];
    struct trials trials;       // of one lane
    uint64_t stamp;             // of which
};                              // zeroed is valid and empty

// The next rates of the first lane that is not done; `stamp`: of f and the view.  False
// when memory runs out.
bool tuning_go_on(struct tuning *t, const struct scene *s, const struct terrain *land,
                 uint64_t stamp, struct pool *pool);

// The lane that is not done, −1: all are.
int tuning_current(const struct tuning *t, const struct scene *s);

void tuning_free(struct tuning *t);
