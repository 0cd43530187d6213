// SPDX-License-Identifier: MIT
#pragma once
// Paths that stand thin behind the runs, on the map and in the plot of f: the chosen run
// at half and at twice its rate, what forks left behind and where they lead, the rates of
// the fan.

#include "plot/model.h"

enum { ECHOES = SCENE_FORKS + SCENE_RUNS + GHOSTS + FAN_RATES };

struct echo {
    const struct path *path;    // the model's
    int run;                    // whose colour it has
    int from;                   // the step it begins at
    bool whole;                 // also what is not played yet
    float dash, gap;            // u; 0: solid
    bool best;                  // thicker
    char name[8];               // at its end: "η/2", "2η", "3"; "": none
};

// Returns how many; none of them is empty.
int echo_list(struct echo out[ECHOES], const struct model *m, const struct scene *s);
