// SPDX-License-Identifier: MIT
#pragma once
// Who wins: five methods from one start to one goal, each with its own rate and knobs.

#include "field/trials.h"

enum { RACE_LANES = 5 };

struct lane {
    struct descent d;
    struct path path;
    int reached;                // the step at which the goal holds; −1: none
};

struct race {
    struct lane lane[RACE_LANES];       // gd, momentum, rmsprop, adagrad, adam
    struct goal goal;
};                              // zeroed is empty

// Every method with its own standard rate and knobs (RMSprop with α 0.9, as in the
// book); start, steps, noise, clipping, schedule and direction are those of `like`.
void race_line_up(struct race *r, const struct descent *like, struct goal goal);

// "Same η for all".
void race_same_rate(struct race *r, double rate);

// "Good η for each": the search of trials.h, whose rule search_words tells.  A method
// for which no rate is any good keeps its own.  `work` is room, kept from call to call.
// False when memory runs out.
bool race_good_rates(struct race *r, const struct terrain *land, struct trials *work,
                     struct pool *pool);

// Runs all five.  False when memory runs out.
bool race_run(struct race *r, const struct terrain *land, struct pool *pool);
void race_free(struct race *r);                         // leaves it empty

// The board at a step: lanes by place.  First those that have reached the goal, the
// soonest ahead, then the others by their f.
void race_places(const struct race *r, int step, int lanes[RACE_LANES]);

// "On this function from this start: Momentum 61 steps, GD 111; not within
// 100: Adam."
void race_words(struct text *out, const struct race *r);
