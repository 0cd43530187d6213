// SPDX-License-Identifier: MIT
#pragma once
// Who wins: runs from one start to one target.

#include "field/descent.h"

enum { RACE_LANES = 5 };

struct lane {
    const struct path *path;    // not empty
    char name[24];              // "Momentum"
    int reached;                // the step at which the target was met; −1: none
    bool ascend;
};

// The board at a step: lanes by place, at most RACE_LANES.  First those that have met
// the target, the soonest ahead, then the others by their f.
void race_places(const struct lane *lane, int lanes, int step, int out[RACE_LANES]);

// "On this function from this start: Momentum 61 steps, GD 111; not within 100: Adam."
// `target` in words: "f < 0.001"; `steps`: the most they were given.
enum { RACE_WORDS = 320 };
void race_words(char out[RACE_WORDS], const struct lane *lane, int lanes,
                const char *target, int steps);

// Without a target, and why: "On this function from this start f falls for ever; lowest
// in the end: GD, Adam; ended where f has no value: Momentum.", or "; all end at the
// same f."
void race_words_aimless(char out[RACE_WORDS], const struct lane *lane, int lanes,
                        const char *missing);
