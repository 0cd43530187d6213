// SPDX-License-Identifier: MIT
#pragma once
// Where a fan of rates changes its mind: the thresholds between its rates, by runs.

#include "field/trials.h"

// NaN: not between the lowest and the highest rate tried, or f has no bottom.
struct thresholds {
    double fastest;             // arrives with the fewest evaluations
    double ringing;             // from here on its steps change sides, one after the
                                // other, along an eigen-direction of where it ends
    double diverging;           // from here on it never arrives, or diverges
};

// `t` is what trials_run made of this contest, its rates rising.  Each threshold is
// narrowed down between two neighbours by some forty runs.  False when memory runs out.
bool fan_thresholds(struct thresholds *out, const struct trials *t,
                    const struct contest *c);

// "fastest 0.331 · ringing from 0.250 · diverging from 0.500"
enum { FAN_WORDS = 160 };
void fan_words(char out[FAN_WORDS], const struct thresholds *t);
